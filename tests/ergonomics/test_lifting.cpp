#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/ergonomics/lifting_equation.hpp"
#include "tasks.hpp"

namespace dorsal::ergonomics::test {
namespace {

Lift ideal() {
  Lift lift;
  lift.load = kilograms(23);
  lift.origin.horizontal = metres(0.25);
  lift.origin.vertical = metres(0.75);
  lift.travel = metres(0.25);
  lift.per_minute = 0.2;
  return lift;
}

TEST(LiftingEquation, recommends_the_load_constant_for_an_ideal_lift) {
  const LiftLimit limit = lift_limit(ideal(), ideal().origin);
  EXPECT_DOUBLE_EQ(in_kilograms(limit.rwl), 23);
  EXPECT_DOUBLE_EQ(limit.li, 1);
  EXPECT_EQ(limit.from.grade, Grade::a);
}

TEST(LiftingEquation, holds_to_the_limits_of_each_multiplier) {
  const auto with = [](auto change) {
    Lift lift = ideal();
    change(lift);
    return lift_limit(lift, lift.origin).multipliers;
  };
  EXPECT_EQ(with([](Lift& l) { l.origin.horizontal = metres(0); }).hm, 1);
  EXPECT_NEAR(with([](Lift& l) { l.origin.horizontal = metres(0.63); }).hm, 0.397, 0.001);
  EXPECT_EQ(with([](Lift& l) { l.origin.horizontal = metres(0.6301); }).hm, 0);
  EXPECT_NEAR(with([](Lift& l) { l.origin.vertical = metres(0); }).vm, 0.775, 1e-12);
  EXPECT_NEAR(with([](Lift& l) { l.origin.vertical = metres(1.75); }).vm, 0.7, 1e-12);
  EXPECT_EQ(with([](Lift& l) { l.origin.vertical = metres(1.751); }).vm, 0);
  EXPECT_EQ(with([](Lift& l) { l.travel = metres(0); }).dm, 1);
  EXPECT_NEAR(with([](Lift& l) { l.travel = metres(1.75); }).dm, 0.8457, 1e-4);
  EXPECT_EQ(with([](Lift& l) { l.travel = metres(1.76); }).dm, 0);
  EXPECT_NEAR(with([](Lift& l) { l.origin.asymmetry = degrees(135); }).am, 0.568, 1e-9);
  EXPECT_EQ(with([](Lift& l) { l.origin.asymmetry = degrees(135.1); }).am, 0);
  EXPECT_EQ(with([](Lift& l) { l.origin.coupling = Coupling::fair; }).cm, 1);
  EXPECT_EQ(with([](Lift& l) {
              l.origin.coupling = Coupling::fair;
              l.origin.vertical = metres(0.749);
            }).cm,
            0.95);
  EXPECT_EQ(with([](Lift& l) { l.origin.coupling = Coupling::poor; }).cm, 0.9);
}

TEST(LiftingEquation, agrees_with_the_printed_multipliers) {
  // NIOSH 94-110, tables 1, 2, 3 and 4 at some rows, printed with two decimals.
  Lift lift = ideal();
  lift.origin.horizontal = metres(0.58);
  lift.origin.vertical = metres(1.5);
  lift.travel = metres(1.0);
  lift.origin.asymmetry = degrees(90);
  const Multipliers m = lift_limit(lift, lift.origin).multipliers;
  EXPECT_NEAR(m.hm, 0.43, 0.005);
  EXPECT_NEAR(m.vm, 0.78, 0.0051);
  EXPECT_NEAR(m.dm, 0.87, 0.0051);
  EXPECT_NEAR(m.am, 0.71, 0.005);
}

TEST(LiftingEquation, frequency_multiplier_has_its_corners_and_never_rises) {
  const auto fm = [](double f, double h, double v) {
    return frequency_multiplier(f, h, metres(v)).value;
  };
  EXPECT_EQ(fm(0, 1, 0.7), 1.0);
  EXPECT_EQ(fm(0.2, 8, 0.7), 0.85);
  EXPECT_EQ(fm(8, 8, 0.7), 0.18);
  EXPECT_EQ(fm(9, 8, 0.7), 0);
  EXPECT_EQ(fm(9, 8, 0.75), 0.15);
  EXPECT_EQ(fm(15, 1, 0.75), 0.28);
  EXPECT_EQ(fm(15.01, 1, 0.75), 0);
  EXPECT_EQ(fm(12, 2, 0.75), 0.21);
  EXPECT_NEAR(fm(1.5, 1, 0.7), 0.925, 1e-12);
  for (const double hours : {0.5, 1.0, 1.01, 2.0, 2.01, 8.0}) {
    for (const double height : {0.5, 0.75}) {
      for (double f = 0.05; f < 20; f += 0.05) {
        EXPECT_LE(fm(f, hours, height), fm(f - 0.05, hours, height) + 1e-12);
      }
    }
  }
}

TEST(LiftingEquation, recommends_less_for_every_worse_condition) {
  const double best = in_kilograms(lift_limit(ideal(), ideal().origin).rwl);
  for (int step = 1; step < 10; ++step) {
    Lift lift = ideal();
    lift.origin.horizontal = metres(0.25 + 0.035 * step);
    lift.travel = metres(0.25 + 0.1 * step);
    lift.origin.asymmetry = degrees(13.0 * step);
    EXPECT_LT(in_kilograms(lift_limit(lift, lift.origin).rwl), best);
  }
}

TEST(LiftingEquation, says_that_it_recommends_no_weight_where_a_limit_is_passed) {
  const Json a = answered("rnle", R"({"load_kg":5,"horizontal_m":0.7,"vertical_m":0.75,
    "travel_m":0.3,"frequency_per_min":1,"duration_h":1,"coupling":"good"})");
  EXPECT_EQ(a["rwl_kg"], 0);
  EXPECT_TRUE(a["li"].is_null());
  EXPECT_EQ(a["notes"][0]["id"], "rnle_outside");
}

TEST(LiftingEquation, marks_what_lies_between_rows_and_what_only_programs_have) {
  const auto between = frequency_multiplier(1.5, 1, metres(1));
  EXPECT_EQ(between.from.grade, Grade::b);
  const auto fast = frequency_multiplier(13, 1, metres(1));
  EXPECT_EQ(fast.from.notes.front(), "rnle_frequency_from_programs");
}

TEST(LiftingEquation, one_task_alone_has_its_own_index_as_composite) {
  const CompositeLift one = composite_lift({ideal()});
  EXPECT_DOUBLE_EQ(one.cli, one.tasks[0].li);
  Lift more = ideal();
  more.load = kilograms(5);
  more.per_minute = 2;
  EXPECT_GT(composite_lift({ideal(), more}).cli, one.cli);
}

TEST(LiftingEquation, composite_does_not_depend_on_the_order_given) {
  Lift light = ideal();
  light.load = kilograms(4);
  light.per_minute = 3;
  Lift low = ideal();
  low.origin.vertical = metres(0.2);
  EXPECT_NEAR(composite_lift({ideal(), light, low}).cli, composite_lift({low, ideal(), light}).cli,
              1e-12);
}

}  // namespace
}  // namespace dorsal::ergonomics::test
