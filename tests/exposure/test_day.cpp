#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/holds.hpp"
#include "dorsal/exposure/lifts.hpp"
#include "dorsal/exposure/load_dose.hpp"
#include "dorsal/exposure/sitting.hpp"
#include "exposure/series.hpp"

// Holds, sitting, lifts and doses of loads over scripted series with known answers.
namespace dorsal::exposure {
namespace {

constexpr Duration kStep{100'000};

Duration seconds(double s) { return duration_from_seconds(s); }

/// Ten frames a second.
struct HoldScript {
  Holds& holds;
  Duration at{0};
  void keep(double for_seconds, double degrees) {
    for (int i = 0; i < std::lround(for_seconds * 10); ++i, at += kStep) {
      const double a = degrees * kDegree;
      holds.add(at, kStep, {a, a - 4 * kDegree, a + 4 * kDegree});
    }
  }
  void gap(double for_seconds) { at += seconds(for_seconds); }
};

TEST(Holds, tell_when_a_posture_was_held_and_how) {
  Holds holds(held_parts()[0]);
  HoldScript script{holds};
  script.keep(60, 5);
  script.keep(300, 40);
  script.keep(2, 80);  // too short to be a hold
  script.keep(30, 5);
  const auto all = holds.longest_holds();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(holds.number(), 3);
  EXPECT_NEAR(in_seconds(all[1].begin), 61, 1.1);  // the bridge delays a change by a second
  EXPECT_NEAR(in_seconds(all[1].end), 360, 0.1);
  EXPECT_NEAR(all[1].posture.value / kDegree, 40, 0.01);
  EXPECT_NEAR(all[1].posture.low / kDegree, 36, 0.01);
  EXPECT_NEAR(in_seconds(holds.longest()), 299, 1.1);
  EXPECT_NEAR(in_seconds(holds.since_change()), 29, 1.1);
  EXPECT_EQ(holds.changes(), 3);
}

TEST(Holds, one_wild_picture_does_not_end_a_hold_and_a_gap_does) {
  Holds holds(held_parts()[0]);
  HoldScript script{holds};
  script.keep(30, 20);
  script.keep(0.3, 70);
  script.keep(30, 20);
  EXPECT_EQ(holds.number(), 1);
  EXPECT_NEAR(in_seconds(holds.longest()), 60.3, 1e-9);
  script.gap(20);
  script.keep(10, 20);
  EXPECT_EQ(holds.number(), 2);
  EXPECT_NEAR(in_seconds(holds.longest()), 60.3, 1e-9);
  EXPECT_NEAR(in_seconds(holds.since_change()), 10, 1e-9);
}

TEST(Holds, of_a_long_day_keep_the_longest_in_bounded_memory) {
  Holds holds(held_parts()[0]);
  HoldScript script{holds};
  for (int i = 0; i < 300; ++i) {
    script.keep(5 + i % 7, i % 2 == 0 ? 5 : 60);
  }
  EXPECT_EQ(holds.number(), 300);
  EXPECT_EQ(holds.longest_holds().size(), Holds::kKept);
  for (const Hold& hold : holds.longest_holds()) EXPECT_GE(in_seconds(hold.length()), 8.9);
}

TEST(Holds, split_at_a_gap_and_merged_are_as_if_never_split) {
  Holds whole(held_parts()[0]), first(held_parts()[0]), second(held_parts()[0]);
  HoldScript all{whole}, a{first};
  for (HoldScript* script : {&all, &a}) {
    script->keep(50, 10);
    script->keep(20, 50);
  }
  all.gap(5);
  HoldScript b{second, all.at};
  for (HoldScript* script : {&all, &b}) {
    script->keep(10, 50);
    script->keep(40, 0);
  }
  Holds merged = second;
  merged.merge(first);
  EXPECT_TRUE(merged == whole);
  first.merge(second);
  EXPECT_TRUE(first == whole);
}

BodySight sitting_at(double thigh_deg, double error_deg = 5) {
  BodySight sight;
  sight.present = true;
  sight.thigh = {thigh_deg * kDegree, (thigh_deg - error_deg) * kDegree,
                 (thigh_deg + error_deg) * kDegree};
  return sight;
}

struct SightScript {
  Sitting& sitting;
  Duration at{0};
  void keep(double for_seconds, const BodySight& sight) {
    for (int i = 0; i < std::lround(for_seconds); ++i, at += seconds(1)) {
      sitting.add(at, seconds(1), sight);
    }
  }
};

TEST(Sitting, time_and_rises_of_a_morning) {
  Sitting sitting;
  SightScript script{sitting};
  script.keep(1800, sitting_at(85));
  script.keep(60, sitting_at(5));
  script.keep(1200, sitting_at(80));
  script.keep(300, BodySight{});     // gone: a break
  script.keep(600, sitting_at(48));  // 43..53: perhaps
  EXPECT_EQ(in_seconds(sitting.observed()), 3660);
  EXPECT_EQ(in_seconds(sitting.sitting().value), 3600);
  EXPECT_EQ(in_seconds(sitting.sitting().certain), 3000);
  EXPECT_EQ(in_seconds(sitting.sitting().possible), 3600);
  EXPECT_EQ(sitting.rises(), 2);
  EXPECT_EQ(in_seconds(sitting.longest_bout()), 1800);
}

TEST(Sitting, legs_out_of_sight_are_no_rise) {
  Sitting sitting;
  SightScript script{sitting};
  BodySight hidden;
  hidden.present = true;
  script.keep(100, sitting_at(85));
  script.keep(30, hidden);
  script.keep(100, sitting_at(85));
  EXPECT_EQ(sitting.rises(), 0);
  EXPECT_EQ(in_seconds(sitting.longest_bout()), 230);
  script.keep(100, hidden);
  script.keep(10, sitting_at(85));
  EXPECT_EQ(sitting.rises(), 0);
  EXPECT_EQ(in_seconds(sitting.longest_bout()), 230);
}

TEST(Sitting, merged_parts_of_a_day_add_up_whatever_their_order) {
  Sitting whole, first, second;
  SightScript all{whole}, a{first};
  all.keep(100, sitting_at(85));
  all.keep(100, BodySight{});
  a.keep(100, sitting_at(85));
  a.keep(100, BodySight{});
  SightScript b{second, all.at};
  all.keep(50, sitting_at(80));
  b.keep(50, sitting_at(80));
  Sitting merged = second;
  merged.merge(first);
  EXPECT_EQ(merged.rises(), whole.rises());
  EXPECT_EQ(merged.longest_bout(), whole.longest_bout());
  EXPECT_EQ(merged.sitting(), whole.sitting());
}

struct LiftScript {
  Lifts& lifts;
  Duration at{0};
  double height = 0.8;
  double asymmetry_deg = 0;
  void move_to(double metres, double for_seconds) {
    const int frames = static_cast<int>(std::lround(for_seconds * 10));
    const double step = (metres - height) / frames;
    for (int i = 0; i < frames; ++i, at += kStep) {
      height += step;
      BodySight sight;
      sight.present = true;
      sight.hands = {height, height - 0.1, height + 0.1};
      const double a = asymmetry_deg * kDegree;
      sight.asymmetry = {a, a - 0.1, a + 0.1};
      lifts.add(at, kStep, sight);
    }
  }
};

TEST(Lifts, tell_start_end_heights_and_asymmetry) {
  Lifts lifts;
  LiftScript script{lifts};
  script.move_to(0.8, 2);
  script.asymmetry_deg = 30;
  script.move_to(0.2, 2);
  script.move_to(0.2, 1);
  script.asymmetry_deg = 0;
  script.move_to(1.1, 2);
  script.move_to(1.1, 3);
  script.move_to(0.8, 1);
  lifts.close();
  ASSERT_EQ(lifts.number(), 1);
  const Lift lift = lifts.highest().front();
  // The filter takes off a little and delays by a sixth of a second.
  EXPECT_NEAR(in_seconds(lift.begin), 4.8, 0.5);
  EXPECT_NEAR(lift.from.value, 0.2, 0.02);
  EXPECT_NEAR(lift.to.value, 1.1, 0.02);
  EXPECT_NEAR(lift.to.high - lift.to.low, 0.2, 1e-9);
  EXPECT_NEAR(lift.asymmetry.value / kDegree, 30, 1e-6);
}

TEST(Lifts, a_lift_that_the_film_ends_on_counts_and_a_slow_or_small_rise_does_not) {
  Lifts lifts;
  LiftScript script{lifts};
  script.move_to(0.3, 2);
  script.move_to(1.0, 2);
  lifts.close();
  EXPECT_EQ(lifts.number(), 1);
  Lifts none;
  LiftScript gentle{none};
  gentle.move_to(0.95, 2);
  gentle.move_to(0.8, 2);
  gentle.move_to(0.3, 2);
  gentle.move_to(1.2, 30);
  gentle.move_to(0.3, 2);
  none.close();
  EXPECT_EQ(none.number(), 0);
}

TEST(Lifts, hands_unseen_end_a_lift_and_are_no_time) {
  Lifts lifts;
  LiftScript script{lifts};
  script.move_to(0.3, 2);
  for (int i = 0; i < 50; ++i, script.at += kStep) lifts.add(script.at, kStep, BodySight{});
  script.height = 1.2;
  script.move_to(1.2, 2);
  lifts.close();
  EXPECT_EQ(lifts.number(), 0);
  EXPECT_EQ(in_seconds(lifts.observed()), 4);
}

load::LoadFrame load_of(double newtons) {
  load::LoadFrame frame;
  frame.status = load::SolveStatus::solved;
  frame.compression.fill(newtons);
  frame.shear_ap.fill(0);
  frame.shear_ml.fill(0);
  return frame;
}

TEST(LevelDose, is_force_times_time_and_what_lies_beyond_standing) {
  LoadExposure load;
  LoadBand band{};
  band.compression_low.fill(400);
  band.compression_high.fill(1000);
  load.add(seconds(0), seconds(100), load_of(300.5));
  load.add(seconds(100), seconds(50), load_of(700.5), &band);
  load.add_gap(seconds(150), seconds(1000), LoadGap::moving_too_fast);
  const LevelDose dose = level_dose(load, body::Level::T8T9, 500.5);
  EXPECT_NEAR(dose.impulse.value, 300.5 * 100 + 700.5 * 50, 1e-6);
  EXPECT_NEAR(dose.above_standing.value, 200 * 50, 1e-6);
  EXPECT_EQ(in_seconds(dose.beyond.value), 50);
  EXPECT_EQ(in_seconds(dose.beyond.certain), 0);
  EXPECT_DOUBLE_EQ(dose.above_standing.low, 0);
  EXPECT_GE(dose.above_standing.high, 499 * 50);
  EXPECT_TRUE(std::isnan(level_dose(load, body::Level::T8T9, kNaN).above_standing.value));
}

// 4 kN for two of eight hours: sqrt(4000^2 * 2 h / 8 h) * 8 h = 16 kN h; below 3.2 kN nothing.
TEST(LumbarDose, weighs_force_with_the_power_of_two_beyond_its_threshold) {
  LoadExposure load;
  load.add(seconds(0), seconds(7200), load_of(4000.5));
  load.add(seconds(7200), seconds(7200), load_of(2900.5));
  const LumbarDose man = lumbar_dose(load, body::Sex::male);
  EXPECT_NEAR(man.dose.value, 4000.5 * 0.5 * 8, 0.01);
  EXPECT_TRUE(std::isnan(man.dose.low));
  const LumbarDose woman = lumbar_dose(load, body::Sex::female);
  EXPECT_NEAR(woman.dose.value, 8 * std::sqrt((4000.5 * 4000.5 + 2900.5 * 2900.5) / 4), 0.01);
}

}  // namespace
}  // namespace dorsal::exposure
