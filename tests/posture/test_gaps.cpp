#include <gtest/gtest.h>

#include "dorsal/posture/survey.hpp"
#include "population.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using L = pose::Landmark;
using testing::value;

pose::PoseFrame seen_from(View view, double time = 0.0) {
  std::mt19937 random(3);
  body::Posture posture;
  posture[Coordinate::pelvis_rotation] = testing::heading_of(view);
  posture[Coordinate::left_elbow_flexion] = posture[Coordinate::right_elbow_flexion] = 1.2;
  return testing::frame_of(body::Skeleton(body::Person{}).landmarks(posture), time, {0.005, 0.005},
                           random);
}

PostureFrame fitted(const pose::PoseFrame& frame, View view) {
  PostureEstimator estimator(body::Person{}, population_calibration(), view);
  return estimator.estimate(frame);
}

void expect_honest(const PostureFrame& frame) {
  for (std::size_t m = 0; m < kMeasures; ++m) {
    const MeasuredValue& v = frame.measures[m];
    const bool finite = std::isfinite(v.value) && std::isfinite(v.low) && std::isfinite(v.high);
    EXPECT_EQ(v.gap == Gap::none, finite) << measure_infos()[m].name;
    if (!finite) continue;
    EXPECT_LE(v.low, v.value) << measure_infos()[m].name;
    EXPECT_LE(v.value, v.high) << measure_infos()[m].name;
  }
}

TEST(Gaps, hips_behind_a_desk_take_every_measure_of_the_trunk_along) {
  pose::PoseFrame frame = seen_from(View::front);
  for (const L l :
       {L::left_hip, L::right_hip, L::left_knee, L::right_knee, L::left_ankle, L::right_ankle}) {
    testing::hide(frame, l);
  }
  const PostureFrame result = fitted(frame, View::front);
  ASSERT_EQ(result.status, FitStatus::fitted);
  EXPECT_FALSE(result.trunk_seen);
  for (const Measure m : {Measure::trunk_inclination, Measure::trunk_lateral_bend,
                          Measure::trunk_twist, Measure::lumbar_flexion, Measure::thoracic_flexion,
                          Measure::pelvis_tilt, Measure::left_upper_arm_elevation}) {
    EXPECT_EQ(value(result, m).gap, Gap::hips_hidden);
  }
  EXPECT_EQ(value(result, Measure::left_elbow_flexion).gap, Gap::none);
  EXPECT_EQ(value(result, Measure::shoulder_asymmetry).gap, Gap::none);
  expect_honest(result);
}

TEST(Gaps, one_hip_is_enough) {
  pose::PoseFrame frame = seen_from(View::right);
  testing::hide(frame, L::left_hip);
  const PostureFrame result = fitted(frame, View::right);
  EXPECT_TRUE(result.trunk_seen);
  EXPECT_EQ(value(result, Measure::trunk_inclination).gap, Gap::none);
}

TEST(Gaps, a_hidden_head_or_arm_takes_only_its_own_measures) {
  pose::PoseFrame frame = seen_from(View::right);
  for (const L l : {L::left_ear, L::right_ear}) testing::hide(frame, l);
  for (const L l : {L::left_elbow, L::left_wrist}) testing::hide(frame, l);
  const PostureFrame result = fitted(frame, View::right);
  EXPECT_EQ(value(result, Measure::head_inclination).gap, Gap::head_hidden);
  EXPECT_EQ(value(result, Measure::neck_flexion).gap, Gap::head_hidden);
  EXPECT_EQ(value(result, Measure::left_upper_arm_elevation).gap, Gap::arm_hidden);
  EXPECT_EQ(value(result, Measure::left_elbow_flexion).gap, Gap::arm_hidden);
  EXPECT_EQ(value(result, Measure::right_elbow_flexion).gap, Gap::none);
  EXPECT_EQ(value(result, Measure::trunk_inclination).gap, Gap::none);
  expect_honest(result);
}

TEST(Gaps, a_front_view_cannot_tell_how_far_the_head_is_forward) {
  const PostureFrame result = fitted(seen_from(View::front), View::front);
  EXPECT_EQ(value(result, Measure::head_forward).gap, Gap::not_from_this_view);
  EXPECT_EQ(value(result, Measure::trunk_lateral_bend).gap, Gap::none);
  expect_honest(result);
}

TEST(Gaps, front_and_rear_views_show_nothing_of_the_sagittal_plane) {
  for (const View view : {View::front, View::rear}) {
    const PostureFrame result = fitted(seen_from(view), view);
    EXPECT_TRUE(result.trunk_seen);
    for (const Measure m :
         {Measure::trunk_inclination, Measure::lumbar_flexion, Measure::thoracic_flexion,
          Measure::pelvis_tilt, Measure::head_inclination, Measure::shoulder_protraction}) {
      EXPECT_EQ(value(result, m).gap, Gap::not_from_this_view);
    }
  }
}

TEST(Gaps, a_side_view_cannot_tell_bend_twist_and_shoulder_height) {
  for (const View view : {View::left, View::right}) {
    const PostureFrame result = fitted(seen_from(view), view);
    EXPECT_EQ(value(result, Measure::trunk_lateral_bend).gap, Gap::not_from_this_view);
    EXPECT_EQ(value(result, Measure::trunk_twist).gap, Gap::not_from_this_view);
    EXPECT_EQ(value(result, Measure::shoulder_asymmetry).gap, Gap::not_from_this_view);
    EXPECT_EQ(value(result, Measure::trunk_inclination).gap, Gap::none);
    expect_honest(result);
  }
}

TEST(Gaps, spatial_landmarks_leave_nothing_out) {
  const PostureFrame result = fitted(seen_from(View::spatial), View::spatial);
  for (std::size_t m = 0; m < kMeasures; ++m) {
    EXPECT_EQ(result.measures[m].gap, Gap::none) << measure_infos()[m].name;
  }
}

TEST(Gaps, nobody_is_an_absence_and_not_a_posture) {
  pose::PoseFrame frame;
  frame.time = 1.0;
  const PostureFrame result = fitted(frame, View::right);
  EXPECT_EQ(result.status, FitStatus::nobody);
  for (const MeasuredValue& v : result.measures) EXPECT_EQ(v.gap, Gap::nobody);
}

TEST(Gaps, landmarks_of_no_body_fit_no_posture) {
  std::mt19937 random(9);
  std::normal_distribution<float> normal(0.0F, 0.5F);
  pose::PoseFrame frame = seen_from(View::right);
  for (auto& point : frame.world)
    point = Eigen::Vector3f(normal(random), normal(random), normal(random));
  const PostureFrame result = fitted(frame, View::right);
  EXPECT_EQ(result.status, FitStatus::not_converged);
  for (const MeasuredValue& v : result.measures) EXPECT_EQ(v.gap, Gap::fit_failed);
}

TEST(Gaps, landmarks_without_numbers_are_no_landmarks) {
  pose::PoseFrame frame = seen_from(View::right);
  for (auto& point : frame.world) point.setConstant(std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(fitted(frame, View::right).status, FitStatus::too_few_landmarks);
  pose::PoseFrame some = seen_from(View::right);
  some.world[static_cast<std::size_t>(L::left_wrist)].setConstant(
      std::numeric_limits<float>::infinity());
  const PostureFrame result = fitted(some, View::right);
  EXPECT_EQ(result.status, FitStatus::fitted);
  EXPECT_EQ(value(result, Measure::left_elbow_flexion).gap, Gap::arm_hidden);
  EXPECT_TRUE(result.posture.q.allFinite());
}

TEST(Gaps, everybody_in_one_point_is_no_body) {
  pose::PoseFrame frame = seen_from(View::right);
  for (auto& point : frame.world) point.setZero();
  const PostureFrame result = fitted(frame, View::right);
  EXPECT_NE(result.status, FitStatus::fitted);
}

}  // namespace
}  // namespace dorsal::posture
