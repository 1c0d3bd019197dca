#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/frames.hpp"
#include "dorsal/body/disc.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/model_file.hpp"

namespace dorsal::body {

/// Where a frame stands in another: p_A = R * p_B + p.
struct RigidPose {
  Eigen::Matrix3d R = Eigen::Matrix3d::Identity();
  Eigen::Vector3d p = Eigen::Vector3d::Zero();  // [m]

  [[nodiscard]] RigidPose operator*(const RigidPose& inner) const {
    return {R * inner.R, R * inner.p + p};
  }
  [[nodiscard]] Eigen::Vector3d operator*(const Eigen::Vector3d& point) const {
    return R * point + p;
  }
  [[nodiscard]] RigidPose inverse() const { return {R.transpose(), -(R.transpose() * p)}; }
};

struct Body {
  std::string name;
  double mass = 0;                                // [kg]
  Eigen::Vector3d com = Eigen::Vector3d::Zero();  // [m] body frame
  Segment segment = Segment::none;
};

enum class Side { left, right, middle };

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The link from a body to its parent: X_PC = X_PF * turn * X_MC. Joint k carries body k + 1.
struct Joint {
  std::string name;
  JointKind kind = JointKind::fixed;
  Side side = Side::middle;
  std::size_t parent = 0;     // body
  RigidPose X_PF;             // joint frame in the parent
  RigidPose X_MC;             // child in the turned joint frame
  std::size_t level = kNone;  // Level, of kinds level and carried
  double gain = 1;            // [-] part of the level's rotation that this joint makes
  std::size_t block = kNone;  // moment block that this joint's moments belong to
};

/// Three moments about one joint that muscles have to balance, in the joint's frame.
struct MomentBlock {
  std::string name;
  std::size_t joint = 0;
  std::array<bool, 3> balanced = {true, true, true};  // axes x, y, z
};

/// One muscle fascicle: a straight line from point to point, under one tension.
struct Fascicle {
  std::string name;
  std::size_t group = 0;
  Side side = Side::middle;
  double max_tension = 0;  // [N] along the path: strength times the cosine of pennation
  double volume = 0;       // [N m] strength times optimal fibre length: volume times stress
  double lever = 1;        // [-] moment arm over that of the path; one but in drawn bodies
  double fibre = 0;        // [m] optimal length along the path
  double tendon = 0;       // [m] slack length
  double width = 0;        // [-] w of exp(-(l - 1)^2 / w), the part of its strength at l times its
                           // optimal length; zero: all of it at every length
  std::size_t first_point = 0;
  std::size_t points = 0;
  std::size_t first_crossing = 0;
  std::size_t crossings = 0;
  std::size_t first_arm = 0;  // moment arms of this fascicle, one per block it crosses
  std::size_t arms = 0;
};

/// Muscles or ligaments of one joint as a moment about one of its axes, see TorqueRow.
struct JointTorque {
  std::string name;
  std::size_t block = 0;
  std::size_t axis = 0;   // 0 x, 1 y, 2 z of the joint frame
  int sense = 0;          // 0 both ways, 1 and -1 one way
  double slack = 0;       // [rad]
  double max_moment = 0;  // [N m]
  double volume = 0;      // [N m] as of a fascicle, of one direction
};

struct PathPoint {
  std::size_t body = 0;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] body frame
};

/// A path segment that passes a joint: the tension pulls what hangs on the joint from point `from`
/// towards point `towards`.
struct Crossing {
  std::size_t joint = 0;
  std::size_t from = 0;
  std::size_t towards = 0;
  std::size_t arm = 0;  // the moment arm that this adds to
};

struct Landmark {
  std::size_t body = 0;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] body frame
};

/// Neck and head in one body, see HeadRow; positions in the body's frame.
struct HeadLinks {
  std::size_t joint = kNone;
  Eigen::Vector3d pivot = Eigen::Vector3d::Zero();     // [m]
  Eigen::Vector3d neck_com = Eigen::Vector3d::Zero();  // [m]
  Eigen::Vector3d head_com = Eigen::Vector3d::Zero();  // [m]
  double mass_share = 0;                               // [-] of the head
  double turn_share = 0;  // [-] of the head's rotation that the common body makes
};

/// The law of one axis of a level, for rotations below and above its rest.
struct AxisStiffness {
  std::array<StiffnessLaw, 2> law;  // below, above
  double rest = 0;                  // [rad]
  double push = 0;                  // [1/m] force that holds the vertebrae apart per moment
};

/// What resists the three rotations of a level: flexion, lateral bend, axial rotation.
struct LevelStiffness {
  std::array<AxisStiffness, 3> segment;
  std::array<AxisStiffness, 3> ribs;
};

/// A surface that the pressure in the abdomen pushes.
struct PressureSurface {
  std::size_t body = 0;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();    // [m] body frame
  Eigen::Vector3d area = Eigen::Vector3d::Zero();  // [m^2] body frame
};

/// A body scaled to one person. Constant once made; every function that needs to write takes a
/// placement or a workspace of the caller's.
struct Model {
  std::string name;           // of the model file
  std::string version;        // of the model file
  double length_scale = 1;    // [-] lengths of this body over those of the model file
  std::vector<Body> bodies;   // body 0 is the root
  std::vector<Joint> joints;  // joint k carries body k + 1; parents first
  std::vector<MomentBlock> blocks;
  std::vector<std::string> groups;
  std::vector<Fascicle> fascicles;
  std::vector<JointTorque> torques;
  std::vector<PathPoint> points;       // of all fascicles, one after the other
  std::vector<Crossing> crossings;     // of all fascicles, one after the other
  std::vector<std::size_t> arm_block;  // (arm) the block it belongs to
  LevelArray<LevelStiffness> stiffness;
  std::vector<PressureSurface> pressure_surfaces;
  PressureLimits pressure_limits;
  double resting_tone = 0;  // [-] pull of an undriven muscle in parts of its strength
  bool stretch = true;      // muscles pull when stretched
  ScapulaRow scapula;
  LevelArray<std::size_t> level_joint;  // joint of the level, or kNone
  LevelArray<Eigen::Matrix3d> plate;    // rotation of the lower end plate frame in the lower body
  LevelArray<DiscArea> disc;            // not numbers where no area is known
  Landmark hip_centre;
  Landmark c7;
  std::size_t left_hand = 0;   // body
  std::size_t right_hand = 0;  // body
  HeadLinks head;
  std::size_t thorax = kNone;  // body that arms are measured against: T1, below the neck
  Eigen::Matrix3d thorax_upright = Eigen::Matrix3d::Identity();  // in the thorax body
};

/// The body of that name, or nothing.
[[nodiscard]] std::optional<std::size_t> find_body(const Model& model, std::string_view name);

}  // namespace dorsal::body
