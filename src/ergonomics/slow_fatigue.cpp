#include "slow_fatigue.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::ergonomics {
namespace {

/// Time in which x, drawn to `end` at a rate, comes to `target` between them; negative: never.
double time_to(double x, double target, double end, double rate) {
  const double part = (end - target) / (end - x);
  return part > 0 && part <= 1 ? -std::log(part) / rate : -1;
}

}  // namespace

/// MF is drawn to `end` at a rate, and stops at the border where it would cross it. @return the
/// time used
double SlowFatigue::draw(double end, double rate, double border, bool crosses, double seconds) {
  const double until = crosses ? time_to(fatigued_, border, end, rate) : -1;
  if (until >= 0 && until < seconds) {
    fatigued_ = border;
    return until;
  }
  fatigued_ = end + (fatigued_ - end) * std::exp(-rate * seconds);
  return seconds;
}

/// As many fibres work as the load asks for: dMF = F TL - R MF. @return the time used
double SlowFatigue::bear_within(double load, double seconds) {
  const double rate = load > 0 ? rates_.recovery : rates_.recovery * rates_.rest_multiplier;
  const double end = rates_.fatigue * load / rate;
  const double most = 1 - load;
  return draw(end, rate, most, end > most, seconds);
}

/// The load is too much: all that can work does, dMF = F (1 - MF) - R MF. @return the time used
double SlowFatigue::bear_beyond(double load, double seconds) {
  const double rate = rates_.fatigue + rates_.recovery;
  const double end = rates_.fatigue / rate;
  const double most = 1 - load;
  return draw(end, rate, most, fatigued_ > most && end < most, seconds);
}

std::optional<double> SlowFatigue::bear(double load, double seconds) {
  std::optional<double> too_much;
  const double most = 1 - load;
  // The load at which tiring and recovering are in balance decides which way the border is crossed.
  const bool holds_for_ever = load <= rates_.recovery / (rates_.fatigue + rates_.recovery);
  double left = seconds;
  if (fatigued_ < most || (fatigued_ == most && holds_for_ever)) {
    left -= bear_within(load, left);
    if (left > 0) too_much = seconds - left;
    if (left > 0) bear_beyond(load, left);
  } else {
    if (left > 0) too_much = 0;
    left -= bear_beyond(load, left);
    if (left > 0) bear_within(load, left);
  }
  fatigued_ = std::clamp(fatigued_, 0.0, 1.0);
  return too_much;
}

}  // namespace dorsal::ergonomics
