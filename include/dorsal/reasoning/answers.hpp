#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::reasoning {

/// What a person answered. Not answered and "no" are different things.
struct Answers {
  std::vector<std::optional<double>> of;  ///< (finding) option index (boolean: 0, 1), or the number
};

/// Nothing answered yet.
[[nodiscard]] Answers no_answers(const knowledge::Knowledge& knowledge);

/// Sets one answer by its word: "true", an option, "45"; "unknown" takes it back.
/// @error missing: no such finding; malformed: not an answer to it; out_of_range
Result<void> set_answer(const knowledge::Knowledge& knowledge, std::string_view finding,
                        std::string_view word, Answers& answers);

/// The answers with everything true that a true answer implies, also where it was denied: for
/// urgency the alarming one of two contradicting answers counts.
[[nodiscard]] Answers with_implied(const knowledge::Knowledge& knowledge, Answers answers);

/// Two answers that cannot both hold: `finding` is true and implies `other`, which was denied.
struct Contradiction {
  std::size_t finding = 0;
  std::size_t other = 0;
};

[[nodiscard]] std::vector<Contradiction> contradictions(const knowledge::Knowledge& knowledge,
                                                        const Answers& answers);

}  // namespace dorsal::reasoning
