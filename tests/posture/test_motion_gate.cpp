#include <gtest/gtest.h>

#include <cmath>

#include "motion_gate.hpp"
#include "synthetic.hpp"

namespace dorsal::posture {
namespace {

constexpr double kRate = 30.0;  // [1/s]

/// A standing body whose height follows `rise`, at so many pixels a metre.
template <class Rise>
MotionGate watched(double seconds, double jitter, Rise rise) {
  std::mt19937 random(4);
  std::normal_distribution<float> normal(0.0F, static_cast<float>(jitter));
  const auto points = body::Skeleton(body::Person{}).landmarks(body::Posture{});
  MotionGate gate;
  for (int i = 0; i < seconds * kRate; ++i) {
    const double t = i / kRate;
    pose::PoseFrame frame = testing::frame_of(points, t, {}, random);
    for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
      const float up = frame.world[l].y() + static_cast<float>(rise(t));
      frame.image[l] = 200.0F * Eigen::Vector3f(frame.world[l].x() + normal(random),
                                                -(up + normal(random)), frame.world[l].z());
    }
    gate.add(frame);
  }
  return gate;
}

/// Standing, then a flight of 0.4 s from 2 s on.
double jump(double t) {
  const double flight = t - 2.0;
  if (flight < 0 || flight > 0.4) return 0.0;
  return 0.5 * 9.81 * flight * (0.4 - flight);
}

TEST(MotionGate, a_jump_is_too_fast_and_the_standing_around_it_is_not) {
  const MotionGate gate = watched(5.0, 0.003, jump);
  ASSERT_FALSE(gate.stretches().empty());
  EXPECT_LT(gate.stretches().front().from, 2.1);
  EXPECT_GT(gate.stretches().back().to, 2.3);
  EXPECT_GT(gate.stretches().front().from, 1.4);
  EXPECT_LT(gate.stretches().back().to, 3.0);
  EXPECT_FALSE(gate.fast());
}

TEST(MotionGate, jitter_of_two_per_cent_of_torso_is_no_motion) {
  const MotionGate gate = watched(20.0, testing::kTwoPercentOfTorso, [](double) { return 0.0; });
  EXPECT_TRUE(gate.stretches().empty());
}

TEST(MotionGate, bending_over_in_two_seconds_is_slow) {
  const MotionGate gate =
      watched(6.0, 0.003, [](double t) { return 0.15 * std::cos(std::numbers::pi * t / 2.0); });
  EXPECT_TRUE(gate.stretches().empty());
}

TEST(MotionGate, a_step_of_a_walk_is_averaged_out) {
  // 40 mm up and down twice a second, as heads and shoulders go in walking; expert.
  const MotionGate gate = watched(
      6.0, 0.003, [](double t) { return 0.02 * std::cos(2.0 * std::numbers::pi * 2.0 * t); });
  EXPECT_TRUE(gate.stretches().empty());
}

TEST(MotionGate, another_person_is_not_a_jump) {
  const MotionGate gate = watched(4.0, 0.003, [](double t) { return t < 2.0 ? 0.0 : 2.0; });
  EXPECT_TRUE(gate.stretches().empty());
}

TEST(MotionGate, one_frame_a_second_tells_no_acceleration) {
  MotionGate gate;
  std::mt19937 random(4);
  const auto points = body::Skeleton(body::Person{}).landmarks(body::Posture{});
  for (int i = 0; i < 60; ++i) {
    gate.add(testing::frame_of(points, static_cast<double>(i), {0.1, 0.1}, random));
  }
  EXPECT_TRUE(gate.stretches().empty());
}

}  // namespace
}  // namespace dorsal::posture
