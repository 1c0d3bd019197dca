#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "dorsal/interview/request.hpp"
#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::report {

/// Answers as a document that `ask` and `plan` read again: what was answered, "unknown" where it
/// was asked and is not known, and what was measured under `exposure`.
[[nodiscard]] nlohmann::ordered_json answers_json(const knowledge::Knowledge& knowledge,
                                                  const interview::Request& request,
                                                  const std::string& language);

}  // namespace dorsal::report
