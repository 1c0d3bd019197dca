#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dorsal {

/// Text of a stranger (a file's name, a cell, a field), made fit for one line of a terminal and for
/// JSON: whatever is a control character or not UTF-8 becomes "?".
/// @param most  [bytes] longer text is cut after a whole character and ends in "..."
[[nodiscard]] std::string printable(std::string_view text, std::size_t most = std::string::npos);

}  // namespace dorsal
