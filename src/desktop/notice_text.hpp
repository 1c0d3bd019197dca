#pragma once

#include <string>
#include <string_view>

namespace dorsal::desktop {

/// One line without control characters and in UTF-8: a bus throws out who sends anything else.
[[nodiscard]] std::string notice_line(std::string_view text);

/// The same for each line of a text.
/// @param markup  the reader takes <b> and &amp; for markup, which is escaped then
[[nodiscard]] std::string notice_body(std::string_view text, bool markup);

}  // namespace dorsal::desktop
