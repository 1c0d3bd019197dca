#pragma once

#include <vector>

#include "dorsal/reasoning/inference.hpp"
#include "evidence.hpp"

namespace dorsal::reasoning {

/// Shares of single causes, weighed by age, sex and exposures.
/// @param prior  (cause) [-]
/// @return (cause) [-], adds to 1
[[nodiscard]] std::vector<double> weighed_shares(std::vector<double> prior,
                                                 const Evidence& evidence);

/// Every hypothesis, by the formulas of infer().
/// @param shares  (cause) weighed, adds to 1
[[nodiscard]] Posterior enumerate(const std::vector<double>& shares, const Evidence& evidence,
                                  const knowledge::Limits& limits);

}  // namespace dorsal::reasoning
