#pragma once

#include <cstdint>
#include <vector>

#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning {

struct Interval {
  double low = 0;   // [-]
  double high = 0;  // [-]
};

/// How far each cause's probability moves within what is known of priors and likelihoods: from the
/// 5th to the 95th percentile over drawn tables, widened where needed to hold the probability
/// itself. A prior is drawn log-normal, its range taken as 5 to 95 %, the two sides by themselves.
/// A likelihood is drawn normal on the logit scale, from its range or, where it has none, with the
/// spread that Limits gives for its quality. All cells that rest on one row move together; so do
/// all causes that stand in for themselves with the ordinary rate.
/// @param draws  tables drawn; 0 gives intervals of no width
/// @param seed   equal seeds give equal intervals
[[nodiscard]] std::vector<Interval> intervals(const Model& model, const Answers& answers, int draws,
                                              std::uint64_t seed);

}  // namespace dorsal::reasoning
