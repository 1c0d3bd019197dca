#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/exposure/load_exposure.hpp"
#include "exposure/series.hpp"

namespace dorsal::exposure {
namespace {

load::LoadFrame loaded(double compression) {
  load::LoadFrame frame;
  frame.status = load::SolveStatus::solved;
  frame.compression.fill(compression);
  frame.shear_ap.fill(compression / 10);
  frame.shear_ml.fill(0);
  return frame;
}

TEST(LoadExposure, tells_median_high_share_and_peak_of_each_level) {
  LoadExposure exposure;
  for (int i = 0; i < 100; ++i) exposure.add(kSecond * i, kSecond, loaded(400.0 + i));
  const Quantiles q = exposure.compression(body::Level::T8T9).quantiles();
  EXPECT_NEAR(q.median, 449, 0.5);
  EXPECT_NEAR(q.p90, 489, 0.5);
  EXPECT_EQ(q.peak, 499);
  EXPECT_TRUE(std::isnan(q.median_low));
  EXPECT_FALSE(exposure.has_bands());
}

TEST(LoadExposure, keeps_the_band_where_there_is_one) {
  LoadExposure exposure;
  LoadBand band;
  band.compression_low.fill(350);
  band.compression_high.fill(480);
  exposure.add(Duration{0}, kSecond, loaded(400), &band);
  EXPECT_TRUE(exposure.has_bands());
  const Quantiles q = exposure.compression(body::Level::T1T2).quantiles();
  EXPECT_NEAR(q.median_low, 350, 0.5);
  EXPECT_NEAR(q.median_high, 480, 0.5);
}

TEST(LoadExposure, time_without_a_load_is_a_gap_with_its_reason) {
  LoadExposure exposure;
  exposure.add(Duration{0}, kSecond, loaded(400));
  exposure.add_gap(kSecond, kSecond * 3, LoadGap::moving_too_fast);
  exposure.add_gap(kSecond * 4, kSecond, LoadGap::nobody);
  EXPECT_EQ(exposure.main_gap(), LoadGap::moving_too_fast);
  EXPECT_EQ(exposure.observed(), kSecond);
  EXPECT_EQ(exposure.time_with(LoadGap::nobody), kSecond);
  const auto bins = exposure.compression(body::Level::L5S1).over_time.bins();
  EXPECT_EQ(bins.back().gap_share, 1.0);
}

TEST(LoadExposure, pooled_recordings_are_equal_in_any_order) {
  LoadExposure a;
  LoadExposure b;
  for (int i = 0; i < 50; ++i) a.add(kSecond * i, kSecond, loaded(300.0 + 3.3 * i));
  for (int i = 0; i < 70; ++i) b.add(kSecond * i, kSecond, loaded(900.0 - 7.7 * i));
  LoadExposure ab = a;
  ab.merge(b);
  LoadExposure ba = b;
  ba.merge(a);
  EXPECT_TRUE(ab == ba);
}

}  // namespace
}  // namespace dorsal::exposure
