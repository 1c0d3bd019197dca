#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// What EN 1005-4 says, best first.
enum class Acceptability { acceptable, conditional, not_acceptable };

struct StaticPosture {
  std::optional<Angle> trunk_inclination;  // not judged: the limits were not to be had
  std::optional<Angle> trunk_lateral_bend;
  std::optional<Angle> trunk_twist;
  std::optional<Angle> upper_arm_elevation;
  std::optional<Angle> sight_below_horizontal;  // above: negative
  std::optional<double> held;                   // [s]
  std::optional<double> per_minute;             // [1/min]
};

struct StaticVerdict {
  std::optional<Acceptability> verdict;  // the worst of what was judged
  std::vector<std::string> judged;       // fields
  std::vector<std::string> not_judged;   // fields given for which no limit was to be had
  bool often = false;                    // 2 a minute or more
  Provenance from;
};

/// Without a frequency, one that a hold of this length allows at the most; without either the
/// posture is taken to be frequent, which is the stricter reading.
/// @source EN 1005-4 as a secondary source quotes it
[[nodiscard]] StaticVerdict judge_static(const StaticPosture& posture);

/// The verdict on one measure: "upper_arm_elevation", "trunk_sideways_or_twist",
/// "line_of_sight_below".
[[nodiscard]] Acceptability en1005_4(const char* measure, double angle_deg, bool often);

/// "acceptable", "conditional", "not"
[[nodiscard]] std::string_view to_string(Acceptability verdict);

}  // namespace dorsal::ergonomics
