#pragma once

#include <Eigen/Core>
#include <cmath>

namespace dorsal::body {

template <class T>
Eigen::Matrix<T, 3, 3> rotation_about_x(const T& angle) {
  using std::cos, std::sin;
  const T c = cos(angle), s = sin(angle), o(0), i(1);
  Eigen::Matrix<T, 3, 3> R;
  R << i, o, o, o, c, -s, o, s, c;
  return R;
}

template <class T>
Eigen::Matrix<T, 3, 3> rotation_about_y(const T& angle) {
  using std::cos, std::sin;
  const T c = cos(angle), s = sin(angle), o(0), i(1);
  Eigen::Matrix<T, 3, 3> R;
  R << c, o, s, o, i, o, -s, o, c;
  return R;
}

template <class T>
Eigen::Matrix<T, 3, 3> rotation_about_z(const T& angle) {
  using std::cos, std::sin;
  const T c = cos(angle), s = sin(angle), o(0), i(1);
  Eigen::Matrix<T, 3, 3> R;
  R << c, -s, o, s, c, o, o, o, i;
  return R;
}

/// Rotation of the upper against the lower body of a joint of the spine or neck: flexion about the
/// lower body's z axis, then lateral bend about x, then axial rotation about y, each body-fixed.
/// @param angles [rad], [flexion forward +, lateral bend right +, axial rotation left +]
/// @source order of the joints of Bruno 2015, doi:10.1115/1.4030408
template <class T>
Eigen::Matrix<T, 3, 3> joint_rotation(const Eigen::Matrix<T, 3, 1>& angles) {
  return rotation_about_z(T(-angles[0])) * rotation_about_x(angles[1]) *
         rotation_about_y(angles[2]);
}

/// Rotation of the pelvis in the world: heading about the vertical, then list, then tilt.
/// @param rotation, list, tilt [rad] to the left +, to the right +, forward +
template <class T>
Eigen::Matrix<T, 3, 3> pelvis_rotation_matrix(const T& rotation, const T& list, const T& tilt) {
  return rotation_about_y(rotation) * rotation_about_x(list) * rotation_about_z(T(-tilt));
}

}  // namespace dorsal::body
