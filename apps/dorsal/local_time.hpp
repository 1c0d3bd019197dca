#pragma once

#include <chrono>

namespace dorsal::app {

/// Local time less UTC, now.
[[nodiscard]] std::chrono::minutes local_offset();

}  // namespace dorsal::app
