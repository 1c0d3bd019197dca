#pragma once

#include <Eigen/Core>
#include <cmath>

#include "dorsal/base/units.hpp"

namespace dorsal::posture {

// A camera is taken to be level. How far it is not: people set its horizon straight, but tip it up
// or down to get themselves into the picture; expert.
inline constexpr double kCameraPitch = 10.0 * kRadiansPerDegree;  // one standard deviation
inline constexpr double kCameraRoll = 2.0 * kRadiansPerDegree;

/// Standard deviation that this leaves in an angle against the vertical.
/// @param towards  unit, horizontal, Camera: the direction in which the angle opens
inline double level_deviation(const Eigen::Vector3d& towards) {
  return std::hypot(towards.z() * kCameraPitch, towards.x() * kCameraRoll);
}

}  // namespace dorsal::posture
