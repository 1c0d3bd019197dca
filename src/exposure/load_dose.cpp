#include "dorsal/exposure/load_dose.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::exposure {
namespace {

constexpr double kSecondsInHour = 3600;
constexpr double kShift = 8 * kSecondsInHour;  // [s]

// Mainz-Dortmund dose model, Jager et al. 1999: forces that count, and what was thought tolerable
// in a day.
constexpr double kThresholdMen = 3200, kThresholdWomen = 2500;  // [N]
constexpr double kDailyMen = 5500, kDailyWomen = 3500;          // [N h]

/// The same of a value and the ends of its interval.
template <class F>
Reading of_each(const Track& track, bool banded, const F& f) {
  Reading out;
  out.value = f(track.value);
  if (!banded) return out;
  // Where only some frames have a band, the rest is taken to be as unsure.
  const double all = in_seconds(track.value.total()) / in_seconds(track.high.total());
  out.low = std::min(f(track.low), out.value);
  out.high = std::max(f(track.high) * all, out.value);
  return out;
}

}  // namespace

LevelDose level_dose(const LoadExposure& load, body::Level level, double standing) {
  const Track& track = load.compression(level);
  const bool banded = load.has_bands() && !track.high.empty();
  LevelDose dose;
  dose.impulse = of_each(track, banded, [](const Distribution& d) {
    return d.integral([](double force) { return force; });
  });
  if (!std::isfinite(standing) || track.value.empty()) return dose;
  dose.above_standing = of_each(track, banded, [standing](const Distribution& d) {
    return d.integral([standing](double force) { return std::max(0.0, force - standing); });
  });
  dose.beyond.value = track.value.time_above(standing);
  dose.beyond.certain = banded ? track.low.time_above(standing) : Duration::zero();
  dose.beyond.possible = banded ? track.high.time_above(standing) : track.value.total();
  return dose;
}

LumbarDose lumbar_dose(const LoadExposure& load, body::Sex sex) {
  const bool woman = sex == body::Sex::female;
  LumbarDose out{{}, woman ? kThresholdWomen : kThresholdMen, woman ? kDailyWomen : kDailyMen};
  const double threshold = out.threshold;
  const Track& track = load.compression(body::Level::L5S1);
  out.dose =
      of_each(track, load.has_bands() && !track.high.empty(), [threshold](const Distribution& d) {
        const double squares = d.integral(
            [threshold](double force) { return force >= threshold ? force * force : 0.0; });
        return std::sqrt(squares / kShift) * kShift / kSecondsInHour;
      });
  return out;
}

}  // namespace dorsal::exposure
