#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <optional>

#include "body_axes.hpp"
#include "dorsal/body/joint_rotation.hpp"
#include "fit.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

// Trunk length where hips or shoulders are missing. [m] expert
constexpr double kTrunk = 0.48;

std::optional<Vector3> seen(const Observations& observations, L landmark) {
  const Observation& o = at(observations, landmark);
  if (!o.used) return std::nullopt;
  return o.at;
}

/// The middle of two landmarks, or the one that is there.
std::optional<Vector3> middle(const Observations& observations, L a, L b) {
  const auto p = seen(observations, a), q = seen(observations, b);
  if (p && q) return Vector3(0.5 * (*p + *q));
  return p ? p : q;
}

std::optional<Vector3> line(const Observations& observations, L from, L to) {
  const auto p = seen(observations, from), q = seen(observations, to);
  if (!p || !q) return std::nullopt;
  return Vector3(*q - *p);
}

/// Axes of the trunk: columns forward, up along the trunk, right.
Eigen::Matrix3d trunk_axes(const Vector3& up, const Vector3& right) {
  Eigen::Matrix3d R;
  const Vector3 y = up.normalized();
  const Vector3 x = y.cross(right).normalized();
  R << x, y, x.cross(y);
  return R;
}

struct Swing {
  double flexion, abduction;
};

/// Flexion and abduction that bring a limb from hanging down to `along`.
Swing swing_of(const Vector3& along, bool is_left) {
  const Vector3 v = along.normalized();
  const double out = is_left ? -v.z() : v.z();
  return {std::atan2(v.x(), -v.y()), std::asin(std::clamp(out, -1.0, 1.0))};
}

void guess_arm(const Observations& observations, const Eigen::Matrix3d& trunk, bool is_left,
               Parameters& x) {
  const auto upper = is_left ? line(observations, L::left_shoulder, L::left_elbow)
                             : line(observations, L::right_shoulder, L::right_elbow);
  if (!upper || upper->norm() < 1e-6) return;
  const Eigen::Index first =
      index(is_left ? Coordinate::left_shoulder_flexion : Coordinate::right_shoulder_flexion);
  const Swing swing = swing_of(trunk.transpose() * *upper, is_left);
  x[first] = swing.flexion;
  x[first + 1] = swing.abduction;
  const auto fore = is_left ? line(observations, L::left_elbow, L::left_wrist)
                            : line(observations, L::right_elbow, L::right_wrist);
  if (!fore || fore->norm() < 1e-6) return;
  x[first + 3] = angle_between(*upper, *fore);
  if (std::sin(x[first + 3]) < 0.2) return;  // a straight arm shows no rotation
  const double sign = is_left ? -1.0 : 1.0;
  const Eigen::Matrix3d arm = trunk * body::rotation_about_z(swing.flexion) *
                              body::rotation_about_x(-sign * swing.abduction);
  const Vector3 v = arm.transpose() * *fore;
  x[first + 2] = std::clamp(std::atan2(-sign * v.z(), v.x()), -1.7, 1.7);
}

void guess_leg(const Observations& observations, const Eigen::Matrix3d& pelvis, bool is_left,
               Parameters& x) {
  const auto thigh = is_left ? line(observations, L::left_hip, L::left_knee)
                             : line(observations, L::right_hip, L::right_knee);
  if (!thigh || thigh->norm() < 1e-6) return;
  const Eigen::Index first =
      index(is_left ? Coordinate::left_hip_flexion : Coordinate::right_hip_flexion);
  const Swing swing = swing_of(pelvis.transpose() * *thigh, is_left);
  x[first] = swing.flexion;
  x[first + 1] = std::clamp(swing.abduction, -0.5, 1.0);
  const auto shank = is_left ? line(observations, L::left_knee, L::left_ankle)
                             : line(observations, L::right_knee, L::right_ankle);
  if (shank && shank->norm() > 1e-6) x[first + 2] = angle_between(*thigh, *shank);
}

/// Turns the neck and head towards where the nose points.
void guess_head(const Observations& observations, const Vector3& forward, const Vector3& right,
                Parameters& x) {
  const auto ears = middle(observations, L::left_ear, L::right_ear);
  const auto nose = seen(observations, L::nose);
  if (!ears || !nose || level(*nose - *ears).norm() < kShortestHeading) return;
  const Vector3 gaze = level(*nose - *ears);
  const double left = std::atan2(-gaze.dot(right), gaze.dot(forward));
  x[index(Coordinate::neck_axial_rotation)] = std::clamp(0.4 * left, -0.6, 0.6);
  x[index(Coordinate::head_axial_rotation)] = std::clamp(0.6 * left, -0.8, 0.8);
}

}  // namespace

Parameters first_guess(const Observations& observations, const Prior& prior) {
  Parameters x = prior.mean;
  const Vector3 right = rightwards(observations).value_or(Vector3::UnitZ());
  const Vector3 forward = Vector3::UnitY().cross(right);
  x[index(Coordinate::pelvis_rotation)] = std::atan2(-forward.z(), forward.x());
  const auto hips = middle(observations, L::left_hip, L::right_hip);
  const auto shoulders = middle(observations, L::left_shoulder, L::right_shoulder);
  Vector3 root = Vector3::Zero();
  if (hips)
    root = *hips;
  else if (shoulders)
    root = *shoulders - kTrunk * Vector3::UnitY();
  x.head<3>() = root;
  const Vector3 up = shoulders && hips && (*shoulders - *hips).norm() > 0.1
                         ? Vector3(*shoulders - *hips)
                         : Vector3(Vector3::UnitY());
  x[index(Coordinate::pelvis_tilt)] += 0.6 * std::atan2(up.dot(forward), up.y());
  x[index(Coordinate::lumbar_flexion)] += 0.4 * std::atan2(up.dot(forward), up.y());
  x[index(Coordinate::thoracic_lateral_bend)] = 0.7 * std::atan2(up.dot(right), up.y());
  const Eigen::Matrix3d trunk = trunk_axes(up, right);
  const Eigen::Matrix3d pelvis = body::pelvis_rotation_matrix(
      x[index(Coordinate::pelvis_rotation)], 0.0, x[index(Coordinate::pelvis_tilt)]);
  for (const bool is_left : {true, false}) {
    guess_arm(observations, trunk, is_left, x);
    guess_leg(observations, pelvis, is_left, x);
  }
  guess_head(observations, forward, right, x);
  return x;
}

}  // namespace dorsal::posture
