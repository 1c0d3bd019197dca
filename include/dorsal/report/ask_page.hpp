#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::report {

/// The result of an interview as a page to keep, in lines of at most 78 characters: how soon and
/// why, what to do, what it may be and why, what is still open, what it rests on.
/// @param result    made by ask_json with the same knowledge
/// @param language  "en" or "es"
[[nodiscard]] std::vector<std::string> ask_page(const knowledge::Knowledge& knowledge,
                                                const nlohmann::ordered_json& result,
                                                const std::string& language);

}  // namespace dorsal::report
