#include "person.hpp"

#include <algorithm>
#include <string>

#include "dorsal/reasoning/red_flags.hpp"

namespace dorsal::care {
namespace {

using knowledge::Knowledge;
using knowledge::Stage;

constexpr double kFalse = 0;

bool is_man(const Knowledge& known, const reasoning::Answers& answers) {
  const auto index = known.find_finding("sex");
  if (!index || !answers.of[*index]) return false;
  return answers.of[*index] ==
         static_cast<double>(option_index(known.findings[*index], "male").value_or(99));
}

void deny_what_cannot_be(const Knowledge& known, reasoning::Answers& answers) {
  if (is_man(known, answers)) {
    for (const std::string_view id : {"pregnant_now", "pregnant_postpartum"}) {
      const auto index = known.find_finding(id);
      if (index && !answers.of[*index]) answers.of[*index] = kFalse;
    }
  }
  for (std::size_t i = 0; i < known.findings.size(); ++i) {
    const knowledge::Finding& finding = known.findings[i];
    if (answers.of[i] || finding.asked_if.empty() || !finding.absent) continue;
    if (answers.of[*known.find_finding(finding.asked_if)] != kFalse) continue;
    answers.of[i] = static_cast<double>(*finding.absent);
  }
}

std::optional<Stage> stage_of(const Knowledge& known, const reasoning::Answers& answers) {
  const auto index = known.find_finding("duration_class");
  if (!index || !answers.of[*index]) return std::nullopt;
  const auto option = static_cast<std::size_t>(*answers.of[*index]);
  const std::string& word = known.findings[*index].options[option];
  if (word == "gt_3m") return Stage::chronic;
  return word == "w6_12" ? Stage::subacute : Stage::acute;
}

std::vector<std::size_t> open_high(const Knowledge& known, const reasoning::Answers& answers) {
  std::vector<std::size_t> out;
  for (const reasoning::BranchState& state : evaluate_flags(known, answers)) {
    const knowledge::Branch& branch = known.flags[state.flag].branches[state.branch];
    if (state.truth != reasoning::Truth::open) continue;
    if (branch.urgency < knowledge::Urgency::same_day) continue;
    out.insert(out.end(), state.open.begin(), state.open.end());
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

std::optional<double> answer_to(const Knowledge& knowledge, const reasoning::Answers& answers,
                                std::string_view finding) {
  const auto index = knowledge.find_finding(finding);
  return index ? answers.of[*index] : std::nullopt;
}

bool forbids(const knowledge::Finding& finding, double answer) {
  if (finding.type == knowledge::AnswerType::boolean) return answer != kFalse;
  return is_alarming(finding, answer);
}

Person person_of(const Knowledge& knowledge, const reasoning::Answers& answers) {
  Person out;
  out.answers = with_implied(knowledge, answers);
  deny_what_cannot_be(knowledge, out.answers);
  out.stage = stage_of(knowledge, out.answers);
  out.age = answer_to(knowledge, out.answers, "age");
  out.open_high = open_high(knowledge, out.answers);
  return out;
}

}  // namespace dorsal::care
