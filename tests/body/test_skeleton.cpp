#include <ceres/jet.h>
#include <gtest/gtest.h>

#include <random>

#include "body/mirrored.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/body/skeleton.hpp"
#include "dorsal/body/skeleton_derivative.hpp"

namespace dorsal::body {
namespace {

using L = pose::Landmark;
using C = Coordinate;
constexpr int kParameters = static_cast<int>(kSkeletonParameters);

Person model_person() {
  Person person;
  person.height = kModelHeight;
  person.kyphosis = degrees(50);  // of the published table
  return person;
}

const Eigen::Vector3d& point(const SkeletonLandmarks<double>& points, L landmark) {
  return points[static_cast<std::size_t>(landmark)];
}

SkeletonLandmarks<double> landmarks_with(C coordinate, double value) {
  Posture posture;
  posture[coordinate] = value;
  return Skeleton(model_person()).landmarks(posture);
}

Eigen::Vector3d middle(const SkeletonLandmarks<double>& points, L a, L b) {
  return 0.5 * (point(points, a) + point(points, b));
}

// Joint positions in the sacrum's frame, chained from the published offsets.
// Bruno 2015, doi:10.1115/1.4030408, [m].
constexpr LevelArray<std::array<double, 2>> kPublished = {{
    {-0.097256, 0.52166},
    {-0.107084, 0.50393},
    {-0.11682, 0.483968},
    {-0.125989, 0.461275},
    {-0.133229, 0.436026},
    {-0.137687, 0.410744},
    {-0.139496, 0.384873},
    {-0.138637, 0.360273},
    {-0.135574, 0.335325},
    {-0.13004, 0.306858},
    {-0.121897, 0.278458},
    {-0.110324, 0.246662},
    {-0.097027, 0.21375},
    {-0.087641, 0.181015},
    {-0.081889, 0.144704},
    {-0.083815, 0.107952},
    {-0.098, 0.071},
}};

TEST(Skeleton, spine_joints_in_neutral_lie_where_the_published_table_has_them) {
  const auto pose = Skeleton(model_person()).pose<double>(Posture{}.q, ShapeVector<double>::Zero());
  const Eigen::Vector3d hip_in_sacrum(-0.0707, -0.0171, 0.0);
  for (std::size_t level = 0; level < kLevels; ++level) {
    const Eigen::Vector3d published(kPublished[level][0], kPublished[level][1], 0.0);
    // The table is rounded to micrometres.
    EXPECT_LT((pose.joint[level] + hip_in_sacrum - published).norm(), 3e-6) << level_names()[level];
  }
  EXPECT_LT((pose.thorax - Eigen::Matrix3d::Identity()).norm(), 1e-12);
}

TEST(Skeleton, shoulder_centre_lies_where_the_published_girdle_puts_it) {
  const auto points = Skeleton(model_person()).landmarks(Posture{});
  const Eigen::Vector3d from_sacrum =
      point(points, L::right_shoulder) + Eigen::Vector3d(-0.0707, -0.0171, 0.0);
  EXPECT_LT((from_sacrum - Eigen::Vector3d(-0.07966, 0.47154, 0.17056)).norm(), 1e-4);
}

TEST(Skeleton, coordinates_have_the_signs_of_the_conventions) {
  const auto neutral = Skeleton(model_person()).landmarks(Posture{});
  const auto moved = [&](C c, L l) -> Eigen::Vector3d {
    return point(landmarks_with(c, 0.2), l) - point(neutral, l);
  };
  EXPECT_GT(moved(C::pelvis_tilt, L::nose).x(), 0.05);
  EXPECT_GT(moved(C::pelvis_list, L::nose).z(), 0.05);
  EXPECT_LT(moved(C::pelvis_rotation, L::nose).z(), -0.01);
  EXPECT_GT(moved(C::lumbar_flexion, L::nose).x(), 0.05);
  EXPECT_GT(moved(C::lumbar_lateral_bend, L::nose).z(), 0.05);
  EXPECT_LT(moved(C::lumbar_axial_rotation, L::nose).z(), -0.01);
  EXPECT_GT(moved(C::thoracic_flexion, L::nose).x(), 0.02);
  EXPECT_GT(moved(C::thoracic_lateral_bend, L::nose).z(), 0.02);
  EXPECT_LT(moved(C::thoracic_axial_rotation, L::nose).z(), -0.01);
  EXPECT_GT(moved(C::neck_flexion, L::nose).x(), 0.01);
  EXPECT_LT(moved(C::head_flexion, L::nose).y(), -0.01);
  EXPECT_GT(moved(C::left_girdle_elevation, L::left_shoulder).y(), 0.01);
  EXPECT_GT(moved(C::right_girdle_elevation, L::right_shoulder).y(), 0.01);
  EXPECT_GT(moved(C::left_girdle_protraction, L::left_shoulder).x(), 0.01);
  EXPECT_GT(moved(C::right_girdle_protraction, L::right_shoulder).x(), 0.01);
  EXPECT_GT(moved(C::left_shoulder_flexion, L::left_elbow).x(), 0.01);
  EXPECT_LT(moved(C::left_shoulder_abduction, L::left_elbow).z(), -0.01);
  EXPECT_GT(moved(C::right_shoulder_abduction, L::right_elbow).z(), 0.01);
  EXPECT_GT(moved(C::left_elbow_flexion, L::left_wrist).x(), 0.01);
  EXPECT_GT(moved(C::right_hip_flexion, L::right_knee).x(), 0.01);
  EXPECT_GT(moved(C::right_hip_abduction, L::right_knee).z(), 0.01);
  EXPECT_LT(moved(C::right_knee_flexion, L::right_ankle).x(), -0.01);
}

TEST(Skeleton, inward_rotation_turns_a_bent_forearm_towards_the_midline) {
  Posture posture;
  posture[C::left_elbow_flexion] = posture[C::right_elbow_flexion] = 1.57;
  posture[C::left_shoulder_rotation] = posture[C::right_shoulder_rotation] = 0.5;
  const auto points = Skeleton(model_person()).landmarks(posture);
  EXPECT_GT(point(points, L::left_wrist).z(), point(points, L::left_elbow).z());
  EXPECT_LT(point(points, L::right_wrist).z(), point(points, L::right_elbow).z());
}

Posture normal_posture(std::mt19937& random) {
  std::normal_distribution<double> normal(0.0, 0.4);
  Posture posture;
  for (auto& value : posture.q) value = normal(random);
  return posture;
}

TEST(Skeleton, mirrored_posture_has_mirrored_landmarks) {
  std::mt19937 random(1);
  const Skeleton skeleton(model_person());
  for (int i = 0; i < 20; ++i) {
    const Posture posture = normal_posture(random);
    const auto points = skeleton.landmarks(posture);
    const auto other = skeleton.landmarks(mirrored(posture));
    for (std::size_t l = 1; l < pose::kLandmarks; ++l) {
      // Left and right of a pair: eyes in threes, everything else in twos.
      const std::size_t pair = l <= 3 ? l + 3 : l <= 6 ? l - 3 : l % 2 == 1 ? l + 1 : l - 1;
      const Eigen::Vector3d reflected = points[l].cwiseProduct(Eigen::Vector3d(1, 1, -1));
      EXPECT_LT((reflected - other[pair]).norm(), 1e-12);
    }
  }
}

TEST(Skeleton, geometric_derivative_agrees_with_automatic_differentiation) {
  using Jet = ceres::Jet<double, kParameters>;
  std::mt19937 random(2);
  const Skeleton skeleton(model_person());
  for (int i = 0; i < 10; ++i) {
    const Posture posture = normal_posture(random);
    const ShapeVector<double> shape(0.05, 0.02, -0.01, 0.1);
    CoordinateVector<Jet> q;
    ShapeVector<Jet> s;
    for (int k = 0; k < static_cast<int>(kCoordinates); ++k) q[k] = Jet(posture.q[k], k);
    for (int k = 0; k < 4; ++k) s[k] = Jet(shape[k], static_cast<int>(kCoordinates) + k);
    const auto jets = skeleton.landmarks(skeleton.pose(q, s));
    const auto pose = skeleton.pose<double>(posture.q, shape);
    const auto points = skeleton.landmarks(pose);
    const SkeletonDerivative derivative(posture.q, pose);
    for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
      const PointDerivative J = derivative.of(static_cast<L>(l), points[l]);
      for (int axis = 0; axis < 3; ++axis) {
        EXPECT_LT((J.row(axis).transpose() - jets[l][axis].v).norm(), 1e-12)
            << pose::landmark_names()[l] << " axis " << axis;
      }
    }
  }
}

TEST(Skeleton, level_rotations_of_the_rhythm_are_those_of_the_spine) {
  std::mt19937 random(3);
  const Skeleton skeleton(model_person());
  const Posture posture = normal_posture(random);
  const auto pose = skeleton.pose<double>(posture.q, ShapeVector<double>::Zero());
  const auto rotations = level_rotations(posture);
  for (std::size_t level = 0; level < kLevels; ++level) {
    const Eigen::Matrix3d between = pose.below[level].transpose() * pose.vertebra[level];
    EXPECT_LT((between - joint_rotation(rotations[level])).norm(), 1e-12);
  }
}

TEST(Skeleton, stands_where_the_model_that_is_loaded_stands) {
  std::mt19937 random(4);
  for (const double kyphosis_deg : {35.0, 50.0, 65.0}) {
    Person person = model_person();
    person.kyphosis = degrees(kyphosis_deg);
    const auto file = thoracolumbar_model();
    ASSERT_TRUE(file);
    const auto model = scale_model(*file, person);
    ASSERT_TRUE(model);
    const Posture posture = normal_posture(random);
    const Skeleton skeleton(person);
    const auto pose = skeleton.pose<double>(posture.q, ShapeVector<double>::Zero());
    const Placement placement = place(*model, posture);
    for (std::size_t level = 0; level < kLevels; ++level) {
      const RigidPose& joint = placement.joint[model->level_joint[level]];
      EXPECT_LT((joint.p - pose.joint[level]).norm(), 1e-5) << level_names()[level];
    }
    for (const bool left : {true, false}) {
      const auto arm = find_body(*model, left ? "humerus_L" : "humerus_R");
      ASSERT_TRUE(arm);
      const auto& limb = left ? pose.left : pose.right;
      EXPECT_LT((placement.body[*arm].p - limb.shoulder).norm(), 1e-3);
      EXPECT_LT((placement.body[*arm].R - limb.upper_arm).norm(), 1e-3);
    }
  }
}

TEST(Skeleton, lengths_follow_height_and_scale) {
  Person tall = model_person();
  tall.height = kModelHeight * 1.1;
  const auto small = Skeleton(model_person()).landmarks(Posture{});
  const auto large = Skeleton(tall).landmarks(Posture{});
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    EXPECT_LT((large[l] - 1.1 * small[l]).norm(), 1e-12);
  }
  SegmentScale long_arms;
  long_arms.upper_arm = 1.2;
  const auto scaled = Skeleton(model_person(), long_arms).landmarks(Posture{});
  EXPECT_NEAR((point(scaled, L::left_elbow) - point(scaled, L::left_shoulder)).norm(),
              1.2 * (point(small, L::left_elbow) - point(small, L::left_shoulder)).norm(), 1e-12);
}

TEST(Skeleton, head_of_a_standing_body_reaches_its_height) {
  // Tragion 0.131 m below the vertex, ankle centre 0.08 m above the sole (ANSUR 1988 and expert).
  const auto points = Skeleton(model_person()).landmarks(Posture{});
  const double height = middle(points, L::left_ear, L::right_ear).y() -
                        point(points, L::left_ankle).y() + 0.131 + 0.08;
  EXPECT_NEAR(height, in_metres(kModelHeight), 0.05);
}

}  // namespace
}  // namespace dorsal::body
