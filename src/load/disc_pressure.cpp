#include "dorsal/load/disc_pressure.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::load {
namespace {

/// Pressure in the nucleus over the mean stress on the disc. [-]
struct PressureIndex {
  double value;
  double low;
  double high;
};
constexpr PressureIndex kLumbar = {1.6, 1.5, 1.7};
constexpr double kCommonError = 0.44;  // [-]
constexpr PressureIndex kThoracic = {1.6, 1.6 * (1 - kCommonError), 1.6 * (1 + kCommonError)};

}  // namespace

std::optional<DiscPressure> disc_pressure(body::Level level, const body::DiscArea& area,
                                          double compression, double compression_low,
                                          double compression_high) {
  if (!std::isfinite(area.mean) || !std::isfinite(compression)) return std::nullopt;
  const PressureIndex& k = level >= body::Level::L1L2 ? kLumbar : kThoracic;
  const auto pressure = [](double index, double force, double section) {
    return index * std::max(force, 0.0) / section;
  };
  return DiscPressure{pressure(k.value, compression, area.mean),
                      pressure(k.low, compression_low, area.high),
                      pressure(k.high, compression_high, area.low)};
}

}  // namespace dorsal::load
