#pragma once

#include <limits>
#include <string>
#include <vector>

#include "dorsal/body/level.hpp"
#include "dorsal/body/person.hpp"

namespace dorsal::body {

/// Cross-section of a disc; not a number where none was published.
struct DiscArea {
  double mean = std::numeric_limits<double>::quiet_NaN();  // [m^2]
  double low = std::numeric_limits<double>::quiet_NaN();  // [m^2] what people of the size differ by
  double high = std::numeric_limits<double>::quiet_NaN();  // [m^2]
};

/// Published disc area of one level.
struct DiscRow {
  std::size_t level = 0;
  DiscArea male;
  DiscArea female;
  std::string source;
};

/// The discs of a person: areas of their sex, in proportion to the square of the height.
/// @param height [m]
[[nodiscard]] LevelArray<DiscArea> scale_discs(const std::vector<DiscRow>& rows, Sex sex,
                                               double height);

}  // namespace dorsal::body
