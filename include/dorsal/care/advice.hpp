#pragma once

#include <vector>

#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/model.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::care {

/// A plan in a few sentences, for the end of an interview.
struct Advice {
  std::vector<knowledge::Text> now;           ///< what to do today, first things first
  knowledge::Text see;                        ///< whom to see and how soon
  std::vector<knowledge::Text> come_back_if;  ///< what must not wait
};

/// Says the same as make_plan, in fewer words.
[[nodiscard]] Advice advise(const reasoning::Model& model, const reasoning::Answers& answers,
                            const reasoning::Assessment& assessment,
                            const reasoning::Posterior& posterior);

}  // namespace dorsal::care
