#include <algorithm>
#include <cmath>

#include "choice.hpp"
#include "dorsal/interview/interview.hpp"
#include "dorsal/reasoning/hypotheses.hpp"
#include "tables.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Knowledge;
using knowledge::Urgency;

bool is_open(const Situation& situation, std::size_t finding) {
  return std::ranges::binary_search(situation.open, finding);
}

std::optional<Step> who_it_is(const Knowledge& knowledge, const Situation& situation) {
  for (const std::string_view id : {"age", "sex"}) {
    const auto finding = knowledge.find_finding(id);
    if (finding && is_open(situation, *finding)) return one_question(*finding);
  }
  return std::nullopt;
}

std::vector<std::size_t> open_of(const Knowledge& knowledge, const Situation& situation,
                                 std::size_t screen) {
  std::vector<std::size_t> out;
  for (const std::size_t f : findings_of(knowledge, screen)) {
    if (is_open(situation, f)) out.push_back(f);
  }
  return out;
}

Step screen_step(std::size_t screen, const std::vector<std::size_t>& open) {
  if (open.size() == 1) return one_question(open.front());
  return {StepKind::screen, screen, open};
}

/// Whether a screen can still do something: somebody who would be sent home or to physiotherapy is
/// asked every one; above that, those on which something more urgent rests, or that could calm.
class ScreenFilter {
 public:
  ScreenFilter(const Tables& tables, const Situation& situation)
      : tables_(tables), situation_(situation), waits_(tables.finding.size()) {
    for (const OpenBranch& open : raising_branches(tables, situation)) {
      for (const std::size_t f : open.open) waits_[f] = true;
    }
    for (const std::size_t f : calming(tables, situation).findings) waits_[f] = true;
  }

  [[nodiscard]] bool matters(const std::vector<std::size_t>& open) const {
    if (situation_.assessment.urgency <= Urgency::physio) return true;
    return std::ranges::any_of(open, [&](std::size_t f) { return waits_[f] || by_threshold(f); });
  }

 private:
  [[nodiscard]] bool by_threshold(std::size_t f) const {
    return std::ranges::any_of(tables_.finding[f].answers, [&](const AnswerTable& answer) {
      return answer.alarming &&
             threshold_after(tables_, situation_, f, answer.answer) > situation_.assessment.urgency;
    });
  }

  const Tables& tables_;
  const Situation& situation_;
  std::vector<bool> waits_;
};

std::optional<Step> next_screen(const Tables& tables, const Situation& situation) {
  const Knowledge& knowledge = tables.knowledge();
  const ScreenFilter filter(tables, situation);
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (knowledge.screens[s].id == kMedicineScreen) continue;
    const auto open = open_of(knowledge, situation, s);
    if (!open.empty() && filter.matters(open)) return screen_step(s, open);
  }
  return std::nullopt;
}

std::optional<Step> medicine_screen(const Knowledge& knowledge, const Situation& situation) {
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (knowledge.screens[s].id != kMedicineScreen) continue;
    const auto open = open_of(knowledge, situation, s);
    if (!open.empty()) return screen_step(s, open);
  }
  return std::nullopt;
}

Influence influence_of(const Tables& tables, const State& state, const Situation& situation,
                       const std::vector<double>& now, std::size_t finding) {
  Influence out{finding, 0, 0, 0, situation.assessment.urgency};
  const auto& answers = tables.finding[finding].answers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto after =
        reasoning::marginals(weights_after(tables, state, situation, finding, i), now.size());
    for (std::size_t c = 0; c < now.size(); ++c) {
      const double change = after[c] - now[c];
      if (std::abs(change) <= std::abs(out.change)) continue;
      out.answer = answers[i].answer;
      out.cause = c;
      out.change = change;
    }
    State with = state;
    with.answers.of[finding] = answers[i].answer;
    if (answers[i].alarming)
      out.urgency = std::max(out.urgency, assess(*tables.model, with.answers).urgency);
  }
  return out;
}

}  // namespace

struct Interviewer::Prepared {
  Tables tables;
};

Interviewer::Interviewer(const reasoning::Model& model, const Bounds& bounds)
    : prepared_(std::make_unique<const Prepared>(Prepared{make_tables(model, bounds)})) {}
Interviewer::~Interviewer() = default;
Interviewer::Interviewer(Interviewer&&) noexcept = default;
Interviewer& Interviewer::operator=(Interviewer&&) noexcept = default;

const reasoning::Model& Interviewer::model() const { return *prepared_->tables.model; }

Step Interviewer::next(const State& state, Goal goal) const {
  const Tables& tables = prepared_->tables;
  Situation situation = look(tables, state);
  if (situation.assessment.urgency == Urgency::emergency_now) return {StepKind::emergency, 0, {}};
  if (auto step = who_it_is(tables.knowledge(), situation)) return *step;
  if (auto step = next_screen(tables, situation)) return *step;
  if (auto step = worthiest(tables, state, situation)) return *step;
  if (goal == Goal::plan) {
    if (auto step = medicine_screen(tables.knowledge(), situation)) return *step;
  }
  return {};
}

Progress Interviewer::progress(const State& state, Goal goal) const {
  const Knowledge& knowledge = prepared_->tables.knowledge();
  Progress out;
  for (const std::size_t f : prepared_->tables.every) {
    if (state.answers.of[f] || state.skipped[f]) ++out.asked;
  }
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (knowledge.screens[s].id == kMedicineScreen && goal == Goal::advice) continue;
    ++out.screens;
    if (open_of_screen(knowledge, state, s).empty()) ++out.screens_done;
  }
  return out;
}

std::vector<Influence> Interviewer::influences(const State& state, std::size_t most) const {
  const Tables& tables = prepared_->tables;
  Situation situation = look(tables, state);
  weigh(tables, state, situation);
  const auto now = reasoning::marginals(situation.posterior, tables.knowledge().causes.size());
  std::vector<Influence> out;
  for (const std::size_t f : situation.open) {
    const Influence next = influence_of(tables, state, situation, now, f);
    if (next.change != 0 || next.urgency > situation.assessment.urgency) out.push_back(next);
  }
  std::ranges::stable_sort(out, [](const Influence& a, const Influence& b) {
    if (a.urgency != b.urgency) return a.urgency > b.urgency;
    return std::abs(a.change) > std::abs(b.change);
  });
  if (out.size() > most) out.resize(most);
  return out;
}

}  // namespace dorsal::interview
