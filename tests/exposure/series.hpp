#pragma once

#include <limits>

#include "dorsal/base/units.hpp"

namespace dorsal::exposure {

// What the scripted series are written in.
inline constexpr double kDegree = kRadiansPerDegree;
inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr Duration kSecond{1'000'000};

}  // namespace dorsal::exposure
