#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning {

/// What one answer says about one cause.
struct Reason {
  std::size_t finding = 0;
  double log_odds = 0;  ///< ln P(answer | cause) / P(answer | ordinary pain); > 0 speaks for it
  bool counted = true;  ///< false: a stronger answer of its group counts instead
  const knowledge::Evidence* evidence = nullptr;  ///< points into the knowledge
};

/// Every answer that says something of a cause, strongest first. Age, sex and exposures are among
/// them: they weigh the prior by the same factor.
[[nodiscard]] std::vector<Reason> reasons(const Model& model, const Answers& answers,
                                          std::size_t cause);

}  // namespace dorsal::reasoning
