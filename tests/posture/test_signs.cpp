#include <gtest/gtest.h>

#include "dorsal/posture/survey.hpp"
#include "population.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using L = pose::Landmark;
using testing::deg;
using testing::value;

PostureFrame fitted(const body::Posture& held, View view) {
  std::mt19937 random(1);
  body::Posture posture = held;
  posture[Coordinate::pelvis_rotation] += testing::heading_of(view);
  const body::Person person;
  const auto points = body::Skeleton(person).landmarks(posture);
  PostureEstimator estimator(person, population_calibration(), view);
  return estimator.estimate(testing::frame_of(points, 0.0, {}, random));
}

body::Posture sitting() {
  body::Posture q;
  q[Coordinate::pelvis_tilt] = deg(-15);
  q[Coordinate::lumbar_flexion] = deg(20);
  q[Coordinate::left_hip_flexion] = q[Coordinate::right_hip_flexion] = deg(75);
  q[Coordinate::left_knee_flexion] = q[Coordinate::right_knee_flexion] = deg(85);
  return q;
}

body::Posture with(body::Posture q, Coordinate c, double degrees) {
  q[c] += deg(degrees);
  return q;
}

constexpr std::array kSides = {View::left, View::right, View::spatial};

TEST(Signs, leaning_forward_is_positive_whichever_way_one_faces) {
  const body::Posture forward = with(sitting(), Coordinate::pelvis_tilt, 30);
  for (const View view : kSides) {
    const PostureFrame frame = fitted(forward, view);
    EXPECT_NEAR(value(frame, Measure::trunk_inclination).value,
                value(fitted(sitting(), view), Measure::trunk_inclination).value + deg(30), deg(1));
    EXPECT_GT(value(frame, Measure::trunk_inclination).value, deg(15));
    EXPECT_GT(value(frame, Measure::head_inclination).value, deg(15));
    EXPECT_GT(value(frame, Measure::head_forward).value, 0.03);
  }
}

TEST(Signs, leaning_back_is_negative) {
  const body::Posture back = with(sitting(), Coordinate::pelvis_tilt, -25);
  for (const View view : kSides) {
    EXPECT_LT(value(fitted(back, view), Measure::trunk_inclination).value, deg(-15));
  }
}

TEST(Signs, left_and_right_facing_give_the_same_angles) {
  body::Posture q = with(sitting(), Coordinate::pelvis_tilt, 20);
  q[Coordinate::neck_flexion] = deg(15);
  for (const Coordinate c :
       {Coordinate::left_shoulder_flexion, Coordinate::right_shoulder_flexion}) {
    q[c] = deg(40);
  }
  const PostureFrame left = fitted(q, View::left), right = fitted(q, View::right);
  for (const Measure m :
       {Measure::trunk_inclination, Measure::lumbar_flexion, Measure::thoracic_flexion,
        Measure::pelvis_tilt, Measure::neck_flexion, Measure::head_inclination,
        Measure::left_upper_arm_elevation, Measure::right_upper_arm_elevation}) {
    ASSERT_EQ(value(left, m).gap, Gap::none) << measure_infos()[static_cast<std::size_t>(m)].name;
    EXPECT_NEAR(value(left, m).value, value(right, m).value, deg(0.5))
        << measure_infos()[static_cast<std::size_t>(m)].name;
  }
}

TEST(Signs, bend_to_the_right_and_a_lower_right_shoulder_are_positive) {
  const body::Posture bent = with(body::Posture{}, Coordinate::thoracic_lateral_bend, 20);
  for (const View view : {View::front, View::rear, View::spatial}) {
    const PostureFrame frame = fitted(bent, view);
    EXPECT_GT(value(frame, Measure::trunk_lateral_bend).value, deg(2));
    EXPECT_GT(value(frame, Measure::shoulder_asymmetry).value, deg(8));
  }
}

TEST(Signs, turning_to_the_left_is_positive) {
  const PostureFrame frame =
      fitted(with(body::Posture{}, Coordinate::thoracic_axial_rotation, 25), View::spatial);
  EXPECT_GT(value(frame, Measure::trunk_twist).value, deg(10));
}

TEST(Signs, head_bent_down_flexes_the_neck) {
  for (const View view : kSides) {
    const PostureFrame up = fitted(sitting(), view);
    const PostureFrame down = fitted(with(sitting(), Coordinate::neck_flexion, 25), view);
    EXPECT_GT(value(down, Measure::neck_flexion).value,
              value(up, Measure::neck_flexion).value + deg(15));
  }
}

/// The same body in a mirror: the picture's x turned round, left and right exchanged.
pose::PoseFrame mirrored(const pose::PoseFrame& frame) {
  pose::PoseFrame m = frame;
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    const std::size_t pair = l == 0       ? 0
                             : l <= 3     ? l + 3
                             : l <= 6     ? l - 3
                             : l % 2 == 1 ? l + 1
                                          : l - 1;
    m.world[pair] = frame.world[l].cwiseProduct(Eigen::Vector3f(-1, 1, 1));
  }
  return m;
}

TEST(Signs, mirrored_landmarks_give_mirrored_angles) {
  testing::Population population(2);
  for (int i = 0; i < 10; ++i) {
    const testing::Somebody s = population.somebody();
    const auto points = body::Skeleton(s.person).landmarks(s.posture);
    const pose::PoseFrame frame = testing::frame_of(points, 0.0, {0.01, 0.01}, population.random());
    PostureEstimator one(s.person, population_calibration(), View::spatial);
    PostureEstimator two(s.person, population_calibration(), View::spatial);
    const PostureFrame a = one.estimate(frame), b = two.estimate(mirrored(frame));
    const auto expect = [&](Measure m, Measure other, double sign) {
      if (value(a, m).gap != Gap::none || value(b, other).gap != Gap::none) return;
      EXPECT_NEAR(value(a, m).value, sign * value(b, other).value, 1e-3)
          << measure_infos()[static_cast<std::size_t>(m)].name;
    };
    expect(Measure::trunk_inclination, Measure::trunk_inclination, 1);
    expect(Measure::trunk_lateral_bend, Measure::trunk_lateral_bend, -1);
    expect(Measure::trunk_twist, Measure::trunk_twist, -1);
    expect(Measure::thoracic_flexion, Measure::thoracic_flexion, 1);
    expect(Measure::neck_flexion, Measure::neck_flexion, 1);
    expect(Measure::left_upper_arm_elevation, Measure::right_upper_arm_elevation, 1);
    expect(Measure::left_elbow_flexion, Measure::right_elbow_flexion, 1);
    expect(Measure::shoulder_asymmetry, Measure::shoulder_asymmetry, -1);
  }
}

}  // namespace
}  // namespace dorsal::posture
