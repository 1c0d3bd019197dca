#pragma once

// Bodies of the templates of skeleton.hpp; include that.
#include <cmath>

#include "dorsal/body/skeleton.hpp"

namespace dorsal::body::detail {

template <class T>
const T& at(const CoordinateVector<T>& q, Coordinate c) {
  return q[static_cast<Eigen::Index>(c)];
}

/// Value of a coordinate of one side: the one given is the left one's, the right arm's stand
/// `right_arm_shift`, the right leg's three places on.
template <class T>
const T& side(const CoordinateVector<T>& q, Coordinate left, bool is_left, Eigen::Index shift) {
  return q[static_cast<Eigen::Index>(left) + (is_left ? 0 : shift)];
}

inline constexpr Eigen::Index kRightArm = 6;  // places from a left arm's coordinate to the right's
inline constexpr Eigen::Index kRightLeg = 3;

/// The point of one side: right as it stands, left mirrored.
template <class T>
Eigen::Matrix<T, 3, 1> mirrored(const Eigen::Vector3d& right, bool is_left) {
  return {T(right.x()), T(right.y()), T(is_left ? -right.z() : right.z())};
}

template <class T>
Eigen::Matrix<T, 3, 1> cast(const Eigen::Vector3d& v) {
  return v.cast<T>();
}

template <class T>
void place_spine(const SkeletonGeometry& g, const CoordinateVector<T>& q, const T& length,
                 SkeletonPose<T>& pose) {
  using C = Coordinate;
  using V = Eigen::Matrix<T, 3, 1>;
  const V thoracic(at(q, C::thoracic_flexion), at(q, C::thoracic_lateral_bend),
                   at(q, C::thoracic_axial_rotation));
  const V lumbar(at(q, C::lumbar_flexion), at(q, C::lumbar_lateral_bend),
                 at(q, C::lumbar_axial_rotation));
  V origin = pose.mid_hip;
  Eigen::Matrix<T, 3, 3> R = pose.pelvis;
  for (std::size_t level = kLevels; level-- > 0;) {
    origin += R * (cast<T>(g.spine[level].offset) * length);
    pose.joint[level] = origin;
    pose.below[level] = R * rotation_about_z(g.spine[level].rotation).template cast<T>();
    const V& region = level < kThoracicLevels ? thoracic : lumbar;
    R = pose.below[level] * joint_rotation<T>(cast<T>(rhythm_shares()[level]).cwiseProduct(region));
    pose.vertebra[level] = R;
  }
  pose.thorax = R * rotation_about_z(g.neck_rotation).template cast<T>();
  pose.neck_joint = origin + R * (cast<T>(g.neck) * length);
}

/// The top of the cage: the spine from T7 up as it would stand if every joint turned with its gain.
template <class T>
void place_cage(const SkeletonGeometry& g, const CoordinateVector<T>& q, const T& length,
                SkeletonPose<T>& pose) {
  using C = Coordinate;
  const Eigen::Matrix<T, 3, 1> thoracic(at(q, C::thoracic_flexion), at(q, C::thoracic_lateral_bend),
                                        at(q, C::thoracic_axial_rotation));
  Eigen::Matrix<T, 3, 1> origin = pose.joint[kCageLevels];
  Eigen::Matrix<T, 3, 3> R = pose.vertebra[kCageLevels];
  for (std::size_t level = kCageLevels; level-- > 0;) {
    origin += R * (cast<T>(g.spine[level].offset) * length);
    pose.cage_joint[level] = origin;
    pose.cage_below[level] = R * rotation_about_z(g.spine[level].rotation).template cast<T>();
    const Eigen::Vector3d share = cage_gain(level) * rhythm_shares()[level];
    R = pose.cage_below[level] * joint_rotation<T>(cast<T>(share).cwiseProduct(thoracic));
    pose.cage_body[level] = R;
  }
  pose.cage = R * rotation_about_z(g.neck_rotation).template cast<T>();
}

template <class T>
void place_head(const SkeletonGeometry& g, const CoordinateVector<T>& q,
                const ShapeVector<T>& shape, SkeletonPose<T>& pose) {
  using C = Coordinate;
  using V = Eigen::Matrix<T, 3, 1>;
  const V neck(at(q, C::neck_flexion), at(q, C::neck_lateral_bend), at(q, C::neck_axial_rotation));
  const V head(at(q, C::head_flexion), at(q, C::head_lateral_bend), at(q, C::head_axial_rotation));
  const V forward(shape[static_cast<Eigen::Index>(Shape::head_forward)], T(0), T(0));
  pose.neck = pose.thorax * joint_rotation<T>(neck);
  pose.head_joint = pose.neck_joint + pose.neck * (cast<T>(g.head_joint) + forward);
  pose.head = pose.neck * joint_rotation<T>(head);
  pose.mid_ear = pose.head_joint + pose.head * V(T(g.ear.x()), T(g.ear.y()), T(0));
  pose.face = pose.head * rotation_about_z(T(-shape[static_cast<Eigen::Index>(Shape::gaze_down)]));
}

template <class T>
void place_limbs(const SkeletonGeometry& g, const CoordinateVector<T>& q, const T& length,
                 const T& shoulder_forward, bool is_left, const SkeletonPose<T>& pose,
                 LimbPose<T>& limb) {
  using C = Coordinate;
  using V = Eigen::Matrix<T, 3, 1>;
  const T sign(is_left ? -1 : 1);  // the left side is the mirror image
  const auto arm = [&](C c) { return side(q, c, is_left, kRightArm); };
  const auto leg = [&](C c) { return side(q, c, is_left, kRightLeg); };
  V root = mirrored<T>(g.sternoclavicular, is_left);
  root.x() *= length;
  root.y() *= length;
  limb.sternoclavicular = pose.cage_joint[0] + pose.cage * root;
  limb.girdle = pose.cage * rotation_about_y(T(sign * arm(C::left_girdle_protraction))) *
                rotation_about_x(T(-sign * arm(C::left_girdle_elevation)));
  V clavicle = mirrored<T>(g.shoulder, is_left);
  clavicle.x() += shoulder_forward;
  limb.shoulder = limb.sternoclavicular + limb.girdle * clavicle;
  limb.upper_arm = pose.thorax * rotation_about_z(arm(C::left_shoulder_flexion)) *
                   rotation_about_x(T(-sign * arm(C::left_shoulder_abduction))) *
                   rotation_about_y(T(sign * arm(C::left_shoulder_rotation)));
  limb.elbow = limb.shoulder - limb.upper_arm.col(1) * T(g.upper_arm);
  limb.forearm = limb.upper_arm * rotation_about_z(arm(C::left_elbow_flexion));
  limb.wrist = limb.elbow - limb.forearm.col(1) * T(g.forearm);
  limb.hip = pose.mid_hip + pose.pelvis * mirrored<T>(g.hip, is_left);
  limb.thigh = pose.pelvis * rotation_about_z(leg(C::left_hip_flexion)) *
               rotation_about_x(T(-sign * leg(C::left_hip_abduction)));
  limb.knee = limb.hip - limb.thigh.col(1) * T(g.thigh);
  limb.shank = limb.thigh * rotation_about_z(T(-leg(C::left_knee_flexion)));
  limb.ankle = limb.knee - limb.shank.col(1) * T(g.shank);
}

template <class T>
void put_side(const SkeletonGeometry& g, const SkeletonPose<T>& pose, bool is_left,
              SkeletonLandmarks<T>& points) {
  using L = pose::Landmark;
  const LimbPose<T>& limb = is_left ? pose.left : pose.right;
  const auto set = [&](L left, L right, const Eigen::Matrix<T, 3, 1>& p) {
    points[static_cast<std::size_t>(is_left ? left : right)] = p;
  };
  const auto face = [&](const Eigen::Vector3d& p) -> Eigen::Matrix<T, 3, 1> {
    return pose.mid_ear + pose.face * mirrored<T>(p, is_left);
  };
  const auto on = [&](const Eigen::Matrix<T, 3, 1>& o, const Eigen::Matrix<T, 3, 3>& R,
                      const Eigen::Vector3d& p) -> Eigen::Matrix<T, 3, 1> {
    return o + R * mirrored<T>(p, is_left);
  };
  set(L::left_ear, L::right_ear, on(pose.mid_ear, pose.head, Eigen::Vector3d(0.0, 0.0, g.ear.z())));
  set(L::left_eye_inner, L::right_eye_inner, face(g.eye_inner));
  set(L::left_eye, L::right_eye, face(g.eye));
  set(L::left_eye_outer, L::right_eye_outer, face(g.eye_outer));
  set(L::mouth_left, L::mouth_right, face(g.mouth));
  set(L::left_shoulder, L::right_shoulder, limb.shoulder);
  set(L::left_elbow, L::right_elbow, limb.elbow);
  set(L::left_wrist, L::right_wrist, limb.wrist);
  set(L::left_pinky, L::right_pinky, on(limb.wrist, limb.forearm, g.pinky));
  set(L::left_index, L::right_index, on(limb.wrist, limb.forearm, g.index));
  set(L::left_thumb, L::right_thumb, on(limb.wrist, limb.forearm, g.thumb));
  set(L::left_hip, L::right_hip, limb.hip);
  set(L::left_knee, L::right_knee, limb.knee);
  set(L::left_ankle, L::right_ankle, limb.ankle);
  set(L::left_heel, L::right_heel, on(limb.ankle, limb.shank, g.heel));
  set(L::left_foot_index, L::right_foot_index, on(limb.ankle, limb.shank, g.foot_index));
}

}  // namespace dorsal::body::detail

namespace dorsal::body {

template <class T>
SkeletonPose<T> Skeleton::pose(const CoordinateVector<T>& q, const ShapeVector<T>& shape) const {
  using std::exp;
  using C = Coordinate;
  const T length = exp(shape[static_cast<Eigen::Index>(Shape::spine_length)]);
  const T forward = shape[static_cast<Eigen::Index>(Shape::shoulder_forward)];
  SkeletonPose<T> pose;
  pose.mid_hip = Eigen::Matrix<T, 3, 1>(q[0], q[1], q[2]);
  pose.pelvis =
      pelvis_rotation_matrix<T>(detail::at(q, C::pelvis_rotation), detail::at(q, C::pelvis_list),
                                detail::at(q, C::pelvis_tilt));
  detail::place_spine(geometry_, q, length, pose);
  detail::place_cage(geometry_, q, length, pose);
  detail::place_head(geometry_, q, shape, pose);
  detail::place_limbs(geometry_, q, length, forward, true, pose, pose.left);
  detail::place_limbs(geometry_, q, length, forward, false, pose, pose.right);
  return pose;
}

template <class T>
SkeletonLandmarks<T> Skeleton::landmarks(const SkeletonPose<T>& pose) const {
  SkeletonLandmarks<T> points;
  points[static_cast<std::size_t>(pose::Landmark::nose)] =
      pose.mid_ear + pose.face * detail::cast<T>(geometry_.nose);
  detail::put_side(geometry_, pose, true, points);
  detail::put_side(geometry_, pose, false, points);
  return points;
}

}  // namespace dorsal::body
