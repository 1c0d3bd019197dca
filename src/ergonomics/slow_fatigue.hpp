#pragma once

#include <optional>

#include "dorsal/ergonomics/muscle_fatigue.hpp"

namespace dorsal::ergonomics {

/// The tired part of a muscle over minutes and hours: 3CC-r whose fibres come to work at once, for
/// they do so in 0.1 s. Exact within a stretch of one load, so its length does not matter.
class SlowFatigue {
 public:
  explicit SlowFatigue(const FatigueRates& rates) : rates_(rates) {}

  [[nodiscard]] double fatigued() const { return fatigued_; }
  [[nodiscard]] double able() const { return 1 - fatigued_; }
  /// Goes on under a load; zero is rest.
  /// @return [s] into the stretch when the load is first too much, if ever in it
  std::optional<double> bear(double load, double seconds);

 private:
  double draw(double end, double rate, double border, bool crosses, double seconds);
  double bear_within(double load, double seconds);
  double bear_beyond(double load, double seconds);

  FatigueRates rates_;
  double fatigued_ = 0;
};

}  // namespace dorsal::ergonomics
