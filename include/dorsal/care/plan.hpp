#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dorsal/knowledge/care.hpp"
#include "dorsal/knowledge/urgency.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/model.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::care {

/// One thing to do.
struct Step {
  const knowledge::Care* care = nullptr;  ///< points into the knowledge
  bool offered = false;                   ///< also possible, not asked for
  std::vector<knowledge::Text> cautions;
};

/// Why something that helps others is not in a plan.
enum class Reason {
  forbidden,        ///< an answer forbids it
  unanswered,       ///< an answer that could forbid it is missing
  age,              ///< meant for another age
  cause,            ///< one of the causes served forbids it
  questions_first,  ///< a rule of same_day or emergency_now is still open
  danger_first,     ///< one of the likely causes must be looked at by a doctor first
  seen_first,       ///< somebody must look today
};

struct LeftOut {
  const knowledge::Care* care = nullptr;  ///< points into the knowledge
  Reason reason = Reason::forbidden;
  std::vector<std::size_t> findings;  ///< of forbidden and unanswered: which
  std::vector<std::size_t> causes;    ///< of cause: which
};

/// What an answer is needed for.
enum class Purpose { urgency, safety, stage };

struct Question {
  std::size_t finding = 0;
  Purpose purpose = Purpose::urgency;
};

/// What to do about an upper back, for one person.
struct Plan {
  knowledge::Urgency urgency = knowledge::Urgency::self_care;  ///< that of the assessment
  std::optional<knowledge::Stage> stage;                       ///< nothing: not answered
  std::vector<std::size_t> causes;    ///< what the steps serve, likeliest first
  std::vector<std::size_t> suspects;  ///< what somebody should look for, most urgent first
  knowledge::Text see;                ///< whom and how soon
  std::vector<Step> steps;            ///< in the order in which to do them, then what is offered
  std::vector<const knowledge::Care*> avoid;
  knowledge::Text expect;  ///< lines, one for each cause
  std::vector<const knowledge::Care*> come_back;
  std::vector<LeftOut> left_out;
  std::vector<Question> ask_first;  ///< what to answer before more can be said
};

/// The plan for these answers.
///
/// Causes served: of an emergency and of a same-day visit the suspects of the rules that fired and
/// of the thresholds reached; else the likeliest causes, in order, until they hold more than half
/// of the probability, at most three. A dangerous one among these is not treated but named, and as
/// long as it stands there nothing is offered that could do harm.
///
/// Safety. In an emergency: whom to call, where to go, what to leave out, nothing else. Nothing
/// that can do harm (an exercise, a medicine, a treatment by hand, and whatever has
/// contraindications, such as heat and massage) stands in a plan while a rule of same_day or
/// emergency_now is fired or open. Nothing stands there that an answer forbids. An exercise, a
/// medicine or a treatment by hand waits until every answer that could forbid it is given; other
/// rows then name up to three such questions as cautions.
[[nodiscard]] Plan make_plan(const reasoning::Model& model, const reasoning::Answers& answers,
                             const reasoning::Assessment& assessment,
                             const reasoning::Posterior& posterior);

/// Whether a row can do harm: exercises, medicines, treatments by hand, and whatever has
/// contraindications.
[[nodiscard]] bool can_harm(const knowledge::Care& care);

}  // namespace dorsal::care
