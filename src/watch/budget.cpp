#include "dorsal/watch/budget.hpp"

#include <algorithm>

namespace dorsal::watch {
namespace {

constexpr CauseArray<std::string_view> kCauseNames = {"trunk_bent", "neck_bent", "arms_raised",
                                                      "still", "at_desk"};
constexpr double kNothing = 1e-9;  // what sums of seconds leave of a level
constexpr std::size_t kStill = static_cast<std::size_t>(Cause::still);
constexpr std::size_t kArms = static_cast<std::size_t>(Cause::arms_raised);
constexpr std::size_t kDesk = static_cast<std::size_t>(Cause::at_desk);

double minutes(Duration time) {
  return std::chrono::duration<double, std::ratio<60>>(time).count();
}

}  // namespace

std::string_view to_string(Cause cause) { return kCauseNames[static_cast<std::size_t>(cause)]; }

std::optional<Cause> cause_from(std::string_view word) {
  const auto found = std::find(kCauseNames.begin(), kCauseNames.end(), word);
  if (found == kCauseNames.end()) return std::nullopt;
  return static_cast<Cause>(found - kCauseNames.begin());
}

Cause Budget::fullest() const {
  const auto part = std::max_element(
      parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.level < b.level; });
  return static_cast<Cause>(part - parts.begin());
}

void Meter::pass(Time from, Duration time, const Rates& rates, Doing doing) {
  if (doing == Doing::not_known || time <= Duration{0}) return;
  for (std::size_t cause = 0; cause < kCauses; ++cause) {
    const bool here = doing == Doing::holding || doing == Doing::moving;
    if (here && !rates[cause]) continue;
    if (here && *rates[cause] > 0) {
      fill(cause, from, time, *rates[cause]);
    } else {
      leave(cause, time, doing);
    }
  }
}

void Meter::fill(std::size_t cause, Time from, Duration time, double rate) {
  Hold& hold = holds_[cause];
  if (hold.inside == Duration{0}) hold.since = from;
  hold.outside = Duration{0};
  hold.inside += time;
  hold.pending += rate * minutes(time);
  if (!hold.counts && hold.inside < in_seconds(limits_.glance)) return;
  // What was held back until now counts from its beginning.
  add(cause, hold.pending, hold.counts ? time : hold.inside, hold.since);
  hold.counts = true;
  hold.pending = 0;
}

void Meter::leave(std::size_t cause, Duration time, Doing doing) {
  Hold& hold = holds_[cause];
  hold.outside += time;
  if (hold.outside <= in_seconds(limits_.bridge)) return;
  // The part of this step that lies beyond the bridge.
  const Duration beyond =
      hold.inside == Duration{0} ? time : std::min(time, hold.outside - in_seconds(limits_.bridge));
  const Duration outside = hold.outside;
  hold = Hold{};
  hold.outside = outside;
  empty(cause, beyond, doing);
}

void Meter::add(std::size_t cause, double dose, Duration time, Time since) {
  Part& part = budget_.parts[cause];
  part.level = std::min(kMostLevel, part.level + dose / capacity(cause));
  part.exposed += time;
  counted_[cause] += time;
  if (!part.since) part.since = since;
}

void Meter::empty(std::size_t cause, Duration time, Doing doing) {
  Part& part = budget_.parts[cause];
  const double whole = empties_in(cause, doing);
  if (whole <= 0 || part.level <= 0) return;
  part.level -= minutes(time) / whole;
  if (part.level < kNothing) part.level = 0;
  if (part.level < limits_.nearly_empty.value) part = Part{part.level, {}, {}};
}

double Meter::empties_in(std::size_t cause, Doing doing) const {
  if (doing == Doing::moving) return limits_.moving_empties.value;
  if (doing == Doing::away) return limits_.absence_empties.value;
  if (cause == kStill || cause == kDesk) return 0;
  return cause == kArms ? limits_.arms_down_empties.value : limits_.upright_empties.value;
}

double Meter::capacity(std::size_t cause) const {
  switch (static_cast<Cause>(cause)) {
    case Cause::trunk_bent:
      return limits_.trunk_capacity.value;
    case Cause::neck_bent:
      return limits_.neck_capacity.value;
    case Cause::arms_raised:
      return limits_.arms_capacity.value;
    case Cause::still:
      return limits_.still_capacity.value;
    case Cause::at_desk:
      break;
  }
  return limits_.desk_capacity.value;
}

void Meter::change_posture() {
  budget_.parts[kStill] = Part{};
  holds_[kStill] = Hold{};
}

CauseArray<Duration> Meter::take_counted() {
  const CauseArray<Duration> counted = counted_;
  counted_ = {};
  return counted;
}

}  // namespace dorsal::watch
