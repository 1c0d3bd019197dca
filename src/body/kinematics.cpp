#include "dorsal/body/kinematics.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/body/joint_rotation.hpp"
#include "dorsal/body/rhythm.hpp"

namespace dorsal::body {
namespace {

using Matrix = Eigen::Matrix3d;
using Vector = Eigen::Vector3d;

// The abdominal wall turns half as far as the lumbar spine; expert. It only places the wall: its
// own moments are balanced by the muscles on it.
constexpr double kAbdomenShare = 0.5;  // [-]

// Places from a left arm's coordinate to the right arm's.
constexpr std::size_t kRightArm = 6;

/// The coordinates of one joint, left and right folded together.
class ArmAngles {
 public:
  ArmAngles(const Posture& posture, Side side)
      : posture_(posture), side_(side), sign_(side == Side::left ? -1.0 : 1.0) {}

  [[nodiscard]] double operator()(Coordinate left) const {
    const auto index = static_cast<std::size_t>(left) + (side_ == Side::left ? 0 : kRightArm);
    return posture_[static_cast<Coordinate>(index)];
  }
  [[nodiscard]] double sign() const { return sign_; }

 private:
  const Posture& posture_;
  Side side_;
  double sign_;  // the left side is the mirror image
};

Matrix girdle_turn(const ArmAngles& arm) {
  return rotation_about_y(arm.sign() * arm(Coordinate::left_girdle_protraction)) *
         rotation_about_x(-arm.sign() * arm(Coordinate::left_girdle_elevation));
}

/// The scapula against the clavicle: turned upward about the normal of its plane.
Matrix scapula_turn(const ScapulaRow& rhythm, const Matrix& arm, double sign) {
  const double elevation = std::acos(std::clamp(arm(1, 1), -1.0, 1.0));
  const double share = rhythm.turn_per_degree / (1 + rhythm.turn_per_degree);
  const double upward = share * std::max(0.0, elevation - rhythm.from_elevation);
  const Matrix plane = rotation_about_y(sign * rhythm.plane_forward);
  return plane * rotation_about_x(-sign * upward) * plane.transpose();
}

/// The upper arm against the thorax.
Matrix arm_rotation(const ArmAngles& arm) {
  return rotation_about_z(arm(Coordinate::left_shoulder_flexion)) *
         rotation_about_x(-arm.sign() * arm(Coordinate::left_shoulder_abduction)) *
         rotation_about_y(arm.sign() * arm(Coordinate::left_shoulder_rotation));
}

Vector three(const Posture& posture, Coordinate flexion) {
  const auto first = static_cast<Eigen::Index>(flexion);
  return posture.q.segment<3>(first);
}

/// Turns the common body of neck and head, and puts the mass where the two links have it.
Matrix head_turn(const Model& model, const Posture& posture, Vector& com) {
  const Vector neck = three(posture, Coordinate::neck_flexion);
  const Vector head = three(posture, Coordinate::head_flexion);
  const HeadLinks& links = model.head;
  const Matrix neck_link = joint_rotation<double>(neck);
  const Matrix head_link = neck_link * joint_rotation<double>(head);
  const Vector head_com = neck_link * links.pivot + head_link * (links.head_com - links.pivot);
  com = links.mass_share * head_com + (1 - links.mass_share) * (neck_link * links.neck_com);
  return joint_rotation<double>(neck + links.turn_share * head);
}

Matrix joint_turn(const Model& model, const Joint& joint, const Posture& posture,
                  const LevelArray<Vector>& levels, const Placement& placement,
                  const Matrix& joint_frame, Vector& head_com) {
  switch (joint.kind) {
    case JointKind::fixed:
      return Matrix::Identity();
    case JointKind::level:
    case JointKind::carried:
      return joint_rotation<double>(joint.gain * levels[joint.level]);
    case JointKind::neck:
      return head_turn(model, posture, head_com);
    case JointKind::girdle:
      return girdle_turn(ArmAngles(posture, joint.side));
    case JointKind::shoulder: {
      const Matrix thorax = model.thorax == kNone
                                ? Matrix(placement.body[0].R)
                                : Matrix(placement.body[model.thorax].R * model.thorax_upright);
      return joint_frame.transpose() * thorax * arm_rotation(ArmAngles(posture, joint.side));
    }
    case JointKind::elbow:
      return rotation_about_z(ArmAngles(posture, joint.side)(Coordinate::left_elbow_flexion));
    case JointKind::scapula: {
      const ArmAngles arm(posture, joint.side);
      return scapula_turn(model.scapula, arm_rotation(arm), arm.sign());
    }
    case JointKind::abdomen:
      return joint_rotation<double>(kAbdomenShare * three(posture, Coordinate::lumbar_flexion));
  }
  return Matrix::Identity();
}

/// The root so that the middle of the hips stands where the posture says.
RigidPose root_pose(const Model& model, const Posture& posture) {
  RigidPose pose;
  pose.R =
      pelvis_rotation_matrix(posture[Coordinate::pelvis_rotation], posture[Coordinate::pelvis_list],
                             posture[Coordinate::pelvis_tilt]);
  const Vector hip = three(posture, Coordinate::pelvis_x);
  pose.p = model.hip_centre.body == 0 ? Vector(hip - pose.R * model.hip_centre.at) : hip;
  return pose;
}

void resize(const Model& model, Placement& placement) {
  placement.turn.resize(model.joints.size());
  placement.joint.resize(model.joints.size());
  placement.body.resize(model.bodies.size());
}

void place_joint(const Joint& joint, std::size_t k, Placement& placement) {
  RigidPose turned = placement.joint[k];
  turned.R = turned.R * placement.turn[k];
  placement.body[k + 1] = turned * joint.X_MC;
}

/// Points of all paths in World, the body's columns four rows at a time.
void place_points(const Model& model, const Placement& placement, MuscleGeometry& geometry) {
  const std::size_t points = model.points.size();
  geometry.point.resize(points);
  geometry.body_columns.resize(model.bodies.size());
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    Eigen::Matrix4d& columns = geometry.body_columns[i];
    columns.row(3).setZero();
    columns.topLeftCorner<3, 3>() = placement.body[i].R;
    columns.topRightCorner<3, 1>() = placement.body[i].p;
  }
  for (std::size_t i = 0; i < points; ++i) {
    const Eigen::Matrix4d& columns = geometry.body_columns[model.points[i].body];
    const Vector& at = model.points[i].at;
    const Eigen::Vector4d point = columns.col(3) + columns.col(0) * at.x() +
                                  columns.col(1) * at.y() + columns.col(2) * at.z();
    geometry.point[i] = point.head<3>();
  }
}

/// Lengths, and the line of every segment: its direction and its moment about the world's origin.
void measure_segments(const Model& model, MuscleGeometry& geometry) {
  geometry.length.resize(model.fascicles.size());
  geometry.line.resize(model.points.size());
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const Fascicle& fascicle = model.fascicles[f];
    double length = 0;
    for (std::size_t i = fascicle.first_point; i + 1 < fascicle.first_point + fascicle.points;
         ++i) {
      const Vector& point = geometry.point[i];
      const Vector step = geometry.point[i + 1] - point;
      const double distance = step.norm();
      length += distance;
      // Two points in one place give no direction and pull on nothing.
      const Vector direction = step * (distance > 0 ? 1 / distance : 0.0);
      const Vector moment = point.cross(direction);
      for (Eigen::Index r = 0; r < 3; ++r) {
        geometry.line[i][r] = direction[r];
        geometry.line[i][3 + r] = moment[r];
      }
    }
    geometry.length[f] = length;
  }
}

/// What takes a line to its moment about a joint in the joint's frame: gain R^T (m - p x u).
Eigen::Matrix<double, 4, 6> moment_about(const Joint& joint, const RigidPose& frame) {
  Eigen::Matrix<double, 4, 6> lines = Eigen::Matrix<double, 4, 6>::Zero();
  Matrix across;  // across * u = u x p
  across << 0, frame.p.z(), -frame.p.y(), -frame.p.z(), 0, frame.p.x(), frame.p.y(), -frame.p.x(),
      0;
  const Matrix turn = joint.gain * frame.R.transpose();
  lines.topLeftCorner<3, 3>() = turn * across;
  lines.topRightCorner<3, 3>() = turn;
  return lines;
}

/// Directions of the pull at every crossing, and moment arms. A fascicle's pull turns what hangs
/// on a joint as its line does, one way or the other.
void take_moments(const Model& model, const Placement& placement, MuscleGeometry& geometry) {
  geometry.direction.resize(model.crossings.size());
  geometry.arm.resize(model.arm_block.size());
  double* arms = geometry.arm.empty() ? nullptr : geometry.arm.front().data();
  std::fill_n(arms, 3 * geometry.arm.size(), 0.0);
  geometry.moment_about.resize(model.joints.size());
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].block == kNone) continue;
    geometry.moment_about[k] = moment_about(model.joints[k], placement.joint[k]);
  }
  // Pointers, since the compiler cannot know that no vector moves while arms are written.
  const auto* lines = geometry.line.data();
  const auto* abouts = geometry.moment_about.data();
  Vector* directions = geometry.direction.data();
  for (const Crossing& crossing : model.crossings) {
    const bool onward = crossing.towards > crossing.from;
    const double sign = onward ? 1.0 : -1.0;
    const auto& line = lines[onward ? crossing.from : crossing.towards];
    const auto& about = abouts[crossing.joint];
    const Eigen::Vector4d by_moment =
        about.col(3) * line[3] + about.col(4) * line[4] + about.col(5) * line[5];
    const Eigen::Vector4d by_place =
        about.col(0) * line[0] + about.col(1) * line[1] + about.col(2) * line[2];
    const Eigen::Vector4d moment = sign * (by_moment + by_place);
    *directions++ = sign * line.head<3>();
    double* arm = arms + 3 * crossing.arm;
    for (Eigen::Index axis = 0; axis < 3; ++axis) arm[axis] += moment[axis];
  }
}

}  // namespace

void place(const Model& model, const Posture& posture, Placement& placement) {
  resize(model, placement);
  const LevelArray<Vector> levels = level_rotations(posture);
  placement.body[0] = root_pose(model, posture);
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    const Joint& joint = model.joints[k];
    placement.joint[k] = placement.body[joint.parent] * joint.X_PF;
    placement.turn[k] = joint_turn(model, joint, posture, levels, placement, placement.joint[k].R,
                                   placement.head_com);
    place_joint(joint, k, placement);
  }
}

Placement place(const Model& model, const Posture& posture) {
  Placement placement;
  place(model, posture, placement);
  return placement;
}

void place_turned(const Model& model, Placement& placement) {
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    placement.joint[k] = placement.body[model.joints[k].parent] * model.joints[k].X_PF;
    place_joint(model.joints[k], k, placement);
  }
}

Vector centre_of_mass(const Model& model, const Placement& placement, std::size_t body) {
  if (model.head.joint != kNone && body == model.head.joint + 1) {
    return placement.joint[model.head.joint] * placement.head_com;
  }
  return placement.body[body] * model.bodies[body].com;
}

Vector position(const Placement& placement, const Landmark& landmark) {
  return placement.body[landmark.body] * landmark.at;
}

void measure_muscles(const Model& model, const Placement& placement, MuscleGeometry& geometry) {
  place_points(model, placement, geometry);
  measure_segments(model, geometry);
  take_moments(model, placement, geometry);
}

MuscleGeometry measure_muscles(const Model& model, const Placement& placement) {
  MuscleGeometry geometry;
  measure_muscles(model, placement, geometry);
  return geometry;
}

}  // namespace dorsal::body
