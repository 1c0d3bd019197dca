#pragma once

#include <string>
#include <string_view>

namespace dorsal::report {

/// Text made safe for the content and the quoted attributes of a page: markup characters become
/// entities, control characters and broken UTF-8 become U+FFFD.
[[nodiscard]] std::string escape(std::string_view text);

/// <name attributes>content</name>; `content` is markup, `attributes` begins without a blank.
[[nodiscard]] std::string element(std::string_view name, std::string_view attributes,
                                  std::string_view content);

/// A number for coordinates: at most two decimals, no trailing zeros, no negative zero.
[[nodiscard]] std::string coordinate(double value);

}  // namespace dorsal::report
