#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "dorsal/exposure/time_bins.hpp"

namespace dorsal::exposure {
namespace {

constexpr Duration kFrame{33'333};

Reading reading_at(std::size_t i) {
  if (i % 97 > 80) return {};
  const double value = 20.0 + 15.0 * std::sin(static_cast<double>(i) * 0.01);
  return {value, value - 3.0, value + 4.0};
}

TEST(TimeBins, a_working_day_fits_into_a_thousand_bins) {
  TimeBins bins(0.01);
  constexpr std::size_t kFrames = 864'000;  // eight hours at 30 frames a second
  for (std::size_t i = 0; i < kFrames; ++i) {
    bins.add(kFrame * static_cast<std::int64_t>(i), kFrame, reading_at(i));
  }
  const auto out = bins.bins();
  EXPECT_LE(out.size(), TimeBins::kMaxBins);
  EXPECT_GT(out.size(), TimeBins::kMaxBins / 2 - 1);
  EXPECT_EQ(out.back().end, kFrame * static_cast<std::int64_t>(kFrames));
}

TEST(TimeBins, a_bin_keeps_mean_interval_extremes_and_share_of_gaps) {
  TimeBins bins(0.01, Duration{1'000'000});
  bins.add(Duration{0}, Duration{250'000}, {10.0, 9.0, 12.0});
  bins.add(Duration{250'000}, Duration{250'000}, {20.0, 19.0, 22.0});
  bins.add(Duration{500'000}, Duration{500'000}, {});
  const auto out = bins.bins();
  ASSERT_EQ(out.size(), 1U);
  EXPECT_NEAR(out[0].mean.value, 15.0, 1e-9);
  EXPECT_NEAR(out[0].mean.low, 14.0, 1e-9);
  EXPECT_NEAR(out[0].mean.high, 17.0, 1e-9);
  EXPECT_EQ(out[0].min, 10.0);
  EXPECT_EQ(out[0].max, 20.0);
  EXPECT_NEAR(out[0].gap_share, 0.5, 1e-12);
}

TEST(TimeBins, a_frame_that_lasts_long_is_shared_out_over_its_bins) {
  TimeBins bins(0.01, Duration{1'000'000});
  bins.add(Duration{500'000}, Duration{2'000'000}, {7.0, 6.0, 8.0});
  const auto out = bins.bins();
  ASSERT_EQ(out.size(), 3U);
  for (const BinSummary& bin : out) EXPECT_NEAR(bin.mean.value, 7.0, 1e-9);
  EXPECT_EQ(out[0].gap_share, 0.0);
}

TEST(TimeBins, time_that_nothing_was_added_to_is_a_gap) {
  TimeBins bins(0.01, Duration{1'000'000});
  bins.add(Duration{3'000'000}, Duration{1'000'000}, {7.0, 6.0, 8.0});
  const auto out = bins.bins();
  ASSERT_EQ(out.size(), 4U);
  EXPECT_EQ(out[1].gap_share, 1.0);
  EXPECT_TRUE(std::isnan(out[1].mean.value));
}

TEST(TimeBins, parts_merge_bit_for_bit_into_the_whole_in_any_order) {
  TimeBins whole(0.01);
  std::vector<TimeBins> parts(5, TimeBins(0.01));
  constexpr std::size_t kFrames = 20'000;
  for (std::size_t i = 0; i < kFrames; ++i) {
    const Duration at = kFrame * static_cast<std::int64_t>(i);
    whole.add(at, kFrame, reading_at(i));
    parts[i * 5 / kFrames].add(at, kFrame, reading_at(i));
  }
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  std::mt19937 random(1);
  for (int round = 0; round < 5; ++round) {
    std::ranges::shuffle(order, random);
    TimeBins merged(0.01);
    for (const std::size_t i : order) merged.merge(parts[i]);
    EXPECT_EQ(merged, whole);
  }
}

TEST(TimeBins, what_lies_before_the_start_is_left_out) {
  TimeBins bins(0.01, Duration{1'000'000});
  bins.add(Duration{-2'000'000}, Duration{1'000'000}, {1.0, 1.0, 1.0});
  EXPECT_TRUE(bins.bins().empty());
  bins.add(Duration{-1'000'000}, Duration{1'500'000}, {1.0, 1.0, 1.0});
  EXPECT_EQ(bins.end(), Duration{500'000});
}

}  // namespace
}  // namespace dorsal::exposure
