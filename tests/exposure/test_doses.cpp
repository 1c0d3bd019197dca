#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/dose.hpp"

namespace dorsal::exposure {
namespace {

constexpr Duration kSecond{1'000'000};

posture::PostureFrame frame_with(posture::Measure measure, double degrees) {
  posture::PostureFrame frame;
  frame.status = posture::FitStatus::fitted;
  for (auto& m : frame.measures) m.gap = posture::Gap::hips_hidden;
  frame.measures[static_cast<std::size_t>(measure)] = {
      degrees * kRadiansPerDegree, (degrees - 4) * kRadiansPerDegree,
      (degrees + 4) * kRadiansPerDegree, posture::Gap::none};
  return frame;
}

PostureExposure exposure_of(posture::Measure measure, const std::vector<double>& degrees) {
  PostureExposure exposure;
  Duration at{0};
  for (const double d : degrees) {
    exposure.add(at, kSecond, frame_with(measure, d));
    at += kSecond;
  }
  return exposure;
}

const Dose* find(const std::vector<Dose>& all, std::string_view id) {
  const auto it = std::ranges::find(all, id, &Dose::id);
  return it == all.end() ? nullptr : &*it;
}

TEST(Doses, tell_time_share_and_longest_hold_past_each_border) {
  std::vector<double> degrees(90, 10.0);
  std::fill(degrees.begin() + 30, degrees.begin() + 60, 22.0);
  const auto all = doses(exposure_of(posture::Measure::trunk_inclination, degrees));
  const Dose* time = find(all, "trunk_inclination_past_20_deg_time");
  ASSERT_NE(time, nullptr);
  EXPECT_EQ(time->unit, "s");
  EXPECT_DOUBLE_EQ(time->value, 30);
  EXPECT_DOUBLE_EQ(time->low, 0);  // 18..26 degrees: none of it is certain
  EXPECT_DOUBLE_EQ(time->high, 30);
  EXPECT_DOUBLE_EQ(find(all, "trunk_inclination_past_20_deg_share")->value, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(find(all, "trunk_inclination_past_20_deg_longest")->value, 30);
  EXPECT_NE(find(all, "trunk_still_longest"), nullptr);
}

TEST(Doses, carry_the_limits_of_the_standard) {
  const auto all =
      doses(exposure_of(posture::Measure::left_upper_arm_elevation, std::vector<double>(70, 65.0)));
  EXPECT_EQ(find(all, "left_upper_arm_elevation_past_60_deg_time")->limit, 0.0);
  EXPECT_EQ(find(all, "left_upper_arm_elevation_past_20_deg_frequency")->limit, 2.0);
  EXPECT_FALSE(find(all, "left_upper_arm_elevation_past_20_deg_time")->limit.has_value());
}

TEST(Doses, of_what_was_never_seen_are_left_out) {
  EXPECT_TRUE(doses(PostureExposure()).empty());
  const auto all = doses(exposure_of(posture::Measure::neck_flexion, {5.0}));
  EXPECT_EQ(find(all, "trunk_inclination_past_20_deg_time"), nullptr);
  EXPECT_NE(find(all, "neck_flexion_past_20_deg_time"), nullptr);
}

TEST(Findings, answer_with_the_greater_arm_and_say_what_was_not_measured) {
  PostureExposure exposure =
      exposure_of(posture::Measure::left_upper_arm_elevation, {100.0, 100.0, 5.0, 5.0});
  const auto all = findings(exposure);
  const auto overhead = std::ranges::find(all, std::string_view("overhead_work"), &Finding::id);
  ASSERT_NE(overhead, all.end());
  EXPECT_TRUE(overhead->measured);
  EXPECT_DOUBLE_EQ(overhead->value, 0.5);
  EXPECT_DOUBLE_EQ(overhead->observed, 4);
  const auto bending = std::ranges::find(all, std::string_view("trunk_bending"), &Finding::id);
  ASSERT_NE(bending, all.end());
  EXPECT_FALSE(bending->measured);
}

TEST(PostureExposure, remembers_why_a_measure_had_no_value) {
  PostureExposure exposure = exposure_of(posture::Measure::neck_flexion, {5.0, 6.0});
  exposure.add(kSecond * 2, kSecond * 5, posture::PostureFrame{});
  EXPECT_EQ(exposure.main_gap(posture::Measure::trunk_inclination), posture::Gap::nobody);
  EXPECT_EQ(exposure.time_with(posture::Measure::trunk_inclination, posture::Gap::hips_hidden),
            kSecond * 2);
  EXPECT_EQ(exposure.time_with(posture::Measure::neck_flexion, posture::Gap::none), kSecond * 2);
  EXPECT_EQ(exposure.with_person(), kSecond * 2);
  EXPECT_EQ(exposure.duration(), kSecond * 7);
}

TEST(PostureExposure, pooled_recordings_are_equal_in_any_order) {
  const auto a = exposure_of(posture::Measure::trunk_inclination, {5, 25, 30, -3});
  const auto b = exposure_of(posture::Measure::trunk_inclination, {61, 2});
  const auto c = exposure_of(posture::Measure::neck_flexion, {12});
  PostureExposure left = a;
  left.merge(b);
  left.merge(c);
  PostureExposure right = c;
  right.merge(a);
  right.merge(b);
  EXPECT_TRUE(left == right);
}

TEST(PostureExposure, interval_of_the_median_is_that_of_the_frames) {
  const auto exposure =
      exposure_of(posture::Measure::trunk_inclination, std::vector<double>(100, 20.0));
  const Quantiles q = exposure.track(posture::Measure::trunk_inclination).quantiles();
  EXPECT_NEAR(q.median / kRadiansPerDegree, 20, 0.05);
  EXPECT_NEAR(q.median_low / kRadiansPerDegree, 16, 0.05);
  EXPECT_NEAR(q.median_high / kRadiansPerDegree, 24, 0.05);
}

}  // namespace
}  // namespace dorsal::exposure
