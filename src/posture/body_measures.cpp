#include "body_measures.hpp"

#include <Eigen/Geometry>
#include <cmath>

#include "body_axes.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using Vector3 = Eigen::Vector3d;
using Values = Eigen::Matrix<double, static_cast<int>(kMeasures), 1>;

double& at(Values& values, Measure m) { return values[static_cast<Eigen::Index>(m)]; }
double at(const Parameters& x, Coordinate c) { return x[static_cast<Eigen::Index>(c)]; }

Vector3 middle(const Vector3& a, const Vector3& b) { return 0.5 * (a + b); }

void set_lines(const body::SkeletonPose<double>& pose, const Vector3& shoulders, Values& values) {
  const GroundAxes axes = ground_axes(pose);
  const Vector3 trunk = shoulders - pose.mid_hip;
  at(values, Measure::trunk_inclination) = std::atan2(trunk.dot(axes.forward), trunk.y());
  at(values, Measure::trunk_lateral_bend) = std::atan2(trunk.dot(axes.right), trunk.y());
  const Vector3 ear = pose.mid_ear - shoulders;
  at(values, Measure::head_inclination) = std::atan2(ear.dot(axes.forward), ear.y());
  at(values, Measure::head_forward) = ear.dot(axes.forward);
  const Vector3 across = pose.right.shoulder - pose.left.shoulder;
  at(values, Measure::shoulder_asymmetry) = std::asin(-across.y() / across.norm());
}

/// Shoulder line against hip line about the trunk's own line, to the left +.
double twist(const body::SkeletonPose<double>& pose, const Vector3& up) {
  const Vector3 shoulders = pose.right.shoulder - pose.left.shoulder;
  const Vector3 hips = pose.right.hip - pose.left.hip;
  const Vector3 from = hips - up * up.dot(hips);
  const Vector3 to = shoulders - up * up.dot(shoulders);
  return std::atan2(up.dot(from.cross(to)), from.dot(to));
}

/// The head's own upright against the trunk's line, in the plane of the trunk. At neutral the line
/// leans back a little, which is taken off by the caller.
double head_against(const body::SkeletonPose<double>& pose, const Vector3& up) {
  const Vector3 across = pose.thorax.col(2);
  const Vector3 right = (across - up * up.dot(across)).normalized();
  const Vector3 forward = up.cross(right);
  const Vector3 head = pose.head.col(1);
  return std::atan2(head.dot(forward), head.dot(up));
}

double neutral_head_against(const body::Skeleton& skeleton) {
  const auto pose = skeleton.pose<double>(body::CoordinateVector<double>::Zero(),
                                          body::ShapeVector<double>::Zero());
  const Vector3 up = middle(pose.left.shoulder, pose.right.shoulder) - pose.mid_hip;
  return head_against(pose, up.normalized());
}

}  // namespace

GroundAxes ground_axes(const body::SkeletonPose<double>& pose) {
  Vector3 right = pose.pelvis.col(2) + pose.thorax.col(2);
  right.y() = 0;
  const double length = right.norm();
  // Lying on the side, no heading is left; any one will do, since the view then hides the rest.
  right = length > 1e-6 ? Vector3(right / length) : Vector3(Vector3::UnitZ());
  return {Vector3::UnitY().cross(right), right};
}

Values measures_of(const body::Skeleton& skeleton, const Parameters& x) {
  const auto pose = skeleton.pose<double>(x.head<static_cast<int>(body::kCoordinates)>(),
                                          x.tail<static_cast<int>(body::kShapes)>());
  const Vector3 shoulders = middle(pose.left.shoulder, pose.right.shoulder);
  const Vector3 up = (shoulders - pose.mid_hip).normalized();
  Values values;
  set_lines(pose, shoulders, values);
  at(values, Measure::trunk_twist) = twist(pose, up);
  at(values, Measure::lumbar_flexion) = at(x, Coordinate::lumbar_flexion);
  at(values, Measure::thoracic_flexion) = at(x, Coordinate::thoracic_flexion);
  at(values, Measure::pelvis_tilt) = at(x, Coordinate::pelvis_tilt);
  at(values, Measure::neck_flexion) = head_against(pose, up) - neutral_head_against(skeleton);
  at(values, Measure::left_upper_arm_elevation) =
      angle_between(pose.left.elbow - pose.left.shoulder, -up);
  at(values, Measure::right_upper_arm_elevation) =
      angle_between(pose.right.elbow - pose.right.shoulder, -up);
  at(values, Measure::left_elbow_flexion) = at(x, Coordinate::left_elbow_flexion);
  at(values, Measure::right_elbow_flexion) = at(x, Coordinate::right_elbow_flexion);
  at(values, Measure::shoulder_protraction) = 0.5 * (at(x, Coordinate::left_girdle_protraction) +
                                                     at(x, Coordinate::right_girdle_protraction));
  return values;
}

}  // namespace dorsal::posture
