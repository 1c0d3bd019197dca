#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dorsal::report {

/// Characters of UTF-8 text, each taken as one column wide.
[[nodiscard]] std::size_t columns(std::string_view text);

/// Breaks a text at its blanks into lines of at most `width` characters; a longer word has a line
/// of its own.
/// @param text   UTF-8
/// @param first  stands before the first line and counts, as does `rest` before the others
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width,
                                            std::string_view first = "",
                                            std::string_view rest = "");

}  // namespace dorsal::report
