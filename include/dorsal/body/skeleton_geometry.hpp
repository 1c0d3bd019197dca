#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>

#include "dorsal/base/units.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::body {

/// Lengths of a person's segments against those of the norm for height and sex. One value for
/// left and right.
struct SegmentScale {
  double spine = 1.0;      // mid hip to C7/T1 and to the sternoclavicular joints
  double shoulders = 1.0;  // breadth
  double hips = 1.0;       // breadth
  double head = 1.0;       // neck and head
  double upper_arm = 1.0;
  double forearm = 1.0;  // with the hand
  double thigh = 1.0;
  double shank = 1.0;  // with the foot
};

/// Height of the body whose figures the skeleton is built from: a man of median size.
/// @source Bruno 2015, doi:10.1115/1.4030408
inline constexpr Length kModelHeight = metres(1.75);

/// A joint of the spine in neutral standing.
struct NeutralJoint {
  Eigen::Vector3d
      offset;       // [m] from the joint below (L5/S1: from mid hip), frame of the body below
  double rotation;  // [rad] of the body above against the body below, extension +
};

/// Where everything is in neutral, right side; the left is its mirror image. Each point in the
/// frame of the body it is fixed to.
struct SkeletonGeometry {
  LevelArray<NeutralJoint> spine;    // (level) T1/T2 .. L5/S1
  Eigen::Vector3d neck;              // [m] C7/T1, frame of T1
  double neck_rotation;              // [rad] turns the frame of T1 upright in neutral
  Eigen::Vector3d sternoclavicular;  // [m] from the joint T1/T2, upright thorax
  Eigen::Vector3d shoulder;          // [m] from the sternoclavicular joint, upright thorax
  Eigen::Vector3d hip;               // [m] from mid hip, pelvis
  Eigen::Vector3d head_joint;        // [m] skull on the atlas, from C7/T1, neck
  Eigen::Vector3d ear;               // [m] tragion, from the head joint, head
  Eigen::Vector3d nose, eye_inner, eye, eye_outer, mouth;  // [m] from mid ear, head
  double upper_arm, forearm, thigh, shank;                 // [m]
  Eigen::Vector3d pinky, index, thumb;                     // [m] from the wrist, forearm
  Eigen::Vector3d heel, foot_index;                        // [m] from the ankle, shank
};

/// The norm of height and sex, with its segments scaled.
[[nodiscard]] SkeletonGeometry skeleton_geometry(const Person& person,
                                                 const SegmentScale& scale = {});

}  // namespace dorsal::body
