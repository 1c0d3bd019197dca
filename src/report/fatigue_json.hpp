#pragma once

#include "dorsal/ergonomics/group_fatigue.hpp"
#include "json_values.hpp"

namespace dorsal::report {

/// The `fatigue` of report.json.
[[nodiscard]] Json fatigue_json(const ergonomics::FatigueOutlook& outlook);

}  // namespace dorsal::report
