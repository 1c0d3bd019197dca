#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

enum class Coupling { good, fair, poor };

struct Multipliers {
  double hm = 1;  // horizontal distance
  double vm = 1;  // height
  double dm = 1;  // travel
  double am = 1;  // asymmetry
  double fm = 1;  // frequency and duration
  double cm = 1;  // coupling

  [[nodiscard]] double product() const { return hm * vm * dm * am * fm * cm; }
};

/// Multipliers that somebody set by hand.
struct MultipliersByHand {
  std::optional<double> hm, vm, dm, am, fm, cm;
};

/// One end of a lift.
struct LiftEnd {
  Length horizontal;  // hands to the middle between the ankles
  Length vertical;    // hands above the floor
  Angle asymmetry = degrees(0);
  Coupling coupling = Coupling::good;
  MultipliersByHand by_hand;
};

struct Lift {
  Mass load;
  LiftEnd origin;
  std::optional<LiftEnd> destination;  // where the load must be placed with control
  Length travel;                       // between the two heights
  double per_minute = 0;               // [1/min], mean of 15 minutes
  std::chrono::duration<double, std::ratio<3600>> duration{1};
  Mass load_constant = kilograms(23);
};

struct LiftLimit {
  Multipliers multipliers;
  Mass rwl;       // recommended weight limit
  double li = 0;  // load / rwl; infinite where the limit is zero
  Provenance from;
};

/// @source Waters et al. 1993; NIOSH 94-110 rev. 2021, doi:10.26616/NIOSHPUB94110revised092021
[[nodiscard]] LiftLimit lift_limit(const Lift& lift, const LiftEnd& end);

/// Frequency multiplier, linear between the printed frequencies; 0 above 15 a minute.
struct FrequencyMultiplier {
  double value = 0;
  Provenance from;
};
[[nodiscard]] FrequencyMultiplier frequency_multiplier(double per_minute, double hours,
                                                       Length vertical);

/// Several lifts of one job together.
struct CompositeLift {
  std::vector<LiftLimit> tasks;    // in the order given, each alone
  std::vector<std::size_t> order;  // positions, greatest index first
  double cli = 0;                  // infinite where a limit is zero
  Provenance from;
};
/// Composite lifting index: the greatest single index, and what each further task adds to it at the
/// frequency of all before it. Each task keeps the column of its own duration and height.
[[nodiscard]] CompositeLift composite_lift(const std::vector<Lift>& lifts);

}  // namespace dorsal::ergonomics
