#pragma once

#include <optional>

#include "tables.hpp"

namespace dorsal::interview {

[[nodiscard]] Step one_question(std::size_t finding);

/// After the screens: the question, or the list, that is worth most; first while it can raise
/// urgency, then while everything left could still make another cause the leading one.
/// @return nothing where neither is so
[[nodiscard]] std::optional<Step> worthiest(const Tables& tables, const State& state,
                                            Situation& situation);

}  // namespace dorsal::interview
