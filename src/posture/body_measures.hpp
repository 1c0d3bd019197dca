#pragma once

#include "dorsal/body/skeleton.hpp"
#include "dorsal/posture/measures.hpp"
#include "prior.hpp"

namespace dorsal::posture {

/// Every measure of a body whose parameters are known, the lines between landmarks included.
/// @return (measure) [rad] or [m]
[[nodiscard]] Eigen::Matrix<double, static_cast<int>(kMeasures), 1> measures_of(
    const body::Skeleton& skeleton, const Parameters& x);

/// Axes of the person in the ground plane: what lines between landmarks are measured along.
struct GroundAxes {
  Eigen::Vector3d forward;  // unit, horizontal
  Eigen::Vector3d right;    // unit, horizontal
};
/// Half-way between the pelvis and the thorax.
[[nodiscard]] GroundAxes ground_axes(const body::SkeletonPose<double>& pose);

}  // namespace dorsal::posture
