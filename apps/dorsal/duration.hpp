#pragma once

#include <chrono>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal::app {

/// "90s", "30m", "1h", "1h30m"; a number alone is refused, since it has no unit.
/// @error malformed
Result<std::chrono::milliseconds> duration_from(std::string_view text, std::string_view place);

}  // namespace dorsal::app
