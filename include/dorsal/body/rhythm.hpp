#pragma once

#include <Eigen/Core>

#include "dorsal/body/level.hpp"
#include "dorsal/body/posture.hpp"

namespace dorsal::body {

/// Share of a region's rotation that each level takes, [flexion, lateral bend, axial rotation];
/// thoracic levels sum to one, lumbar levels sum to one.
[[nodiscard]] const LevelArray<Eigen::Vector3d>& rhythm_shares();

/// Rotation of the upper against the lower vertebra at every level, beyond neutral.
/// @return (level) [rad], [flexion forward +, lateral bend right +, axial rotation left +]
[[nodiscard]] LevelArray<Eigen::Vector3d> level_rotations(const Posture& posture);

}  // namespace dorsal::body
