#pragma once

#include <vector>

#include "dorsal/care/plan.hpp"
#include "person.hpp"
#include "served.hpp"

namespace dorsal::care {

/// Steps and what was left out of an ordinary plan or that of a same-day visit, in no order yet.
struct Rows {
  std::vector<Step> steps;
  std::vector<LeftOut> left_out;
};

[[nodiscard]] Rows choose_rows(const knowledge::Knowledge& knowledge, const Person& person,
                               const Served& served, knowledge::Urgency urgency);

/// Whom to call and where to go.
[[nodiscard]] std::vector<Step> emergency_steps(const knowledge::Knowledge& knowledge,
                                                const Served& served);

/// Rows of one kind for these causes at this urgency, the most important first.
[[nodiscard]] std::vector<const knowledge::Care*> rows_of_kind(
    const knowledge::Knowledge& knowledge, std::string_view kind, const Person& person,
    const std::vector<std::size_t>& causes, knowledge::Urgency urgency, std::size_t most);

/// Position in `causes` of the first that a row serves; causes.size() where it is for every one,
/// nothing where it serves none.
[[nodiscard]] std::optional<std::size_t> serves(const knowledge::Knowledge& knowledge,
                                                const knowledge::Care& care,
                                                const std::vector<std::size_t>& causes);

}  // namespace dorsal::care
