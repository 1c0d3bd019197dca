#pragma once

#include <cstddef>

namespace dorsal::app {

/// Columns for running text on standard output: those of the terminal between 40 and 100, and 80
/// where it is none.
[[nodiscard]] std::size_t text_width();

}  // namespace dorsal::app
