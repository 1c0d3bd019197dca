#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <random>

#include "body/mirrored.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/scaling.hpp"

namespace dorsal::body {
namespace {

using Vector = Eigen::Vector3d;

Model default_model() {
  auto model = model_of(Person{});
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  return std::move(*model);
}

/// Every coordinate within reach of a lively body.
Posture random_posture(std::mt19937& random) {
  std::uniform_real_distribution<double> angle(-0.4, 0.4);
  Posture posture;
  for (Eigen::Index i = 0; i < posture.q.size(); ++i) posture.q[i] = angle(random);
  posture[Coordinate::left_shoulder_flexion] += 0.8;
  posture[Coordinate::right_elbow_flexion] += 1.0;
  return posture;
}

/// Lengths after every joint of a block was turned by a small angle about an axis of its frame,
/// each by its part.
std::vector<double> turned_lengths(const Model& model, Placement placement, std::size_t block,
                                   const Vector& axis, double angle) {
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].block != block) continue;
    placement.turn[k] = Eigen::AngleAxisd(angle * model.joints[k].gain, axis).toRotationMatrix() *
                        placement.turn[k];
  }
  place_turned(model, placement);
  return measure_muscles(model, placement).length;
}

TEST(Kinematics, a_moment_arm_is_minus_the_change_of_length_with_rotation) {
  const Model model = default_model();
  std::mt19937 random(7);
  constexpr double kStep = 1e-5;  // [rad]; truncation about 1e-10, rounding about 1e-11 m per rad
  for (int run = 0; run < 3; ++run) {
    const Placement placement = place(model, random_posture(random));
    const MuscleGeometry geometry = measure_muscles(model, placement);
    for (std::size_t block = 0; block < model.blocks.size(); ++block) {
      for (int axis = 0; axis < 3; ++axis) {
        const auto more = turned_lengths(model, placement, block, Vector::Unit(axis), kStep);
        const auto less = turned_lengths(model, placement, block, Vector::Unit(axis), -kStep);
        for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
          const Fascicle& fascicle = model.fascicles[f];
          double arm = 0;
          for (std::size_t a = fascicle.first_arm; a < fascicle.first_arm + fascicle.arms; ++a) {
            if (model.arm_block[a] == block) arm = geometry.arm[a][axis];
          }
          EXPECT_NEAR(arm, -(more[f] - less[f]) / (2 * kStep), 1e-8)
              << fascicle.name << " about " << model.blocks[block].name << " axis " << axis;
        }
      }
    }
  }
}

TEST(Kinematics, placing_from_the_turns_gives_the_same_bodies) {
  const Model model = default_model();
  std::mt19937 random(3);
  const Placement placement = place(model, random_posture(random));
  Placement again = placement;
  place_turned(model, again);
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    EXPECT_TRUE(again.body[i].p.isApprox(placement.body[i].p, 1e-14)) << model.bodies[i].name;
    EXPECT_TRUE(again.body[i].R.isApprox(placement.body[i].R, 1e-14)) << model.bodies[i].name;
  }
}

TEST(Kinematics, a_mirrored_posture_has_mirrored_muscles) {
  const Model model = default_model();
  std::mt19937 random(11);
  const Posture posture = random_posture(random);
  const MuscleGeometry one = measure_muscles(model, place(model, posture));
  const MuscleGeometry other = measure_muscles(model, place(model, mirrored(posture)));
  for (std::size_t f = 0; f + 1 < model.fascicles.size(); f += 2) {
    ASSERT_EQ(model.fascicles[f].side, Side::right);
    ASSERT_EQ(model.fascicles[f + 1].side, Side::left);
    EXPECT_NEAR(one.length[f], other.length[f + 1], 1e-12) << model.fascicles[f].name;
    EXPECT_NEAR(one.length[f + 1], other.length[f], 1e-12) << model.fascicles[f].name;
  }
}

TEST(Kinematics, mid_hip_stands_where_the_posture_says) {
  const Model model = default_model();
  std::mt19937 random(5);
  Posture posture = random_posture(random);
  const Vector hip = position(place(model, posture), model.hip_centre);
  EXPECT_TRUE(hip.isApprox(Vector(posture.q.head<3>()), 1e-12));
}

TEST(Kinematics, signs_follow_the_conventions) {
  const Model model = default_model();
  const auto moved = [&](Coordinate coordinate, const char* body) {
    Posture posture;
    posture[coordinate] = 0.3;
    const std::size_t i = *find_body(model, body);
    const auto com = [&](const Posture& p) { return centre_of_mass(model, place(model, p), i); };
    return Vector(com(posture) - com(Posture{}));
  };
  EXPECT_GT(moved(Coordinate::pelvis_tilt, "T5").x(), 0.02);
  EXPECT_GT(moved(Coordinate::lumbar_flexion, "T5").x(), 0.02);
  EXPECT_GT(moved(Coordinate::thoracic_flexion, "head_neck").x(), 0.02);
  EXPECT_GT(moved(Coordinate::lumbar_lateral_bend, "T5").z(), 0.02);
  EXPECT_GT(moved(Coordinate::thoracic_lateral_bend, "head_neck").z(), 0.02);
  EXPECT_GT(moved(Coordinate::lumbar_axial_rotation, "hand_R").x(), 0.02);
  EXPECT_LT(moved(Coordinate::lumbar_axial_rotation, "hand_L").x(), -0.02);
  EXPECT_GT(moved(Coordinate::neck_flexion, "head_neck").x(), 0.02);
  EXPECT_GT(moved(Coordinate::head_flexion, "head_neck").x(), 0.005);
  EXPECT_GT(moved(Coordinate::left_girdle_elevation, "humerus_L").y(), 0.02);
  EXPECT_GT(moved(Coordinate::right_girdle_protraction, "humerus_R").x(), 0.02);
  EXPECT_GT(moved(Coordinate::left_shoulder_flexion, "hand_L").x(), 0.05);
  EXPECT_GT(moved(Coordinate::right_shoulder_abduction, "hand_R").z(), 0.05);
  EXPECT_LT(moved(Coordinate::left_shoulder_abduction, "hand_L").z(), -0.05);
  EXPECT_GT(moved(Coordinate::right_elbow_flexion, "hand_R").x(), 0.05);
}

TEST(Kinematics, arms_keep_their_direction_in_the_world_when_they_are_turned_back_with_the_trunk) {
  const Model model = default_model();
  Posture posture;
  posture[Coordinate::thoracic_flexion] = 0.5;
  posture[Coordinate::left_shoulder_flexion] = 0.5;
  const Placement placement = place(model, posture);
  EXPECT_TRUE(placement.body[*find_body(model, "humerus_L")].R.isIdentity(1e-12));
}

TEST(Kinematics, the_head_mass_goes_where_two_links_put_it) {
  const Model model = default_model();
  const HeadLinks& head = model.head;
  const std::size_t body = head.joint + 1;
  Posture posture;
  const Vector neutral = centre_of_mass(model, place(model, posture), body);
  posture[Coordinate::head_flexion] = 0.6;
  const Vector nodded = centre_of_mass(model, place(model, posture), body);
  const Vector lever = head.head_com - head.pivot;
  const double forward = lever.y() * std::sin(0.6) + lever.x() * (std::cos(0.6) - 1);
  EXPECT_NEAR((nodded - neutral).x(), head.mass_share * forward, 1e-12);
  posture[Coordinate::neck_flexion] = 0.6;
  posture[Coordinate::head_flexion] = -0.6;
  const Vector poked = centre_of_mass(model, place(model, posture), body);
  const double neck = head.mass_share * head.pivot.y() + (1 - head.mass_share) * head.neck_com.y();
  EXPECT_NEAR((poked - neutral).x(), neck * std::sin(0.6), 1e-12);
}

TEST(Kinematics, the_sternum_follows_the_first_rib_by_a_seventh) {
  const Model model = default_model();
  Posture posture;
  const std::size_t sternum = *find_body(model, "sternum");
  Placement placement = place(model, posture);
  const Eigen::Matrix3d before = placement.body[sternum].R;
  const std::size_t block = model.joints[model.level_joint[0]].block;
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].block != block) continue;
    placement.turn[k] =
        Eigen::AngleAxisd(0.7 * model.joints[k].gain, Vector::UnitZ()).toRotationMatrix();
  }
  place_turned(model, placement);
  const Eigen::AngleAxisd turned(before.transpose() * placement.body[sternum].R);
  EXPECT_NEAR(turned.angle(), 0.1, 1e-9);
}

}  // namespace
}  // namespace dorsal::body
