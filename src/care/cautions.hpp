#pragma once

#include <vector>

#include "dorsal/knowledge/provenance.hpp"
#include "person.hpp"

namespace dorsal::care {

/// What to mind: the row's own note, what this person answered, and the questions still open whose
/// "yes" would forbid it.
[[nodiscard]] std::vector<knowledge::Text> cautions_of(const knowledge::Knowledge& knowledge,
                                                       const Person& person,
                                                       const knowledge::Care& care,
                                                       const std::vector<std::size_t>& open);

/// Whom to ask before doing what a row says.
[[nodiscard]] knowledge::Text whom_to_ask(const knowledge::Care& care);

}  // namespace dorsal::care
