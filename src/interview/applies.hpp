#pragma once

#include <cstddef>

#include "dorsal/interview/state.hpp"

namespace dorsal::interview {

/// Whether a question suits this person: its `asked_if` holds, and pregnancy is not asked of men.
/// @param implied  the state with everything that the answers imply
[[nodiscard]] bool applies(const knowledge::Knowledge& knowledge, const State& implied,
                           std::size_t finding);

}  // namespace dorsal::interview
