// What the thoracolumbar model that comes with dorsal has to be like as anatomy.
#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/parts.hpp"
#include "dorsal/body/scaling.hpp"

namespace dorsal::body {
namespace {

Model usual_body() {
  auto model = model_of({});
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  return std::move(*model);
}

/// How many fascicles do what at a level.
struct Counts {
  int extend = 0;
  int turn_left = 0;
  int turn_right = 0;
  int hold_scapula = 0;
};

Counts count_at(const Model& model, const MuscleGeometry& geometry, std::size_t level) {
  static const std::set<std::string_view> kOfScapula = {"rhomboid_major",    "rhomboid_minor",
                                                        "trapezius",         "levator_scapulae",
                                                        "serratus_anterior", "pectoralis_minor"};
  const std::size_t block = model.joints[model.level_joint[level]].block;
  Counts counts;
  for (const Fascicle& fascicle : model.fascicles) {
    for (std::size_t a = fascicle.first_arm; a < fascicle.first_arm + fascicle.arms; ++a) {
      if (model.arm_block[a] != block) continue;
      counts.extend += geometry.arm[a].z() > 0.02 ? 1 : 0;  // [m]
      counts.turn_left += geometry.arm[a].y() > 0.005 ? 1 : 0;
      counts.turn_right += geometry.arm[a].y() < -0.005 ? 1 : 0;
      counts.hold_scapula += kOfScapula.contains(model.groups[fascicle.group]) ? 1 : 0;
    }
  }
  return counts;
}

TEST(Anatomy, every_thoracic_level_has_extensors_rotators_and_muscles_of_the_scapula) {
  const Model model = usual_body();
  const MuscleGeometry geometry = measure_muscles(model, place(model, Posture()));
  for (std::size_t level = 0; level + 1 < kThoracicLevels; ++level) {
    const Counts counts = count_at(model, geometry, level);
    EXPECT_GE(counts.extend, 10) << level_names()[level];
    EXPECT_GE(counts.turn_left, 6) << level_names()[level];
    EXPECT_EQ(counts.turn_left, counts.turn_right) << level_names()[level];
    EXPECT_GE(counts.hold_scapula, 2) << level_names()[level];
  }
}

TEST(Anatomy, intercostals_draw_the_ribs_together) {
  // The upper end lies above the lower one; in the source the internal ones are the other way
  // about.
  const Model model = usual_body();
  const Placement placement = place(model, Posture());
  for (const Fascicle& fascicle : model.fascicles) {
    if (!model.groups[fascicle.group].ends_with("_intercostal")) continue;
    const PathPoint& upper = model.points[fascicle.first_point];
    const PathPoint& lower = model.points[fascicle.first_point + 1];
    const Eigen::Vector3d step =
        placement.body[lower.body] * lower.at - placement.body[upper.body] * upper.at;
    // Between the steep first two ribs they run level; in the source they rise by up to 45 mm.
    EXPECT_LT(step.y(), 0.005) << fascicle.name;
  }
}

TEST(Anatomy, the_scapula_turns_up_with_the_arm_beyond_thirty_degrees) {
  // 0.43 degrees for each between scapula and arm: 0.43/1.43 of what is beyond 30.
  const Model model = usual_body();
  const std::size_t scapula = *find_body(model, "scapula_R");
  const Eigen::Matrix3d rest = place(model, Posture()).body[scapula].R;
  for (const double elevation : {0.3, 1.0, 2.0}) {
    Posture posture;
    posture[Coordinate::right_shoulder_abduction] = elevation;
    const Eigen::Matrix3d turn = place(model, posture).body[scapula].R * rest.transpose();
    const double angle = Eigen::AngleAxisd(turn).angle();
    const double wanted = 0.43 / 1.43 * std::max(0.0, elevation - 30 * 3.14159265358979 / 180);
    EXPECT_NEAR(angle, wanted, 1e-9) << elevation;
  }
  Posture raised;
  raised[Coordinate::right_shoulder_abduction] = 2.0;
  const Eigen::Vector3d inferior_angle(-0.106, -0.107, -0.093);  // [m] scapula frame
  const Eigen::Vector3d moved = place(model, raised).body[scapula] * inferior_angle -
                                place(model, Posture()).body[scapula] * inferior_angle;
  EXPECT_GT(moved.z(), 0.03);  // away from the spine
}

TEST(Anatomy, standing_upright_stretches_no_muscle) {
  const Model model = usual_body();
  const MuscleGeometry geometry = measure_muscles(model, place(model, Posture()));
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const Fascicle& fascicle = model.fascicles[f];
    EXPECT_LE(geometry.length[f], (fascicle.fibre + fascicle.tendon) * (1 + 1e-12))
        << fascicle.name;
  }
}

TEST(Anatomy, a_larger_body_has_stiffer_levels) {
  Person tall;
  tall.height = metres(1.95);
  const auto large = model_of(tall);
  ASSERT_TRUE(large.has_value());
  const Model usual = usual_body();
  const double ratio = 1.95 / 1.74;
  for (std::size_t level = 0; level < kLevels; ++level) {
    EXPECT_NEAR(large->stiffness[level].segment[0].law[1].linear /
                    usual.stiffness[level].segment[0].law[1].linear,
                ratio * ratio * ratio, 1e-9);
  }
}

TEST(Anatomy, a_part_can_be_taken_away) {
  const Model model = usual_body();
  EXPECT_EQ(without(model, Part::tone).resting_tone, 0);
  EXPECT_FALSE(without(model, Part::stretch).stretch);
  EXPECT_GT(model.fascicles[0].width, 0);
  EXPECT_EQ(without(model, Part::length).fascicles[0].width, 0);
  EXPECT_TRUE(without(model, Part::pressure).pressure_surfaces.empty());
  EXPECT_EQ(without(model, Part::ribs).stiffness[3].ribs[0].law[1].linear, 0);
  EXPECT_GT(without(model, Part::ribs).stiffness[3].segment[0].law[1].linear, 0);
  EXPECT_EQ(without(model, Part::segments).stiffness[3].segment[0].law[1].linear, 0);
  for (const Joint& joint : without(model, Part::ribs).joints) EXPECT_EQ(joint.gain, 1);
}

}  // namespace
}  // namespace dorsal::body
