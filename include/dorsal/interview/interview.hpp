#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "dorsal/interview/state.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/knowledge/urgency.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::interview {

enum class StepKind {
  screen,     ///< a grouped question, "any of these?"
  list,       ///< "tick all that apply": yes-or-no findings of one group, in one question
  question,   ///< one finding
  emergency,  ///< stop and say what to do
  done,       ///< nothing left can change the advice
};

[[nodiscard]] std::string_view to_string(StepKind kind);

/// What to ask next.
struct Step {
  StepKind kind = StepKind::done;
  std::size_t index = 0;  ///< screen; of a question the finding, of a list its foremost finding
  std::vector<std::size_t> findings;  ///< what the step asks for: of screens and lists what to show
};

/// What the interview is for.
enum class Goal {
  advice,  ///< urgency and causes
  plan,    ///< also what medicines need to know (kMedicineScreen), asked last
};

struct Progress {
  std::size_t asked = 0;         ///< findings answered or skipped
  std::size_t screens = 0;       ///< grouped questions that belong to this interview
  std::size_t screens_done = 0;  ///< of those, nothing left to ask
};

/// What one unanswered question could change at most.
struct Influence {
  std::size_t finding = 0;
  double answer = 0;  ///< the answer that changes most
  std::size_t cause = 0;
  double change = 0;  ///< of that cause's probability [-], signed
  knowledge::Urgency urgency =
      knowledge::Urgency::self_care;  ///< the highest that one answer to it leads to
};

/// When the interview ends. Each is a price: smaller means more questions.
struct Bounds {
  double rule = 0;  ///< a rule that would raise urgency is left alone below this probability [-]
  /// The search for the cause ends where everything left, together, would make another cause the
  /// leading one with less than this probability [-].
  double cause = 0.1;
};

/// Chooses what to ask. Holds what can be worked out of the knowledge once; the model and its
/// knowledge must stay where they are for as long.
///
/// Order. Age and sex; the screens in their order; then, one after the other, what is worth most.
/// An emergency ends it at once, whatever was asked. A screen is passed over where neither a rule
/// nor a threshold above the present urgency rests on it and it can hardly move a cause.
/// docs/reasoning.md says how worth is counted and when nothing left can change the advice.
class Interviewer {
 public:
  explicit Interviewer(const reasoning::Model& model, const Bounds& bounds = {});
  ~Interviewer();
  Interviewer(Interviewer&&) noexcept;
  Interviewer& operator=(Interviewer&&) noexcept;
  Interviewer(const Interviewer&) = delete;
  Interviewer& operator=(const Interviewer&) = delete;

  [[nodiscard]] Step next(const State& state, Goal goal = Goal::advice) const;
  [[nodiscard]] Progress progress(const State& state, Goal goal = Goal::advice) const;

  /// The questions whose answer would change most, first those that could raise urgency, then by
  /// the change of a probability; at most `most`.
  [[nodiscard]] std::vector<Influence> influences(const State& state, std::size_t most) const;

  [[nodiscard]] const reasoning::Model& model() const;

 private:
  struct Prepared;
  std::unique_ptr<const Prepared> prepared_;
};

/// Screens that were skipped in whole or part, or not asked, by index in their order: where an
/// interview ends with self-care or physiotherapy, it must name them. Not kMedicineScreen.
[[nodiscard]] std::vector<std::size_t> unasked_screens(const knowledge::Knowledge& knowledge,
                                                       const State& state);

/// Unanswered questions with an alarming answer on which a rule above the present urgency rests:
/// the ids of their screens, in their order, then of findings without a screen.
[[nodiscard]] std::vector<std::string_view> unanswered_red_flags(const reasoning::Model& model,
                                                                 const State& state);

/// How a list is asked, by its foremost finding (Step::index).
[[nodiscard]] const knowledge::Text& list_question(const knowledge::Finding& foremost);

}  // namespace dorsal::interview
