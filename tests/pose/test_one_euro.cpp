#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "one_euro.hpp"

namespace dorsal::pose {
namespace {

constexpr OneEuroSettings kSettings = {0.5F, 5.0F};
constexpr double kFrame = 1.0 / 30;  // [s]

TEST(OneEuro, the_first_value_passes_as_it_is) {
  OneEuroFilter filter(kSettings);
  EXPECT_EQ(filter.filter({1, 2, 3}, 0, 1), Eigen::Vector3f(1, 2, 3));
}

TEST(OneEuro, without_speed_term_it_is_an_exponential_mean) {
  OneEuroFilter filter({0.5F, 0});
  filter.filter({0, 0, 0}, 0, 1);
  const Eigen::Vector3f second = filter.filter({1, 0, -2}, kFrame, 1);
  // alpha = 1 / (1 + tau / T), tau = 1 / (2 pi cutoff)
  const double alpha = 1 / (1 + 1 / (2 * std::numbers::pi * 0.5 * kFrame));
  EXPECT_NEAR(second.x(), alpha, 1e-6);
  EXPECT_NEAR(second.z(), -2 * alpha, 1e-6);
}

TEST(OneEuro, jitter_at_rest_is_damped) {
  OneEuroFilter filter({0.05F, 0.05F});
  std::mt19937 random(1);
  std::normal_distribution<float> noise(0, 1);
  double raw = 0;
  double smooth = 0;
  for (int i = 0; i < 600; ++i) {
    const Eigen::Vector3f value(noise(random), 0, 0);
    const Eigen::Vector3f result = filter.filter(value, i * kFrame, 100);
    if (i < 60) continue;
    raw += value.x() * value.x();
    smooth += result.x() * result.x();
  }
  EXPECT_LT(smooth, 0.05 * raw);
}

TEST(OneEuro, a_greater_beta_follows_a_motion_more_closely) {
  const auto lag = [](float beta) {
    OneEuroFilter filter({0.5F, beta});
    Eigen::Vector3f result;
    for (int i = 0; i <= 60; ++i) {
      result = filter.filter({static_cast<float>(i) * 0.1F, 0, 0}, i * kFrame, 1);
    }
    return 6.0F - result.x();
  };
  EXPECT_LT(lag(5), 0.3F * lag(0));
  EXPECT_GT(lag(5), 0);
}

TEST(OneEuro, speed_is_measured_in_sizes_of_the_object) {
  OneEuroFilter near(kSettings);
  OneEuroFilter far(kSettings);  // the same motion at half the size in the picture
  for (int i = 0; i < 20; ++i) {
    const auto x = static_cast<float>(std::sin(0.3 * i));
    const auto a = near.filter({x, 0, 0}, i * kFrame, 2);
    const auto b = far.filter({x / 2, 0, 0}, i * kFrame, 1);
    EXPECT_NEAR(a.x(), 2 * b.x(), 1e-5);
  }
}

TEST(OneEuro, a_frame_at_the_same_time_changes_nothing) {
  OneEuroFilter filter(kSettings);
  OneEuroFilter twin(kSettings);
  filter.filter({0, 0, 0}, 0, 1);
  twin.filter({0, 0, 0}, 0, 1);
  EXPECT_EQ(filter.filter({5, 5, 5}, 0, 1), Eigen::Vector3f(5, 5, 5));
  EXPECT_EQ(filter.filter({1, 1, 1}, kFrame, 1), twin.filter({1, 1, 1}, kFrame, 1));
}

}  // namespace
}  // namespace dorsal::pose
