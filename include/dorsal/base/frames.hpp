#pragma once

#include <Eigen/Geometry>

namespace dorsal {

/// Tags of the fixed frames. Axes follow ISB: x forward, y up, z right.
/// @source Wu 2002, doi:10.1016/S0021-9290(01)00222-6
struct World {};
struct Pelvis {};
struct Thorax {};
struct Head {};
/// A camera's frame turned upright: x right in the picture, y up, z towards the camera.
struct Camera {};

/// The pose X_AB of frame B in frame A: p_A = X_AB * p_B. Letters cancel: X_WB = X_WA * X_AB; a
/// product whose letters do not meet does not compile.
template <class A, class B>
class Pose {
 public:
  Pose() : X_(Eigen::Isometry3d::Identity()) {}
  explicit Pose(const Eigen::Isometry3d& X_AB) : X_(X_AB) {}

  [[nodiscard]] const Eigen::Isometry3d& isometry() const { return X_; }
  [[nodiscard]] Eigen::Matrix3d rotation() const { return X_.linear(); }
  [[nodiscard]] Eigen::Vector3d origin() const { return X_.translation(); }
  [[nodiscard]] Pose<B, A> inverse() const { return Pose<B, A>(X_.inverse(Eigen::Isometry)); }

  template <class C>
  [[nodiscard]] Pose<A, C> operator*(const Pose<B, C>& X_BC) const {
    return Pose<A, C>(X_ * X_BC.isometry());
  }
  [[nodiscard]] Eigen::Vector3d operator*(const Eigen::Vector3d& p_B) const { return X_ * p_B; }

 private:
  Eigen::Isometry3d X_;
};

}  // namespace dorsal
