#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/ergonomics/endurance.hpp"
#include "dorsal/ergonomics/fatigue_failure.hpp"
#include "dorsal/ergonomics/muscle_fatigue.hpp"
#include "dorsal/ergonomics/static_posture.hpp"
#include "tasks.hpp"

namespace dorsal::ergonomics::test {
namespace {

TEST(FatigueFailure, duet_agrees_with_its_printed_damage_at_every_effort) {
  // Printed with eight decimals: half a unit of the last, and 0.1 % for the three digits above it.
  const double printed[] = {.00000026, .00000045, .00000137, .00000413, .00001262, .00003801,
                            .00011625, .00035014, .00105374, .00322581, .00970874};
  for (int omni = 0; omni <= 10; ++omni) {
    const DuetTask task{omni, 1};
    const double expected = printed[omni];
    EXPECT_NEAR(duet({&task, 1}).damage, expected, 5e-9 + 1e-3 * expected) << omni;
  }
}

TEST(FatigueFailure, rises_with_load_reach_and_repetitions_and_is_nothing_without_work) {
  double last = -1;
  for (double load = 0; load <= 30; load += 1) {
    const LifftTask lift{kilograms(load), metres(0.5), 100};
    EXPECT_GE(lifft({&lift, 1}).damage, last);
    last = lifft({&lift, 1}).damage;
  }
  const LifftTask none{kilograms(0), metres(0.5), 100};
  EXPECT_EQ(lifft({&none, 1}).probability, 0);
  last = -1;
  for (double reach = 0.05; reach < 1; reach += 0.01) {
    const ShoulderTask task{ShoulderEffort::handling, kilograms(2), metres(reach), 100};
    EXPECT_GT(shoulder({&task, 1}).damage, last) << reach;
    last = shoulder({&task, 1}).damage;
  }
  EXPECT_EQ(shoulder_probability(0), 0);
  EXPECT_LT(shoulder_probability(1e-4), shoulder_probability(1e-3));
}

TEST(FatigueFailure, tells_lifft_with_both_divisors_and_its_caution) {
  const Json a =
      answered("lifft", R"({"tasks":[{"load_kg":30,"lever_arm_m":0.5,"repetitions":50}]})");
  EXPECT_NEAR(a["damage"].get<double>() / a["with_the_other_divisor"]["damage"].get<double>(),
              1902416.0 / 902416, 1e-9);
  EXPECT_EQ(a["notes"][1]["id"], "lifft_caution");
  EXPECT_EQ(a["applies_to"], "lumbar");
}

TEST(FatigueFailure, a_forward_push_is_relieved_by_the_arms_weight) {
  const ShoulderTask forward{ShoulderEffort::push_forward, kilograms(2), metres(0.4), 100};
  ShoulderTask down = forward;
  down.effort = ShoulderEffort::push_down;
  ShoulderTask handling = forward;
  handling.effort = ShoulderEffort::handling;
  EXPECT_NEAR(shoulder_moment(handling) - shoulder_moment(down), -8.27 + 4.8223 * 0.4 / 0.0254,
              1e-9);
  EXPECT_NEAR(shoulder_moment(forward),
              std::abs(2 * shoulder_moment(down) - shoulder_moment(handling)), 1e-9);
}

TEST(FatigueFailure, says_what_it_took_for_granted_of_the_shoulder) {
  const Json a = answered("shoulder", R"({"tasks":[{"kind":"push","load_kg":4,"reach_m":0.4,
    "hands":2,"repetitions":10}]})");
  EXPECT_EQ(a["notes"][0]["id"], "shoulder_push_forward");
  EXPECT_EQ(a["notes"][1]["id"], "shoulder_two_hands");
  EXPECT_NE(refused("shoulder", R"({"tasks":[{"kind":"pull","direction":"forward","load_kg":4,
    "reach_m":0.4,"repetitions":10}]})")
                .find("no equation was to be had"),
            std::string::npos);
}

TEST(Liberty, accepts_less_farther_more_often_and_by_more_people) {
  double last = 1e9;
  for (const double h : {0.2, 0.3, 0.4, 0.5, 0.6, 0.68}) {
    const Json a = answered("liberty", R"({"task":"lower","sex":"female","horizontal_m":)" +
                                           std::to_string(h) +
                                           R"(,"vertical_range_middle_m":0.8,"travel_m":0.5,
                            "frequency_per_min":2})");
    EXPECT_LT(a["mean_kg"].get<double>(), last);
    EXPECT_LT(a["p90_kg"].get<double>(), a["p75_kg"].get<double>());
    last = a["mean_kg"].get<double>();
  }
  last = 1e9;
  for (const char* f : {"0.01", "0.1", "1", "5", "10"}) {
    const Json a = answered("liberty", std::string(R"({"task":"carry","sex":"male","vertical_m":0.9,
      "travel_m":4,"frequency_per_min":)") +
                                           f + "}");
    EXPECT_LT(a["mean_kg"].get<double>(), last) << f;
    last = a["mean_kg"].get<double>();
  }
}

TEST(Liberty, refuses_what_lies_outside_its_equations_and_names_the_range) {
  EXPECT_EQ(refused("liberty", R"({"task":"push","sex":"female","vertical_m":1.4,"travel_m":10,
    "frequency_per_min":1})"),
            "task, vertical_m: 1.4 is outside what the equations were made for; give a number from "
            "0.58 to 1.33 metres (women).");
  EXPECT_NE(refused("liberty", R"({"task":"lift","sex":"male","horizontal_m":0.2,
    "vertical_range_middle_m":1,"travel_m":0.5,"frequency_per_min":1})")
                .find("horizontal_m"),
            std::string::npos);
  EXPECT_NE(refused("liberty", R"({"task":"push","sex":"male","vertical_m":1,"travel_m":10,
    "frequency_per_min":11})")
                .find("frequency_per_min"),
            std::string::npos);
  EXPECT_NE(refused("liberty", R"({"task":"lift","sex":"male","vertical_m":1,"travel_m":0.5,
    "frequency_per_min":1})")
                .find("vertical_range_middle_m"),
            std::string::npos);
}

TEST(Endurance, agrees_with_the_table_made_from_both_models) {
  // endurance_check_table of the reference: power law and closed form, one decimal.
  EXPECT_NEAR(endurance("trunk", 0.3).seconds, 349.0, 0.051);
  EXPECT_NEAR(*endurance("trunk", 0.3).seconds_3cc, 351.6, 0.051);
  EXPECT_NEAR(endurance("shoulder", 0.1).seconds, 1004.7, 0.051);
  EXPECT_NEAR(*endurance("shoulder", 0.1).seconds_3cc, 1057.4, 0.051);
  EXPECT_NEAR(endurance("hand_grip", 0.9).seconds, 39.8, 0.051);
  EXPECT_NEAR(endurance("general", 0.5).seconds, 86.5, 0.051);
  EXPECT_EQ(endurance("trunk", 1).seconds_3cc, 0.0);
  EXPECT_FALSE(endurance("trunk", 0.05).seconds_3cc.has_value());
}

TEST(Endurance, falls_with_intensity_for_every_joint) {
  for (const char* joint :
       {"general", "ankle", "trunk", "elbow", "hand_grip", "knee", "shoulder"}) {
    for (double f = 0.05; f <= 1; f += 0.05) {
      EXPECT_LT(endurance(joint, f).seconds, endurance(joint, f - 0.04).seconds) << joint;
    }
  }
}

TEST(MuscleFatigue, fails_when_the_closed_form_says_so) {
  // The closed form takes the load to be there at once; coming to it takes tenths of a second.
  for (const char* joint : {"trunk", "shoulder", "elbow"}) {
    for (const double load : {0.2, 0.3, 0.5, 0.8}) {
      const FatigueRates rates = fatigue_rates(joint);
      const LoadStretch hold{4000, load};
      const FatigueCourse course = fatigue_course(rates, {&hold, 1});
      ASSERT_TRUE(course.endurance) << joint << load;
      EXPECT_NEAR(*course.endurance, *sustained_endurance(rates, load), 1.0) << joint << load;
    }
  }
}

TEST(MuscleFatigue, keeps_its_parts_within_the_whole) {
  const FatigueRates rates = fatigue_rates("shoulder");
  const std::vector<LoadStretch> series = {{100, 0.5}, {50, 0}, {200, 1}, {0, 0.3}, {1000, 0}};
  for (const MuscleState& s : fatigue_course(rates, series).states) {
    EXPECT_NEAR(s.active + s.fatigued + s.resting, 1, 1e-9);
    EXPECT_GE(s.active, -1e-9);
    EXPECT_GE(s.fatigued, -1e-9);
    EXPECT_GE(s.resting, -1e-9);
  }
}

TEST(MuscleFatigue, recovers_faster_at_rest_but_not_at_light_work) {
  FatigueRates rates = fatigue_rates("shoulder");
  const std::vector<LoadStretch> rest = {{60, 0.6}, {60, 0}};
  const std::vector<LoadStretch> light = {{60, 0.6}, {60, 0.01}};
  const double rested = fatigue_course(rates, rest).states[1].fatigued;
  const double worked = fatigue_course(rates, light).states[1].fatigued;
  rates.rest_multiplier = 1;
  EXPECT_LT(rested, 0.5 * fatigue_course(rates, rest).states[1].fatigued);
  EXPECT_NEAR(worked, fatigue_course(rates, light).states[1].fatigued, 1e-12);
}

TEST(MuscleFatigue, says_that_no_rest_multiplier_is_known_for_the_trunk) {
  const Json rest = answered("fatigue", R"({"joint":"trunk","series":[{"seconds":60,"load":0.3},
    {"seconds":30,"load":0}]})");
  EXPECT_EQ(rest["grade"], "C");
  EXPECT_EQ(rest["notes"][0]["id"], "no_rest_multiplier");
  EXPECT_TRUE(rest["endurance_s"].is_null());
  EXPECT_EQ(rest["states"].size(), 2U);
  const Json work =
      answered("fatigue", R"({"joint":"trunk","series":[{"seconds":400,"load":0.3}]})");
  EXPECT_EQ(work["grade"], "B");
  EXPECT_NEAR(work["endurance_s"].get<double>(), 351.6, 1.0);
}

TEST(StaticPosture, judges_by_the_limits_and_their_borders) {
  EXPECT_EQ(en1005_4("upper_arm_elevation", 20, true), Acceptability::acceptable);
  EXPECT_EQ(en1005_4("upper_arm_elevation", 21, false), Acceptability::acceptable);
  EXPECT_EQ(en1005_4("upper_arm_elevation", 21, true), Acceptability::conditional);
  EXPECT_EQ(en1005_4("upper_arm_elevation", 60, true), Acceptability::conditional);
  EXPECT_EQ(en1005_4("upper_arm_elevation", 61, false), Acceptability::not_acceptable);
  EXPECT_EQ(en1005_4("trunk_sideways_or_twist", 10, true), Acceptability::acceptable);
  EXPECT_EQ(en1005_4("trunk_sideways_or_twist", 11, false), Acceptability::conditional);
  EXPECT_EQ(en1005_4("trunk_sideways_or_twist", 11, true), Acceptability::not_acceptable);
  EXPECT_EQ(en1005_4("line_of_sight_below", -1, false), Acceptability::not_acceptable);
  EXPECT_EQ(en1005_4("line_of_sight_below", 40, true), Acceptability::acceptable);
  EXPECT_EQ(en1005_4("line_of_sight_below", 41, false), Acceptability::conditional);
}

TEST(StaticPosture, says_what_it_cannot_judge) {
  const Json a = answered("static", R"({"trunk_inclination_deg":30,"upper_arm_elevation_deg":30,
    "held_s":120})");
  EXPECT_EQ(a["en1005_4"], "acceptable");
  EXPECT_TRUE(a["iso11226"].is_null());
  EXPECT_EQ(a["not_judged"][0], "trunk_inclination_deg");
  const Json often = answered("static", R"({"upper_arm_elevation_deg":30,"frequency_per_min":2})");
  EXPECT_EQ(often["en1005_4"], "conditional");
  EXPECT_TRUE(answered("static", R"({"trunk_inclination_deg":30})")["en1005_4"].is_null());
}

TEST(DoseModel, has_the_forces_of_its_table) {
  EXPECT_EQ(answered("mdd", R"({"task":"lift","hands":1,"load_kg":10})")["force_N"], 3100);
  EXPECT_EQ(answered("mdd", R"({"task":"relocate","load_kg":10})")["force_N"], 1550);
  EXPECT_EQ(answered("mdd", R"({"task":"carry_front","load_kg":10})")["force_N"], 1850);
  EXPECT_EQ(answered("mdd", R"({"task":"carry_back","load_kg":10})")["force_N"], 1600);
  EXPECT_EQ(answered("mdd", R"({"task":"extreme_bend"})")["force_N"], 1700);
  EXPECT_NE(refused("mdd", R"({"task":"lift"})").find("load_kg"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::ergonomics::test
