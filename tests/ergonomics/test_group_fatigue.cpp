#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "dorsal/ergonomics/group_fatigue.hpp"

namespace dorsal::ergonomics::test {
namespace {

constexpr double kMinute = 60;

std::size_t group_named(std::string_view id) {
  const auto groups = muscle_groups();
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].id == id) return g;
  }
  ADD_FAILURE() << id;
  return 0;
}

std::size_t series_size() { return 2 * muscle_groups().size(); }

/// All groups alike, one effort after the other, told in frames of this length.
EffortSeries series_of(const std::vector<LoadStretch>& stretches, double frame = 0.1,
                       double half_width = 0) {
  EffortSeries series(series_size());
  const std::vector<double> width(half_width > 0 ? series_size() : 0, half_width);
  for (const LoadStretch& stretch : stretches) {
    const std::vector<double> efforts(series_size(), stretch.load);
    const auto frames = static_cast<int>(std::round(stretch.seconds / frame));
    for (int i = 0; i < frames; ++i) series.add(frame, efforts, width);
  }
  return series;
}

GroupFatigue fatigue_of(const EffortSeries& series, std::string_view group = "shoulder_muscles",
                        body::Side side = body::Side::left) {
  return fatigue_outlook(series).groups.at(effort_index(group_named(group), side));
}

TEST(GroupFatigue, a_steady_effort_tires_when_the_closed_form_says) {
  for (const double load : {0.05, 0.09, 0.1, 0.15, 0.3, 0.6, 0.9}) {
    const FatigueOutlook outlook = fatigue_outlook(series_of({{10, load}}));
    for (const char* group : {"shoulder_muscles", "upper_back_extensors", "upper_trapezius"}) {
      const std::size_t index = group_named(group);
      const GroupFatigue& found = outlook.groups.at(effort_index(index, body::Side::left));
      const auto expected = sustained_endurance(fatigue_rates(muscle_groups()[index].joint), load);
      ASSERT_EQ(found.tired.value.has_value(), expected.has_value()) << group << load;
      if (expected) {
        EXPECT_NEAR(*found.tired.value, *expected, 0.001 * *expected) << group << load;
      }
    }
  }
}

TEST(GroupFatigue, agrees_with_the_full_equations_over_a_changing_effort) {
  const FatigueRates rates = fatigue_rates("shoulder");
  const std::vector<LoadStretch> hour = {{600, 0.2}, {300, 0}, {900, 0.08}, {300, 0.35}, {1500, 0}};
  const FatigueCourse full = fatigue_course(rates, hour);
  const GroupFatigue found = fatigue_of(series_of(hour, 1));
  EXPECT_NEAR(found.at_end.value, full.states.back().able(), 2e-3);
  ASSERT_EQ(found.tired.value.has_value(), full.endurance.has_value());
  ASSERT_TRUE(full.endurance);
  EXPECT_NEAR(*found.tired.value, *full.endurance, 0.01 * *full.endurance);
}

TEST(GroupFatigue, more_effort_never_leaves_more_strength_nor_more_time) {
  double before_able = 1;
  double before_time = 2 * kOutlook;
  for (double load = 0.01; load < 1; load += 0.07) {
    const GroupFatigue found = fatigue_of(series_of({{20, load}, {5, 0}}, 1));
    const double time = found.tired.value.value_or(2 * kOutlook);
    EXPECT_LE(time, before_time) << load;
    EXPECT_TRUE(time <= kOutlook || found.able.back().value <= before_able) << load;
    before_time = time;
    before_able = found.able.back().value;
  }
  EXPECT_LT(before_time, kMinute);
}

TEST(GroupFatigue, rest_restores_and_the_longer_the_more) {
  const auto at_end = [](double rest) {
    return fatigue_of(series_of({{120, 0.3}, {rest, 0}}, 1)).at_end.value;
  };
  EXPECT_LT(at_end(0), 0.75);
  EXPECT_GT(at_end(30), at_end(0) + 0.1);
  EXPECT_GT(at_end(300), 0.99);
}

TEST(GroupFatigue, the_time_to_recover_is_that_of_rest_in_the_model) {
  const GroupFatigue found = fatigue_of(series_of({{10, 0.3}}, 1));
  ASSERT_TRUE(found.recovered.value);
  const FatigueRates rates = fatigue_rates("shoulder");
  const std::vector<LoadStretch> then_rest = {{*found.tired.value, 0.3},
                                              {*found.recovered.value, 0}};
  EXPECT_NEAR(fatigue_course(rates, then_rest).states.back().able(), kRecovered, 2e-3);
}

TEST(GroupFatigue, slight_work_is_no_rest) {
  const auto at_end = [](double load) {
    return fatigue_of(series_of({{120, 0.3}, {120, load}}, 1)).at_end.value;
  };
  EXPECT_GT(at_end(0), at_end(0.01) + 0.05);
  EXPECT_DOUBLE_EQ(at_end(0), at_end(0.9 * kRestBelow));
}

TEST(GroupFatigue, time_without_a_known_load_is_neither_work_nor_rest) {
  // A gap is not told to the series at all; filled with rest it would look better.
  const auto with_gap = fatigue_of(series_of({{60, 0.3}, {60, 0.3}}, 1)).at_end.value;
  const auto as_rest = fatigue_of(series_of({{60, 0.3}, {60, 0}, {60, 0.3}}, 1)).at_end.value;
  EXPECT_LT(with_gap, as_rest - 0.05);
}

TEST(GroupFatigue, the_length_of_the_frames_changes_nothing) {
  const std::vector<LoadStretch> minute = {{20, 0.25}, {10, 0}, {20, 0.12}, {10, 0.4}};
  const GroupFatigue coarse = fatigue_of(series_of(minute, 1));
  for (const double frame : {0.5, 0.1, 0.02}) {
    const GroupFatigue fine = fatigue_of(series_of(minute, frame));
    EXPECT_NEAR(fine.at_end.value, coarse.at_end.value, 1e-3) << frame;
    EXPECT_NEAR(fine.able.back().value, coarse.able.back().value, 1e-3) << frame;
  }
}

TEST(GroupFatigue, a_long_recording_in_coarse_bins_ends_as_the_full_equations_say) {
  std::vector<LoadStretch> day;
  for (int i = 0; i < 40; ++i) day.insert(day.end(), {{400, 0.06}, {200, 0.14}, {120, 0}});
  EffortSeries series = series_of(day, 1);
  EXPECT_LE(series.bins(), EffortSeries::kMostBins);
  EXPECT_NEAR(series.observed(), 40 * 720, 1e-6);
  const FatigueCourse full = fatigue_course(fatigue_rates("shoulder"), day);
  EXPECT_NEAR(fatigue_of(series).at_end.value, full.states.back().able(), 5e-3);
  EXPECT_FALSE(fatigue_outlook(series).repeated);
}

TEST(GroupFatigue, the_interval_holds_the_estimate_and_everything_stays_a_part_of_one) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(0, 1);
  for (int run = 0; run < 6; ++run) {
    std::vector<LoadStretch> stretches;
    for (int i = 0; i < 6; ++i) {
      stretches.push_back({1 + std::floor(40 * any(random)), any(random) * any(random)});
    }
    for (const GroupFatigue& g : fatigue_outlook(series_of(stretches, 1, 0.1)).groups) {
      for (const StrengthLeft& s : g.able) {
        EXPECT_GE(s.low, 0);
        EXPECT_LE(s.low, s.high);
        EXPECT_LE(s.high, 1);
      }
      EXPECT_LE(g.tired.low.value_or(1e9), g.tired.value.value_or(1e9));
      EXPECT_GE(g.tired.high.value_or(1e9), g.tired.value.value_or(1e9));
      EXPECT_LE(*g.recovered.low, *g.recovered.value);
      EXPECT_GE(*g.recovered.high, *g.recovered.value);
    }
  }
}

TEST(GroupFatigue, what_is_unsure_about_the_effort_widens_the_interval) {
  const GroupFatigue sure = fatigue_of(series_of({{10, 0.3}}, 1));
  const GroupFatigue unsure = fatigue_of(series_of({{10, 0.3}}, 1, 0.1));
  EXPECT_LT(*unsure.tired.low, *sure.tired.low);
  EXPECT_GT(*unsure.tired.high, *sure.tired.high);
  EXPECT_EQ(unsure.tired.value, sure.tired.value);
}

TEST(GroupFatigue, rates_that_no_study_gives_for_the_muscle_are_a_guess_with_a_wider_range) {
  for (const MuscleGroup& group : muscle_groups()) {
    const bool nearest = group.reason.starts_with("nearest");
    EXPECT_EQ(group.grade == Grade::c, nearest) << group.id;
    const RatesRange range = rates_range(group);
    EXPECT_GT(range.soonest.fatigue, range.typical.fatigue);
    EXPECT_LT(range.latest.fatigue, range.typical.fatigue);
    EXPECT_LE(range.soonest.rest_multiplier, range.typical.rest_multiplier);
    if (nearest) {
      EXPECT_EQ(range.soonest.rest_multiplier, 1) << group.id;
    }
    EXPECT_GE(range.latest.rest_multiplier, 15) << group.id;
  }
}

TEST(GroupFatigue, nothing_seen_gives_no_outlook) {
  const FatigueOutlook outlook = fatigue_outlook(EffortSeries(series_size()));
  EXPECT_EQ(outlook.observed, 0);
  EXPECT_TRUE(outlook.groups.empty());
}

}  // namespace
}  // namespace dorsal::ergonomics::test
