#include "dorsal/body/skeleton_derivative.hpp"

#include <Eigen/Geometry>
#include <cmath>

namespace dorsal::body {
namespace {

using C = Coordinate;
using L = pose::Landmark;

constexpr std::size_t index(C c) { return static_cast<std::size_t>(c); }
constexpr Eigen::Index column(Shape s) {
  return static_cast<Eigen::Index>(kCoordinates) + static_cast<Eigen::Index>(s);
}
C shifted(C left, bool is_left, Eigen::Index places) {
  return static_cast<C>(index(left) + static_cast<std::size_t>(is_left ? 0 : places));
}
C arm(C left, bool is_left) { return shifted(left, is_left, detail::kRightArm); }
C leg(C left, bool is_left) { return shifted(left, is_left, detail::kRightLeg); }

/// Axis of the second of three turns, after the first about -z (flexion) or +z (swing).
Eigen::Vector3d second_axis(const Eigen::Matrix3d& below, double turn_about_z) {
  return below.col(0) * std::cos(turn_about_z) + below.col(1) * std::sin(turn_about_z);
}

}  // namespace

SkeletonDerivative::SkeletonDerivative(const CoordinateVector<double>& q,
                                       const SkeletonPose<double>& pose)
    : pose_(pose) {
  const double heading = detail::at(q, C::pelvis_rotation);
  set(C::pelvis_rotation, Eigen::Vector3d::UnitY(), pose.mid_hip);
  set(C::pelvis_list, Eigen::Vector3d(std::cos(heading), 0.0, -std::sin(heading)), pose.mid_hip);
  set(C::pelvis_tilt, -pose.pelvis.col(2), pose.mid_hip);
  set_spine(q);
  set_cage(q);
  set_ball(C::neck_flexion, pose.thorax, pose.neck, detail::at(q, C::neck_flexion),
           pose.neck_joint);
  set_ball(C::head_flexion, pose.neck, pose.head, detail::at(q, C::head_flexion), pose.head_joint);
  set_limb(true, q);
  set_limb(false, q);
}

/// The three axes of one level, each with its share, added to the region's screws.
void SkeletonDerivative::add_level(Screw* screws, const Eigen::Matrix3d& below,
                                   const Eigen::Matrix3d& above, const Eigen::Vector3d& share,
                                   double flexion, const Eigen::Vector3d& through) {
  add(screws[0], -below.col(2) * share[0], through);
  add(screws[1], second_axis(below, -flexion * share[0]) * share[1], through);
  add(screws[2], above.col(1) * share[2], through);
}

void SkeletonDerivative::set_spine(const CoordinateVector<double>& q) {
  const auto& shares = rhythm_shares();
  for (std::size_t level = 0; level < kLevels; ++level) {
    const C first = level < kThoracicLevels ? C::thoracic_flexion : C::lumbar_flexion;
    add_level(&screws_[index(first)], pose_.below[level], pose_.vertebra[level], shares[level],
              detail::at(q, first), pose_.joint[level]);
  }
}

void SkeletonDerivative::set_cage(const CoordinateVector<double>& q) {
  const auto& shares = rhythm_shares();
  const double flexion = detail::at(q, C::thoracic_flexion);
  for (std::size_t level = 0; level < kThoracicLevels; ++level) {
    if (level < kCageLevels) {
      add_level(cage_.data(), pose_.cage_below[level], pose_.cage_body[level],
                cage_gain(level) * shares[level], flexion, pose_.cage_joint[level]);
    } else {
      add_level(cage_.data(), pose_.below[level], pose_.vertebra[level], shares[level], flexion,
                pose_.joint[level]);
    }
  }
}

void SkeletonDerivative::set(C c, const Eigen::Vector3d& axis, const Eigen::Vector3d& through) {
  screws_[index(c)] = {};
  add(screws_[index(c)], axis, through);
}

void SkeletonDerivative::add(Screw& screw, const Eigen::Vector3d& axis,
                             const Eigen::Vector3d& through) {
  screw.axis += axis;
  screw.shift -= axis.cross(through);
}

void SkeletonDerivative::set_ball(C first, const Eigen::Matrix3d& below,
                                  const Eigen::Matrix3d& above, double flexion,
                                  const Eigen::Vector3d& through) {
  set(first, -below.col(2), through);
  set(static_cast<C>(index(first) + 1), second_axis(below, -flexion), through);
  set(static_cast<C>(index(first) + 2), above.col(1), through);
}

void SkeletonDerivative::set_limb(bool is_left, const CoordinateVector<double>& q) {
  const LimbPose<double>& limb = is_left ? pose_.left : pose_.right;
  const double sign = is_left ? -1.0 : 1.0;
  const Eigen::Matrix3d& thorax = pose_.thorax;
  set(arm(C::left_girdle_protraction, is_left), pose_.cage.col(1) * sign, limb.sternoclavicular);
  set(arm(C::left_girdle_elevation, is_left), -sign * limb.girdle.col(0), limb.sternoclavicular);
  const C flexion = arm(C::left_shoulder_flexion, is_left);
  set(flexion, thorax.col(2), limb.shoulder);
  set(arm(C::left_shoulder_abduction, is_left), -sign * second_axis(thorax, detail::at(q, flexion)),
      limb.shoulder);
  set(arm(C::left_shoulder_rotation, is_left), sign * limb.upper_arm.col(1), limb.shoulder);
  set(arm(C::left_elbow_flexion, is_left), limb.upper_arm.col(2), limb.elbow);
  const C hip = leg(C::left_hip_flexion, is_left);
  set(hip, pose_.pelvis.col(2), limb.hip);
  set(leg(C::left_hip_abduction, is_left), -sign * second_axis(pose_.pelvis, detail::at(q, hip)),
      limb.hip);
  set(leg(C::left_knee_flexion, is_left), -limb.thigh.col(2), limb.knee);
}

void SkeletonDerivative::fill(PointDerivative& J, C first, C last,
                              const Eigen::Vector3d& at) const {
  for (std::size_t c = index(first); c <= index(last); ++c) {
    J.col(static_cast<Eigen::Index>(c)) = screws_[c].axis.cross(at) + screws_[c].shift;
  }
}

void SkeletonDerivative::fill_trunk(PointDerivative& J, const Eigen::Vector3d& at,
                                    const Eigen::Vector3d& carried) const {
  J.leftCols<3>().setIdentity();
  fill(J, C::pelvis_rotation, C::thoracic_axial_rotation, at);
  J.col(column(Shape::spine_length)) = carried - pose_.mid_hip;
}

/// Thoracic coordinates move the shoulder with the cage, and turn the arm with T1.
void SkeletonDerivative::fill_cage(PointDerivative& J, const Eigen::Vector3d& shoulder,
                                   const Eigen::Vector3d& at) const {
  for (std::size_t i = 0; i < cage_.size(); ++i) {
    const std::size_t c = index(C::thoracic_flexion) + i;
    J.col(static_cast<Eigen::Index>(c)) =
        cage_[i].axis.cross(shoulder) + cage_[i].shift + screws_[c].axis.cross(at - shoulder);
  }
}

PointDerivative SkeletonDerivative::of_thorax_point(const Eigen::Vector3d& at) const {
  PointDerivative J = PointDerivative::Zero();
  fill_trunk(J, at, at);
  return J;
}

PointDerivative SkeletonDerivative::of_head_point(const Eigen::Vector3d& at, bool on_face) const {
  PointDerivative J = PointDerivative::Zero();
  fill_trunk(J, at, pose_.neck_joint);
  fill(J, C::neck_flexion, C::head_axial_rotation, at);
  J.col(column(Shape::head_forward)) = pose_.neck.col(0);
  if (on_face) J.col(column(Shape::gaze_down)) = -pose_.head.col(2).cross(at - pose_.mid_ear);
  return J;
}

PointDerivative SkeletonDerivative::of_arm_point(const Eigen::Vector3d& at, bool is_left,
                                                 int joints) const {
  const LimbPose<double>& limb = is_left ? pose_.left : pose_.right;
  PointDerivative J = PointDerivative::Zero();
  // The breadth between the sternoclavicular joints does not grow with the spine.
  const Eigen::Vector3d across = pose_.cage.col(2);
  const double breadth = across.dot(limb.sternoclavicular - pose_.cage_joint[0]);
  fill_trunk(J, at, limb.sternoclavicular - across * breadth);
  fill_cage(J, limb.shoulder, at);
  fill(J, arm(C::left_girdle_elevation, is_left), arm(C::left_girdle_protraction, is_left),
       limb.shoulder);
  if (joints > 0) {
    fill(J, arm(C::left_shoulder_flexion, is_left), arm(C::left_shoulder_rotation, is_left), at);
  }
  if (joints > 1) {
    const C elbow = arm(C::left_elbow_flexion, is_left);
    fill(J, elbow, elbow, at);
  }
  J.col(column(Shape::shoulder_forward)) = limb.girdle.col(0);
  return J;
}

PointDerivative SkeletonDerivative::of_leg_point(const Eigen::Vector3d& at, bool is_left,
                                                 int joints) const {
  PointDerivative J = PointDerivative::Zero();
  J.leftCols<3>().setIdentity();
  fill(J, C::pelvis_rotation, C::pelvis_tilt, at);
  if (joints > 0) {
    fill(J, leg(C::left_hip_flexion, is_left), leg(C::left_hip_abduction, is_left), at);
  }
  if (joints > 1) {
    const C knee = leg(C::left_knee_flexion, is_left);
    fill(J, knee, knee, at);
  }
  return J;
}

PointDerivative SkeletonDerivative::of(L landmark, const Eigen::Vector3d& at) const {
  const auto i = static_cast<std::size_t>(landmark);
  if (landmark == L::left_ear || landmark == L::right_ear) return of_head_point(at, false);
  if (i < static_cast<std::size_t>(L::left_shoulder)) return of_head_point(at, true);
  const bool is_left = i % 2 == 1;  // from the shoulders on, left is odd
  if (i <= static_cast<std::size_t>(L::right_shoulder)) return of_arm_point(at, is_left, 0);
  if (i <= static_cast<std::size_t>(L::right_elbow)) return of_arm_point(at, is_left, 1);
  if (i < static_cast<std::size_t>(L::left_hip)) return of_arm_point(at, is_left, 2);
  if (i <= static_cast<std::size_t>(L::right_hip)) return of_leg_point(at, is_left, 0);
  if (i <= static_cast<std::size_t>(L::right_knee)) return of_leg_point(at, is_left, 1);
  return of_leg_point(at, is_left, 2);
}

TurnDerivative SkeletonDerivative::of_head_turn() const {
  TurnDerivative J = TurnDerivative::Zero();
  for (std::size_t c = index(C::pelvis_rotation); c <= index(C::head_axial_rotation); ++c) {
    J.col(static_cast<Eigen::Index>(c)) = screws_[c].axis;
  }
  return J;
}

}  // namespace dorsal::body
