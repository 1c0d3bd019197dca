#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// Rates of the three-compartment model of one joint's muscles.
struct FatigueRates {
  double fatigue = 0;          // F [1/s]
  double recovery = 0;         // R [1/s]
  double rest_multiplier = 1;  // r: recovery is r R where nothing is asked for
  Provenance from;
};
[[nodiscard]] FatigueRates fatigue_rates(std::string_view joint);

/// Parts of a muscle group; their sum is 1.
struct MuscleState {
  double active = 0;
  double fatigued = 0;
  double resting = 1;
  [[nodiscard]] double able() const { return active + resting; }
};

/// A stretch of time under one load.
struct LoadStretch {
  double seconds = 0;
  double load = 0;  // fraction of the greatest effort, 0..1
};

struct FatigueCourse {
  std::optional<double> endurance;  // [s] from the beginning, when the load is first too much
  std::vector<MuscleState> states;  // at the end of each stretch
};

/// Integrates 3CC-r from a rested muscle, Runge-Kutta of fourth order in steps of 20 ms at the
/// most.
/// @source Xia & Frey-Law 2008; Looft 2018, doi:10.1016/j.jbiomech.2018.06.005; rest only where the
///   load is zero, Rakshit 2021, doi:10.1016/j.jbiomech.2021.110695
[[nodiscard]] FatigueCourse fatigue_course(const FatigueRates& rates,
                                           std::span<const LoadStretch> series);

/// Time that a load can be held by the model's closed form; unset: for ever.
[[nodiscard]] std::optional<double> sustained_endurance(const FatigueRates& rates, double load);

}  // namespace dorsal::ergonomics
