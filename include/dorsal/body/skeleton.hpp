#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>

#include "dorsal/body/joint_rotation.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/body/rhythm.hpp"
#include "dorsal/body/skeleton_geometry.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::body {

/// How one body differs from the norm in neutral, beyond the lengths of its segments. Landmarks
/// show these only together with the posture, so they are estimated with it and carry priors.
enum class Shape : std::size_t {
  spine_length,      // [-] natural logarithm of the spine's length against the geometry's
  shoulder_forward,  // [m] shoulder centres ahead of where the norm has them, thorax
  head_forward,      // [m] head ahead of where the norm has it, neck
  gaze_down,         // [rad] face below the ears, against the norm
};
inline constexpr std::size_t kShapes = 4;

template <class T>
using CoordinateVector = Eigen::Matrix<T, kCoordinates, 1>;
template <class T>
using ShapeVector = Eigen::Matrix<T, kShapes, 1>;

/// The seven true ribs carry the sternum in equal shares, so the girdle follows what T1/T2 .. T6/T7
/// turn with 1/7 .. 6/7 of each; equal shares are expert, and those of models/thoracolumbar.
inline constexpr std::size_t kCageLevels = 6;
constexpr double cage_gain(std::size_t level) {
  return (static_cast<double>(level) + 1.0) / (static_cast<double>(kCageLevels) + 1.0);
}

/// One arm and one leg of a skeleton in the world.
template <class T>
struct LimbPose {
  Eigen::Matrix<T, 3, 1> sternoclavicular, shoulder, elbow, wrist;  // [m] World
  Eigen::Matrix<T, 3, 1> hip, knee, ankle;                          // [m] World
  Eigen::Matrix<T, 3, 3> girdle, upper_arm, forearm, thigh, shank;  // rotation in World
};

/// Every body of a skeleton in the world.
template <class T>
struct SkeletonPose {
  Eigen::Matrix<T, 3, 1> mid_hip;                        // [m] World
  Eigen::Matrix<T, 3, 3> pelvis;                         // rotation in World
  std::array<Eigen::Matrix<T, 3, 1>, kLevels> joint;     // (level) [m] World
  std::array<Eigen::Matrix<T, 3, 3>, kLevels> vertebra;  // (level) of the body above the joint
  std::array<Eigen::Matrix<T, 3, 3>, kLevels> below;     // (level) of the joint itself, neutral
  Eigen::Matrix<T, 3, 3> thorax;                         // T1 turned upright in neutral
  std::array<Eigen::Matrix<T, 3, 1>, kCageLevels> cage_joint;  // (level) [m] World
  std::array<Eigen::Matrix<T, 3, 3>, kCageLevels> cage_below;  // (level) of the joint, neutral
  std::array<Eigen::Matrix<T, 3, 3>, kCageLevels> cage_body;   // (level) above the joint
  Eigen::Matrix<T, 3, 3> cage;                             // top of the cage, upright in neutral
  Eigen::Matrix<T, 3, 1> neck_joint, head_joint, mid_ear;  // [m] World
  Eigen::Matrix<T, 3, 3> neck, head, face;                 // rotation in World
  LimbPose<T> left, right;
};

template <class T>
using SkeletonLandmarks = std::array<Eigen::Matrix<T, 3, 1>, pose::kLandmarks>;  // [m] World

/// A person's kinematic skeleton: pelvis, seventeen joints of the spine, neck, head, girdles,
/// arms and legs. Constant; every function is a pure one of the coordinates.
class Skeleton {
 public:
  explicit Skeleton(const Person& person, const SegmentScale& scale = {})
      : geometry_(skeleton_geometry(person, scale)) {}

  [[nodiscard]] const SkeletonGeometry& geometry() const { return geometry_; }

  /// Where every body is.
  /// @param q      [m] or [rad], in the order of Coordinate; T is double or ceres::Jet
  /// @param shape  in the order of Shape
  template <class T>
  [[nodiscard]] SkeletonPose<T> pose(const CoordinateVector<T>& q,
                                     const ShapeVector<T>& shape) const;

  /// Where the landmarks of a body in that pose are.
  template <class T>
  [[nodiscard]] SkeletonLandmarks<T> landmarks(const SkeletonPose<T>& pose) const;

  /// Landmarks of the norm's shape in a posture. [m] World
  [[nodiscard]] SkeletonLandmarks<double> landmarks(const Posture& posture) const {
    return landmarks(pose<double>(posture.q, ShapeVector<double>::Zero()));
  }

 private:
  SkeletonGeometry geometry_;
};

}  // namespace dorsal::body

#include "dorsal/body/skeleton_kinematics.hpp"  // IWYU pragma: export
