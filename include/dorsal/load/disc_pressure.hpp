#pragma once

#include <optional>

#include "dorsal/body/disc.hpp"
#include "dorsal/body/level.hpp"

namespace dorsal::load {

/// Pressure in a disc's nucleus.
struct DiscPressure {
  double value = 0;  // [Pa]
  double low = 0;    // [Pa] of what area and pressure index leave open
  double high = 0;   // [Pa]
};

/// P = k F / A. Lumbar k is 1.5 to 1.7, in normal discs; of a thoracic disc none was measured, so
/// 1.6 stands there with the 44 % by which a common k may err. Nothing where no area is known. A
/// disc that is pulled has no pressure.
/// @param compression_low, compression_high [N] enclose what may press it; equal: only that
/// @source Nachemson (k of L1 to L4, 1.5 to 1.7); Dreischarf 2013,
///         doi:10.1016/j.medengphy.2012.11.006 (44 %)
[[nodiscard]] std::optional<DiscPressure> disc_pressure(body::Level level,
                                                        const body::DiscArea& area,
                                                        double compression, double compression_low,
                                                        double compression_high);
[[nodiscard]] inline std::optional<DiscPressure> disc_pressure(body::Level level,
                                                               const body::DiscArea& area,
                                                               double compression) {
  return disc_pressure(level, area, compression, compression, compression);
}

}  // namespace dorsal::load
