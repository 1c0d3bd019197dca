#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/care.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::care {

/// What is known of a person, as far as care asks.
struct Person {
  reasoning::Answers answers;  ///< with what they imply and what goes without asking
  std::optional<knowledge::Stage> stage;
  std::optional<double> age;           // [years]
  std::vector<std::size_t> open_high;  ///< findings that leave rules of same_day or more open
};

/// Men are taken as not pregnant, and a question that follows from another as answered where the
/// other was denied; nothing else that is unanswered counts as "no".
[[nodiscard]] Person person_of(const knowledge::Knowledge& knowledge,
                               const reasoning::Answers& answers);

/// The answer to a finding by its id; nothing where there is none.
[[nodiscard]] std::optional<double> answer_to(const knowledge::Knowledge& knowledge,
                                              const reasoning::Answers& answers,
                                              std::string_view finding);

/// Whether an answer forbids what names its finding as a contraindication.
[[nodiscard]] bool forbids(const knowledge::Finding& finding, double answer);

}  // namespace dorsal::care
