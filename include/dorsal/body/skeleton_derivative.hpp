#pragma once

#include <Eigen/Core>
#include <array>

#include "dorsal/body/skeleton.hpp"

namespace dorsal::body {

/// Coordinates, then shape.
inline constexpr std::size_t kSkeletonParameters = kCoordinates + kShapes;

/// (axis, parameter) [m] per [m], [rad] or [-]
using PointDerivative = Eigen::Matrix<double, 3, static_cast<int>(kSkeletonParameters)>;
/// (axis, parameter) of a body's small turn in the world, [rad] per [rad]
using TurnDerivative = PointDerivative;

/// How points and bodies of a skeleton move with its coordinates and shape, in one pose. The
/// geometric derivative: the axis of every joint crossed with the arm to the point; it agrees with
/// automatic differentiation of Skeleton::pose and is some fifty times as fast.
class SkeletonDerivative {
 public:
  SkeletonDerivative(const CoordinateVector<double>& q, const SkeletonPose<double>& pose);

  /// @param at  [m] World, where the landmark is in the pose
  [[nodiscard]] PointDerivative of(pose::Landmark landmark, const Eigen::Vector3d& at) const;
  /// Of a point between T1 and the neck that no neck coordinate moves.
  [[nodiscard]] PointDerivative of_thorax_point(const Eigen::Vector3d& at) const;
  [[nodiscard]] TurnDerivative of_head_turn() const;

 private:
  /// Velocity of a point at p of a body that turns: axis x p + shift.
  struct Screw {
    Eigen::Vector3d axis = Eigen::Vector3d::Zero();
    Eigen::Vector3d shift = Eigen::Vector3d::Zero();
  };
  static void add(Screw& screw, const Eigen::Vector3d& axis, const Eigen::Vector3d& through);
  void set(Coordinate c, const Eigen::Vector3d& axis, const Eigen::Vector3d& through);
  void set_spine(const CoordinateVector<double>& q);
  void set_cage(const CoordinateVector<double>& q);
  static void add_level(Screw* screws, const Eigen::Matrix3d& below, const Eigen::Matrix3d& above,
                        const Eigen::Vector3d& share, double flexion,
                        const Eigen::Vector3d& through);
  void set_ball(Coordinate first, const Eigen::Matrix3d& below, const Eigen::Matrix3d& above,
                double flexion, const Eigen::Vector3d& through);
  void set_limb(bool is_left, const CoordinateVector<double>& q);
  void fill(PointDerivative& J, Coordinate first, Coordinate last, const Eigen::Vector3d& at) const;
  void fill_trunk(PointDerivative& J, const Eigen::Vector3d& at,
                  const Eigen::Vector3d& carried) const;
  void fill_cage(PointDerivative& J, const Eigen::Vector3d& shoulder,
                 const Eigen::Vector3d& at) const;
  [[nodiscard]] PointDerivative of_head_point(const Eigen::Vector3d& at, bool on_face) const;
  [[nodiscard]] PointDerivative of_arm_point(const Eigen::Vector3d& at, bool is_left,
                                             int joints) const;
  [[nodiscard]] PointDerivative of_leg_point(const Eigen::Vector3d& at, bool is_left,
                                             int joints) const;

  SkeletonPose<double> pose_;
  std::array<Screw, kCoordinates> screws_;
  std::array<Screw, 3> cage_;  // of the thoracic coordinates, on what hangs on the cage
};

}  // namespace dorsal::body
