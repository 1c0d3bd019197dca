#pragma once

#include <string_view>

namespace dorsal::app {

/// Writes text and a line's end to standard output, where results belong.
void print_line(std::string_view text);

/// Hands over what is still kept back.
/// @return the exit code: 1, with a sentence, where standard output took not everything
[[nodiscard]] int finish_output();

}  // namespace dorsal::app
