#include "dorsal/media/frame_rate.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

namespace dorsal::media {

double even_frame_rate(std::span<const double> times) {
  constexpr double kUneven = std::numeric_limits<double>::quiet_NaN();
  if (times.size() < 2) return kUneven;
  const double mean = (times.back() - times.front()) / static_cast<double>(times.size() - 1);
  if (!(mean > 0)) return kUneven;
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (!(std::abs(times[i] - times[i - 1] - mean) <= mean / 2)) return kUneven;
  }
  return 1 / mean;
}

}  // namespace dorsal::media
