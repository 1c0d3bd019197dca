#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dorsal/care/plan.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::report {

/// A plan as plain text that a person keeps.
/// @param language  "en" or "es"
/// @param width     columns of a line; a word longer than that stands alone
[[nodiscard]] std::string plan_page(const knowledge::Knowledge& knowledge,
                                    const reasoning::Answers& answers, const care::Plan& plan,
                                    std::string_view language, std::size_t width);

}  // namespace dorsal::report
