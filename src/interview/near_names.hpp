#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dorsal::interview {

/// The names most like a mistyped one, at most three, the nearest first; none that has little in
/// common with it. Near is the number of letters to change, add or drop (Levenshtein), and a name
/// that begins or ends with it.
[[nodiscard]] std::vector<std::string> near_names(std::string_view written,
                                                  const std::vector<std::string>& names);

}  // namespace dorsal::interview
