#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "dorsal/care/plan.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::report {

/// A plan as `dorsal plan --json` prints it, in the order of the interface, with the versions.
/// @param language  "en" or "es"
[[nodiscard]] nlohmann::ordered_json plan_json(const knowledge::Knowledge& knowledge,
                                               const reasoning::Answers& answers,
                                               const care::Plan& plan, std::string_view language);

}  // namespace dorsal::report
