#pragma once

#include <optional>
#include <string_view>

#include "dorsal/knowledge/finding.hpp"

namespace dorsal::knowledge {

/// Numbers from `from` up to but not including `to`.
struct ValueRange {
  double from = 0;
  double to = 0;
};

/// Reads ">=50" or "40..64" (both ends included), which must lie within the finding's range and not
/// be the whole of it.
std::optional<ValueRange> value_range(const Finding& finding, std::string_view value);

}  // namespace dorsal::knowledge
