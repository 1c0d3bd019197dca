#include <algorithm>
#include <string>

#include "applies.hpp"
#include "dorsal/interview/interview.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Knowledge;

template <class List, class Item>
bool has(const List& list, const Item& item) {
  return std::ranges::find(list, item) != list.end();
}

}  // namespace

std::vector<std::size_t> unasked_screens(const Knowledge& knowledge, const State& state) {
  State implied = state;
  implied.answers = with_implied(knowledge, state.answers);
  std::vector<std::size_t> out;
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (knowledge.screens[s].id == kMedicineScreen) continue;
    const auto findings = findings_of(knowledge, s);
    const bool open = std::ranges::any_of(findings, [&](std::size_t f) {
      return !implied.answers.of[f] && applies(knowledge, implied, f);
    });
    if (open) out.push_back(s);
  }
  return out;
}

std::vector<std::string_view> unanswered_red_flags(const reasoning::Model& model,
                                                   const State& state) {
  const Knowledge& knowledge = *model.knowledge;
  State implied = state;
  implied.answers = with_implied(knowledge, state.answers);
  const auto assessment = assess(model, state.answers);
  std::vector<std::size_t> waiting;
  for (const auto& branch : assessment.open) {
    if (knowledge.flags[branch.flag].branches[branch.branch].urgency <= assessment.urgency)
      continue;
    for (const std::size_t f : branch.open) {
      if (applies(knowledge, implied, f) && !has(waiting, f)) waiting.push_back(f);
    }
  }
  std::ranges::sort(waiting);
  std::vector<std::string_view> out;
  for (const knowledge::Screen& screen : knowledge.screens) {
    const bool waits = std::ranges::any_of(
        waiting, [&](std::size_t f) { return knowledge.findings[f].screen == screen.id; });
    if (waits) out.emplace_back(screen.id);
  }
  for (const std::size_t f : waiting) {
    if (knowledge.findings[f].screen.empty()) out.emplace_back(knowledge.findings[f].id);
  }
  return out;
}

}  // namespace dorsal::interview
