#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/dose.hpp"
#include "dorsal/exposure/finding.hpp"
#include "exposure/series.hpp"

namespace dorsal::exposure {
namespace {

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

Finding finding(const PostureExposure& exposure, std::string_view id,
                std::optional<Mass> lifted = {}) {
  const auto all = findings(exposure, lifted);
  const auto it = std::ranges::find(all, id, &Finding::id);
  if (it == all.end()) std::abort();
  return *it;
}

/// One picture a second, some of which have an arm overhead.
std::vector<double> overhead_for(std::size_t seconds, std::size_t of) {
  std::vector<double> degrees(of, 5.0);
  std::fill(degrees.begin(), degrees.begin() + static_cast<std::ptrdiff_t>(seconds), 100.0);
  return degrees;
}

TEST(Findings, answer_with_the_arm_that_is_raised_more_and_say_what_was_not_seen) {
  const auto exposure =
      exposure_of(posture::Measure::right_upper_arm_elevation, overhead_for(900, 1800));
  const Finding overhead = finding(exposure, "overhead_work");
  EXPECT_TRUE(overhead.measured);
  EXPECT_DOUBLE_EQ(overhead.value, 0.5);
  EXPECT_DOUBLE_EQ(overhead.observed, 1800);
  EXPECT_EQ(overhead.answer, "true");
  const Finding bending = finding(exposure, "trunk_bending");
  EXPECT_FALSE(bending.measured);
  EXPECT_EQ(bending.why, FindingGap::not_seen);
  EXPECT_EQ(bending.gap, posture::Gap::hips_hidden);
  EXPECT_TRUE(std::isnan(bending.value));
}

TEST(Findings, from_less_than_their_least_observation_are_none) {
  const auto brief = exposure_of(posture::Measure::right_upper_arm_elevation, overhead_for(20, 20));
  const Finding overhead = finding(brief, "overhead_work");
  EXPECT_FALSE(overhead.measured);
  EXPECT_EQ(overhead.why, FindingGap::too_short);
  EXPECT_EQ(overhead.observed, 20);
  EXPECT_GT(overhead.needed, 20);
  EXPECT_TRUE(std::isnan(overhead.value));
  EXPECT_TRUE(overhead.answer.empty());
}

TEST(Findings, answer_only_where_the_whole_interval_agrees) {
  // 18..26 degrees: none of it certainly past 20, all of it possibly.
  const auto unsure =
      exposure_of(posture::Measure::trunk_inclination, std::vector<double>(1800, 22.0));
  EXPECT_TRUE(finding(unsure, "trunk_bending").measured);
  EXPECT_TRUE(finding(unsure, "trunk_bending").answer.empty());
  const auto upright =
      exposure_of(posture::Measure::trunk_inclination, std::vector<double>(1800, 5.0));
  EXPECT_EQ(finding(upright, "trunk_bending").answer, "false");
}

BodySight seated() {
  BodySight sight;
  sight.present = true;
  sight.thigh = {85 * kRadiansPerDegree, 75 * kRadiansPerDegree, 95 * kRadiansPerDegree};
  return sight;
}

/// Somebody who sits and gets up for a minute after so many minutes.
PostureExposure seated_day(int hours, int get_up_after_min) {
  PostureExposure exposure;
  for (int minute = 0; minute < hours * 60; ++minute) {
    const bool up = minute % (get_up_after_min + 1) == get_up_after_min;
    BodySight sight = seated();
    if (up) sight.thigh = {0, -0.1, 0.1};
    exposure.add(kSecond * 60 * minute, kSecond * 60,
                 frame_with(posture::Measure::trunk_inclination, 5), sight);
  }
  return exposure;
}

TEST(Findings, hours_of_sitting_need_half_a_day_and_breaks_two_hours) {
  EXPECT_EQ(finding(seated_day(3, 59), "sitting_hours").why, FindingGap::too_short);
  const Finding hours = finding(seated_day(6, 59), "sitting_hours");
  EXPECT_TRUE(hours.measured);
  EXPECT_NEAR(hours.value, 5.9, 0.01);
  EXPECT_NEAR(hours.high, 5.9 + 10, 0.01);  // ten waking hours were not seen
  EXPECT_EQ(finding(seated_day(6, 59), "breaks").answer, "hourly");
  EXPECT_EQ(finding(seated_day(6, 25), "breaks").answer, "every_30min");
  EXPECT_EQ(finding(seated_day(6, 400), "breaks").answer, "rarely");
  EXPECT_EQ(finding(seated_day(1, 25), "breaks").why, FindingGap::too_short);
  EXPECT_EQ(finding(PostureExposure(), "breaks").why, FindingGap::legs_hidden);
}

TEST(Findings, lifting_needs_a_mass_that_was_given) {
  PostureExposure exposure;
  for (int i = 0; i < 2 * 3600; ++i) {
    BodySight sight = seated();
    const double height = i % 600 < 3 ? 0.3 : 1.0;
    sight.hands = {height, height - 0.1, height + 0.1};
    exposure.add(kSecond * i, kSecond, frame_with(posture::Measure::trunk_inclination, 5), sight);
  }
  EXPECT_EQ(finding(exposure, "heavy_lifting").why, FindingGap::mass_unknown);
  const Finding lifting = finding(exposure, "heavy_lifting", kilograms(12));
  EXPECT_TRUE(lifting.measured);
  EXPECT_NEAR(lifting.value, 6, 0.6);
  EXPECT_EQ(lifting.answer, "true");
  EXPECT_EQ(finding(exposure, "heavy_lifting", kilograms(1)).answer, "false");
}

TEST(Findings, cycles_of_an_arm_for_an_hour_are_repetitive_work) {
  PostureExposure busy, slow;
  for (int i = 0; i < 36000; ++i) {
    const Duration at = Duration{100'000} * i;
    const double angle = 40 + 30 * std::sin(2 * std::numbers::pi * i / 60);
    busy.add(at, Duration{100'000}, frame_with(posture::Measure::left_upper_arm_elevation, angle));
    if (i % 20 == 0) {
      slow.add(at, Duration{2'000'000},
               frame_with(posture::Measure::left_upper_arm_elevation, angle));
    }
  }
  busy.close();
  slow.close();
  EXPECT_GT(finding(busy, "repetitive_work").value, 0.95);
  EXPECT_EQ(finding(busy, "repetitive_work").answer, "true");
  EXPECT_EQ(finding(slow, "repetitive_work").why, FindingGap::too_few_pictures);
}

TEST(Doses, of_holds_cycles_and_head_are_there_with_their_intervals) {
  PostureExposure exposure;
  for (int i = 0; i < 600; ++i) {
    auto frame = frame_with(posture::Measure::trunk_inclination, 20);
    frame.measures[static_cast<std::size_t>(posture::Measure::neck_flexion)] = {
        10 * kRadiansPerDegree, 7 * kRadiansPerDegree, 13 * kRadiansPerDegree, posture::Gap::none};
    exposure.add(Duration{100'000} * i, Duration{100'000}, frame, seated());
  }
  exposure.close();
  const auto all = doses(exposure);
  EXPECT_DOUBLE_EQ(find(all, "trunk_held_longest")->value, 60);
  EXPECT_DOUBLE_EQ(find(all, "trunk_since_change")->value, 60);
  EXPECT_DOUBLE_EQ(find(all, "trunk_cycles_per_minute")->value, 0);
  EXPECT_DOUBLE_EQ(find(all, "trunk_cycles_per_minute")->high, 1);
  EXPECT_DOUBLE_EQ(find(all, "sitting_share")->value, 1);
  EXPECT_NEAR(find(all, "head_pitch_median")->value, 30, 0.1);
  EXPECT_NEAR(find(all, "head_pitch_median")->low, 25, 0.1);  // 4 and 3 degrees: 5
  EXPECT_EQ(find(all, "lifts"), nullptr);
}

TEST(Doses, cycles_a_minute_need_a_minute) {
  PostureExposure exposure;
  for (int i = 0; i < 500; ++i) {
    exposure.add(Duration{100'000} * i, Duration{100'000},
                 frame_with(posture::Measure::trunk_inclination, 20));
  }
  exposure.close();
  EXPECT_NE(find(doses(exposure), "trunk_cycles"), nullptr);
  EXPECT_EQ(find(doses(exposure), "trunk_cycles_per_minute"), nullptr);
}

TEST(Doses, of_a_series_split_at_a_gap_and_merged_are_those_of_the_whole) {
  PostureExposure whole, first, second;
  for (int i = 0; i < 1200; ++i) {
    if (i >= 500 && i < 700) continue;
    const auto frame =
        frame_with(posture::Measure::trunk_inclination, 25 + 20 * std::sin(i * 0.05) + i % 3);
    const Duration at = Duration{100'000} * i;
    whole.add(at, Duration{100'000}, frame, seated());
    (i < 500 ? first : second).add(at, Duration{100'000}, frame, seated());
  }
  whole.close();
  PostureExposure merged = second;
  merged.merge(first);
  const auto of_merged = doses(merged);
  for (const Dose& dose : doses(whole)) {
    // Two open ends: seats in the two parts are two bouts.
    if (dose.id == "sitting_longest") continue;
    const Dose* same = find(of_merged, dose.id);
    ASSERT_NE(same, nullptr) << dose.id;
    EXPECT_DOUBLE_EQ(same->value, dose.value) << dose.id;
  }
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
