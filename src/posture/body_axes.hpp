#pragma once

#include <cmath>
#include <optional>

#include "dorsal/posture/posture_series.hpp"
#include "observations.hpp"

namespace dorsal::posture {

/// A line shorter than this in the ground plane tells no heading. [m] expert
inline constexpr double kShortestHeading = 0.04;

/// The part in the ground plane.
[[nodiscard]] inline Eigen::Vector3d level(const Eigen::Vector3d& v) { return {v.x(), 0.0, v.z()}; }

/// [rad]
[[nodiscard]] inline double angle_between(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
  return std::atan2(a.cross(b).norm(), a.dot(b));
}

/// To the person's right, level, from shoulders and hips; where those are seen end on, the face
/// tells the way forward. None where neither is there.
[[nodiscard]] std::optional<Eigen::Vector3d> rightwards(const Observations& observations);

/// The side that a camera sees of a person whose right is there.
[[nodiscard]] View view_of(const Eigen::Vector3d& right);

}  // namespace dorsal::posture
