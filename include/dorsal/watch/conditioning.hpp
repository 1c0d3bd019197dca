#pragma once

#include <span>

#include "dorsal/watch/day_store.hpp"

namespace dorsal::watch {

/// What weeks of days make of the strength of the back's muscles, as a factor on the norm of sex
/// and age (body::Person::conditioning).
struct Conditioning {
  double value = 1;  // [-]
  double low = 1;    // [-] interval; holds 1, for the watcher sees neither sport nor work elsewhere
  double high = 1;   // [-]
  int weeks = 0;     // that had enough days; below kFewestWeeks there is no factor, and value is 1

  // What it rests on, means over the weeks.
  double exercises = 0;    // [1/day] taken when offered
  double still_hours = 0;  // [h/day] without moving
  friend bool operator==(const Conditioning&, const Conditioning&) = default;
};

/// Weeks below which nothing is said.
inline constexpr int kFewestWeeks = 2;

/// Weeks are counted back from the last of the days; the last twelve count. Training is exercises
/// taken; disuse is time at the desk without moving.
/// @param days  oldest first
/// @source disuse: strength lost in bed, Marusic 2021, doi:10.1152/japplphysiol.00363.2020; the
/// part
///   of it that sitting takes, and what exercise breaks give: expert, no study was found
[[nodiscard]] Conditioning conditioning_from(std::span<const DayRecord> days);

}  // namespace dorsal::watch
