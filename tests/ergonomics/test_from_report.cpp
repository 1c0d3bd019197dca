#include <gtest/gtest.h>

#include <cmath>

#include "spread.hpp"
#include "tasks.hpp"

namespace dorsal::ergonomics::test {
namespace {

nlohmann::json measure(double median, double p10, double p90, double error) {
  return {{"median", median},
          {"p10", p10},
          {"p90", p90},
          {"unit", "deg"},
          {"interval", {median - error, median + error}}};
}

// An hour at a desk seen from the side: all that RULA takes from a camera, the right side alone.
nlohmann::json report() {
  auto r = nlohmann::json::parse(R"({"schema":"1","dorsal":"0","model":"1","knowledge":"0",
    "input":{},"frames":{"read":1,"with_person":1,"fps":1},"view":"right","assumptions":[],
    "posture":{},"load":{"levels":[],"quasi_static":true},"exposure":{},"findings":{},
    "not_measurable":[{"measure":"left_elbow_flexion_deg","why":"hidden"}]})");
  r["posture"]["trunk_inclination_deg"] = measure(10, 6, 15, 3);
  r["posture"]["neck_flexion_deg"] = measure(25, 18, 30, 8);
  r["posture"]["right_upper_arm_elevation_deg"] = measure(20, 10, 30, 5);
  r["posture"]["right_elbow_flexion_deg"] = measure(80, 70, 90, 5);
  return r;
}

Result<Json> asked(const char* method, const nlohmann::json& from,
                   const nlohmann::json& task = nlohmann::json::object()) {
  return answer_from_report(*method_from_name(method), from, task, "report.json");
}

double sum(const Json& p) {
  double total = 0;
  for (const auto& [key, share] : p.items()) total += share.get<double>();
  return total;
}

TEST(FromReport, gives_rula_as_a_distribution_of_the_side_that_was_seen) {
  const auto a = asked("rula", report());
  ASSERT_TRUE(a) << to_string(a.error());
  EXPECT_NEAR(sum((*a)["p"]), 1, 0.004);  // three decimals each
  EXPECT_GT((*a)["p"].size(), 1U);
  EXPECT_EQ((*a)["side"], "right");
  EXPECT_EQ((*a)["assumed"]["wrist"], 1);
  EXPECT_EQ((*a)["measured"].size(), 4U);
  EXPECT_EQ((*a)["grade"], "C");
}

TEST(FromReport, an_exact_and_constant_posture_gives_the_score_of_its_angles) {
  auto r = report();
  r["posture"]["trunk_inclination_deg"] = measure(30, 30, 30, 0);
  r["posture"]["neck_flexion_deg"] = measure(25, 25, 25, 0);
  r["posture"]["right_upper_arm_elevation_deg"] = measure(50, 50, 50, 0);
  r["posture"]["right_elbow_flexion_deg"] = measure(110, 110, 110, 0);
  const auto a = asked("rula", r);
  ASSERT_TRUE(a);
  const Json direct = answered("rula", R"({"upper_arm_flexion_deg":50,"elbow_flexion_deg":110,
    "wrist":1,"wrist_twist":1,"neck_flexion_deg":25,"trunk_flexion_deg":30,"legs":1})");
  EXPECT_EQ((*a)["median"], direct["grand"]);
  EXPECT_EQ((*a)["p"].size(), 1U);
  const auto b = asked("reba", r);
  ASSERT_TRUE(b);
  const Json reba = answered("reba", R"({"upper_arm_flexion_deg":50,"elbow_flexion_deg":110,
    "wrist":1,"neck_flexion_deg":25,"trunk_flexion_deg":30,"legs":1})");
  EXPECT_EQ((*b)["median"], reba["reba"]);
}

TEST(FromReport, parts_by_hand_count_beside_what_was_measured) {
  const auto plain = asked("rula", report());
  const auto worse =
      asked("rula", report(), {{"wrist", 4}, {"muscle_force_trunk", 4}, {"legs", 2}});
  ASSERT_TRUE(plain);
  ASSERT_TRUE(worse);
  EXPECT_GT((*worse)["median"], (*plain)["median"]);
  EXPECT_EQ((*worse)["by_hand_parts"].size(), 3U);
}

TEST(FromReport, says_plainly_what_the_report_does_not_hold) {
  auto r = report();
  r["posture"]["trunk_inclination_deg"] = {{"median", nullptr},
                                           {"p10", nullptr},
                                           {"p90", nullptr},
                                           {"unit", "deg"},
                                           {"interval", nullptr}};
  const auto a = asked("rula", r);
  ASSERT_FALSE(a);
  EXPECT_NE(to_string(a.error()).find("trunk_inclination_deg"), std::string::npos);
  EXPECT_TRUE(asked("rula", r, {{"trunk", 2}}));
  for (const char* method :
       {"rnle", "liberty", "lifft", "duet", "shoulder", "rosa", "endurance", "fatigue", "mdd"}) {
    const auto none = asked(method, report());
    ASSERT_FALSE(none) << method;
    EXPECT_NE(none.error().sentence.find("does not hold"), std::string::npos);
  }
  EXPECT_NE(to_string(asked("owas", report()).error()).find("legs"), std::string::npos);
}

TEST(FromReport, does_not_speak_for_an_hour_from_what_was_seen_for_seconds) {
  auto r = report();
  r["posture"]["trunk_inclination_deg"]["observed_s"] = 3600;
  r["posture"]["trunk_twist_deg"] = measure(40, 38, 42, 3);
  r["posture"]["trunk_twist_deg"]["observed_s"] = 5;
  const auto a = asked("rula", r);
  ASSERT_TRUE(a);
  EXPECT_EQ((*a)["assumed"]["trunk_twist_deg"], "none");
  r["posture"]["trunk_twist_deg"]["observed_s"] = 3600;
  const auto seen = asked("rula", r);
  ASSERT_TRUE(seen);
  EXPECT_FALSE((*seen)["assumed"].contains("trunk_twist_deg"));
  EXPECT_LT((*seen)["p"].value("2", 0.0), (*a)["p"].value("2", 0.0));  // a point more of the trunk
}

TEST(FromReport, gives_owas_and_the_static_verdict_as_distributions) {
  const auto a = asked("owas", report(), {{"legs", 1}});
  ASSERT_TRUE(a) << to_string(a.error());
  EXPECT_NEAR(sum((*a)["p"]), 1, 0.004);
  const auto b = asked("static", report());
  ASSERT_TRUE(b) << to_string(b.error());
  EXPECT_NEAR(sum((*b)["p"]), 1, 0.004);
  EXPECT_TRUE((*b)["p"].contains("acceptable"));
}

TEST(FromReport, refuses_what_is_no_report) {
  EXPECT_FALSE(asked("rula", nlohmann::json::object()));
  EXPECT_FALSE(asked("rula", nlohmann::json::array()));
  EXPECT_FALSE(asked("rula", report(), {{"wrist", 9}}));
}

TEST(Spread, shares_out_by_the_normal_law_on_either_side) {
  nlohmann::json r;
  r["posture"]["x"] = measure(10, 10 - 1.2815515655 * 3, 10 + 1.2815515655 * 4, 0);
  const auto spread = Spread::from_report(r, "x");
  ASSERT_TRUE(spread);
  EXPECT_NEAR(spread->below(10), 0.5, 1e-9);
  EXPECT_NEAR(spread->below(7), 0.158655, 1e-5);    // one standard deviation below
  EXPECT_NEAR(spread->beyond(14), 0.158655, 1e-5);  // and above
  EXPECT_FALSE(Spread::from_report(r, "y"));
}

}  // namespace
}  // namespace dorsal::ergonomics::test
