#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "dorsal/ergonomics/effort_series.hpp"
#include "dorsal/ergonomics/muscle_fatigue.hpp"
#include "dorsal/ergonomics/muscle_groups.hpp"

namespace dorsal::ergonomics {

/// The rates of a joint and how far they may be from the truth.
struct RatesRange {
  FatigueRates typical;  // as published
  FatigueRates soonest;  // of a muscle that tires soonest and recovers least
  FatigueRates latest;   // of one that tires last and recovers best
};
/// F within the published prediction interval of endurance, R over F within the published rows, r
/// from none to the greatest published where none is published for the very muscle.
/// @source Frey-Law 2012, doi:10.1016/j.jbiomech.2012.04.018; Looft 2018,
///   doi:10.1016/j.jbiomech.2018.06.005
[[nodiscard]] RatesRange rates_range(const MuscleGroup& group);

/// A part of the strength with its interval. [-]
struct StrengthLeft {
  double value = 1;
  double low = 1;
  double high = 1;
};

/// A time with its interval; unset: longer than the outlook. [s]
struct TimeLeft {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
};

/// How one group on one side tires and recovers.
struct GroupFatigue {
  std::size_t group = 0;  // in muscle_groups()
  body::Side side = body::Side::left;
  StrengthLeft effort;             // [-] mean over the recording
  double resting = 0;              // [-] part of the time with nothing asked for
  TimeLeft tired;                  // from rested until the effort is first more than is left
  TimeLeft recovered;              // at rest from then, or from the end of the outlook, to 95 %
  StrengthLeft at_end;             // of the recording
  std::vector<StrengthLeft> able;  // (time of the outlook)
};

/// Every group of a recording whose efforts go on, begun rested. A recording shorter than the
/// outlook is repeated.
struct FatigueOutlook {
  double observed = 0;        // [s] of the recording, with a load; 0: there is no outlook
  double horizon = 0;         // [s]
  bool repeated = false;      // the recording is shorter than the horizon
  bool banded = false;        // the intervals hold that of the efforts, not of the rates alone
  std::vector<double> times;  // [s] of `able`
  std::vector<GroupFatigue> groups;
};

/// How long the recording's mix of efforts is followed at least. [s]
inline constexpr double kOutlook = 8 * 3600.0;
/// What counts as recovered. [-]
inline constexpr double kRecovered = 0.95;

/// @param series  efforts in the order of GroupEfforts
[[nodiscard]] FatigueOutlook fatigue_outlook(const EffortSeries& series);

/// The groups of an outlook, the one that tires soonest, or is left with least, first.
[[nodiscard]] std::vector<const GroupFatigue*> by_need(const FatigueOutlook& outlook);

/// Where the method is from.
[[nodiscard]] std::string_view fatigue_source();

}  // namespace dorsal::ergonomics
