#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::knowledge {

/// How often one cause gives each answer.
struct CauseRates {
  std::size_t cause = 0;
  std::vector<double> p;               // (category) P(answer | cause) [-], adds to 1
  std::vector<const Likelihood*> row;  // (category) the row it rests on, null: what others leave
};

/// How often each answer to a finding is given. The categories of a choice are its options, of a
/// boolean false and true, of a number the bands between the bounds that rows speak of.
struct Rates {
  std::size_t finding = 0;
  std::vector<double> edges;     // lower end of each band but the first; numbers only
  std::vector<double> ordinary;  // (category) in ordinary mechanical pain [-], adds to 1
  std::vector<const Likelihood*> ordinary_row;  // (category)
  std::vector<CauseRates> causes;               ///< those with rows of their own
};

/// The category of an answer (option index, or a number).
[[nodiscard]] std::size_t category(const Rates& rates, double answer);

/// Rates of a finding from its rows, one per cell (measured before derived before expert). Ratios
/// become P = LR+ x ordinary, at most 0.99, or 1 - P = LR- x (1 - ordinary). What the rows of a
/// cause leave is shared over the other categories in proportion to the ordinary rate; rows over
/// nested ranges are met together, as near to the ordinary rates as can be (iterative proportional
/// fitting, the distribution of least relative entropy).
/// @return nothing where no row can be scored
/// @error out_of_range: rows that cannot hold together; missing: ordinary rates that do not add to
/// 1
Result<std::optional<Rates>> rates_of(const Knowledge& knowledge, std::size_t finding);

/// Rates of every finding that has any.
/// @error the first of rates_of
Result<std::vector<Rates>> all_rates(const Knowledge& knowledge);

}  // namespace dorsal::knowledge
