#pragma once

#include <optional>

#include "body_measures.hpp"
#include "observations.hpp"

namespace dorsal::posture {

/// A value with its standard deviation.
struct Estimate {
  double value;
  double deviation;
};

/// A line between the middles of two pairs of landmarks. Of a pair of which the camera sees one
/// side better, that side counts more; both ends take the same side.
struct DirectLine {
  Eigen::Vector3d along;     // [m] Camera
  Eigen::Vector3d variance;  // [m^2] along each axis of Camera
};

/// @return none when no side has both of its ends usable
[[nodiscard]] std::optional<DirectLine> direct_line(const Observations& observations,
                                                    pose::Landmark left_from,
                                                    pose::Landmark left_to,
                                                    pose::Landmark right_from,
                                                    pose::Landmark right_to);

/// Angle of a line from the vertical towards `towards`.
/// @param heading_deviation  [rad] of the ground axes about the vertical
[[nodiscard]] Estimate lean(const DirectLine& line, const Eigen::Vector3d& towards,
                            double heading_deviation);
/// Length of a line along `towards`.
[[nodiscard]] Estimate reach(const DirectLine& line, const Eigen::Vector3d& towards,
                             double heading_deviation);

}  // namespace dorsal::posture
