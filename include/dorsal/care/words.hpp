#pragma once

#include "dorsal/care/plan.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/knowledge/provenance.hpp"

namespace dorsal::care {

/// When something is done, as a heading; "first days" means other things in a lasting complaint.
[[nodiscard]] knowledge::Text heading(knowledge::When when,
                                      const std::optional<knowledge::Stage>& stage);

/// How old the complaint is, for a reader.
[[nodiscard]] knowledge::Text words(const std::optional<knowledge::Stage>& stage);

/// How well something is known, without the words of the trade: "measured in a study of 56 people".
[[nodiscard]] knowledge::Text how_known(const knowledge::Care& care);

/// Why something was left out, and whom to ask.
[[nodiscard]] knowledge::Text why(const knowledge::Knowledge& knowledge,
                                  const reasoning::Answers& answers, const LeftOut& left_out);

/// What a plan is not.
[[nodiscard]] const knowledge::Text& disclaimer();

}  // namespace dorsal::care
