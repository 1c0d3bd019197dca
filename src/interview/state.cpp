#include "dorsal/interview/state.hpp"

#include <algorithm>

#include "applies.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Finding;
using knowledge::Knowledge;

bool is_true(const Knowledge& knowledge, const State& implied, std::string_view id) {
  return implied.answers.of[*knowledge.find_finding(id)] == 1.0;
}

// Pregnancy is asked of everybody but those who said that they are men.
bool suits_the_person(const Knowledge& knowledge, const State& state, const Finding& finding) {
  if (finding.id != "pregnant_now" && finding.id != "pregnant_postpartum") return true;
  const auto sex = knowledge.find_finding("sex");
  if (!sex || !state.answers.of[*sex]) return true;
  const auto male = option_index(knowledge.findings[*sex], "male");
  return !male || *state.answers.of[*sex] != static_cast<double>(*male);
}

bool is_passed_over(const Knowledge& knowledge, const State& state, const Finding& finding) {
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (state.screen_skipped[s] && knowledge.screens[s].id == finding.screen) return true;
  }
  return false;
}

}  // namespace

State begin(const Knowledge& knowledge) {
  return {reasoning::no_answers(knowledge), std::vector<bool>(knowledge.findings.size()),
          std::vector<bool>(knowledge.screens.size())};
}

bool applies(const Knowledge& knowledge, const State& implied, std::size_t finding) {
  const Finding& asked = knowledge.findings[finding];
  if (!asked.asked_if.empty() && !is_true(knowledge, implied, asked.asked_if)) return false;
  return suits_the_person(knowledge, implied, asked);
}

std::vector<std::size_t> open_among(const Knowledge& knowledge, const State& state,
                                    const std::vector<std::size_t>& findings) {
  State implied = state;
  implied.answers = with_implied(knowledge, state.answers);
  std::vector<std::size_t> out;
  for (const std::size_t f : findings) {
    if (implied.answers.of[f] || state.skipped[f]) continue;
    if (!applies(knowledge, implied, f)) continue;
    if (!is_passed_over(knowledge, state, knowledge.findings[f])) out.push_back(f);
  }
  return out;
}

std::vector<std::size_t> findings_of(const Knowledge& knowledge, std::size_t screen) {
  std::vector<std::size_t> out;
  for (const std::string& id : knowledge.screens[screen].findings) {
    out.push_back(*knowledge.find_finding(id));
  }
  return out;
}

std::vector<std::size_t> open_of_screen(const Knowledge& knowledge, const State& state,
                                        std::size_t screen) {
  return open_among(knowledge, state, findings_of(knowledge, screen));
}

void none_of_these(const Knowledge& knowledge, const std::vector<std::size_t>& shown,
                   State& state) {
  tick(knowledge, shown, {}, state);
}

void none_of_these(const Knowledge& knowledge, std::size_t screen, State& state) {
  none_of_these(knowledge, open_of_screen(knowledge, state, screen), state);
}

void tick(const Knowledge& knowledge, const std::vector<std::size_t>& shown,
          const std::vector<std::size_t>& ticked, State& state) {
  for (const std::size_t f : shown) {
    const Finding& finding = knowledge.findings[f];
    const bool is_ticked = std::ranges::find(ticked, f) != ticked.end();
    if (is_ticked && finding.type == knowledge::AnswerType::boolean)
      state.answers.of[f] = 1;
    else if (!is_ticked && finding.absent)
      state.answers.of[f] = static_cast<double>(*finding.absent);
    if (state.answers.of[f]) state.skipped[f] = false;
  }
}

void skip(const std::vector<std::size_t>& findings, State& state) {
  for (const std::size_t f : findings) state.skipped[f] = true;
}

void skip_screen(std::size_t screen, State& state) { state.screen_skipped[screen] = true; }

}  // namespace dorsal::interview
