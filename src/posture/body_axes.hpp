#pragma once

#include <optional>

#include "dorsal/posture/posture_series.hpp"
#include "observations.hpp"

namespace dorsal::posture {

/// To the person's right, level, from shoulders and hips; where those are seen end on, the face
/// tells the way forward. None where neither is there.
[[nodiscard]] std::optional<Eigen::Vector3d> rightwards(const Observations& observations);

/// The side that a camera sees of a person whose right is there.
[[nodiscard]] View view_of(const Eigen::Vector3d& right);

}  // namespace dorsal::posture
