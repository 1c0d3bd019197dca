#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::reasoning {

/// Three values, in the order of Kleene's logic: AND is the least, OR the greatest.
enum class Truth { no, open, yes };

/// Truth of a condition; an atom on something unanswered is open. UNLESS makes it no where what
/// follows is true, and is not heard where that is open: unanswered calms nothing.
[[nodiscard]] Truth evaluate(const knowledge::Expression& expression, const Answers& answers);

/// One branch of a rule under the answers given.
struct BranchState {
  std::size_t flag = 0;    ///< index in Knowledge::flags
  std::size_t branch = 0;  ///< index in the flag
  Truth truth = Truth::open;
  std::vector<std::size_t> because;     ///< findings whose answers speak for it
  std::vector<std::size_t> open;        ///< unanswered findings it asks about
  std::vector<std::size_t> calmed_by;   ///< findings whose harmless answers its UNLESS hears
  std::vector<std::size_t> could_calm;  ///< unanswered findings its UNLESS asks about
};

/// Every branch of every rule. Answers are taken with what they imply.
[[nodiscard]] std::vector<BranchState> evaluate_flags(const knowledge::Knowledge& knowledge,
                                                      const Answers& answers);

}  // namespace dorsal::reasoning
