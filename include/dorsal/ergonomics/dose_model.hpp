#pragma once

#include <string_view>

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

struct DiscForce {
  Force force;  // on the lumbosacral disc
  Provenance from;
};

/// Disc force of the Mainz-Dortmund dose model.
/// @param task   "lift", "relocate", "carry_front", "carry_back", "extreme_bend"
/// @param hands  1 or 2
[[nodiscard]] DiscForce disc_force(std::string_view task, int hands, Mass load);

}  // namespace dorsal::ergonomics
