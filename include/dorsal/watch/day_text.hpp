#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/watch/day_store.hpp"

namespace dorsal::watch {

/// Days as plain text: a line that names the format, a line of columns with their units, a row for
/// each day. Equal days give equal bytes.
[[nodiscard]] std::string write_days(std::span<const DayRecord> days);

/// @param place  what to call the text in a sentence about it
/// @error malformed, out_of_range, unsupported (a later format)
[[nodiscard]] Result<std::vector<DayRecord>> read_days(std::string_view text,
                                                       std::string_view place);

}  // namespace dorsal::watch
