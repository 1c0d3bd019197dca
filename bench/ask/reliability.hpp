#pragma once

#include <string>
#include <vector>

#include "decisions.hpp"

namespace dorsal::bench {

/// Prints Brier scores and how often what was given such a probability was so, and draws it.
/// @param svg  file to write, or empty
/// @return exit code
int report_reliability(const std::vector<Interviewed>& people, const std::string& svg);

}  // namespace dorsal::bench
