#pragma once

#include <cmath>

#include "dorsal/base/units.hpp"

namespace dorsal::ergonomics {

/// Degrees for a comparison with a border: what the way through radians adds is rounded away, so
/// that an angle of exactly 20 degrees lies on the border of 20.
[[nodiscard]] inline double border_degrees(Angle angle) {
  constexpr double kPerDegree = 1e9;
  return std::round(in_degrees(angle) * kPerDegree) / kPerDegree;
}

}  // namespace dorsal::ergonomics
