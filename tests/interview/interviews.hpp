#pragma once

#include <algorithm>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "dorsal/interview/interview.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "reasoning/people.hpp"

namespace dorsal::interview_test {

/// Interviews with the knowledge that comes with dorsal.
class Interviews : public reasoning_test::WithKnowledge {
 protected:
  using State = interview::State;
  using Step = interview::Step;
  using StepKind = interview::StepKind;

  static const interview::Interviewer& interviewer() {
    static const interview::Interviewer kInterviewer(model());
    return kInterviewer;
  }

  static std::size_t screen(std::string_view id) {
    const auto found = std::ranges::find(known().screens, id, &knowledge::Screen::id);
    return static_cast<std::size_t>(found - known().screens.begin());
  }

  static State state_with(const std::vector<std::pair<std::string, std::string>>& given) {
    State out = interview::begin(known());
    out.answers = answers(given);
    return out;
  }

  /// Age 30 and a man, so that the screens come next.
  static State at_the_screens() { return state_with({{"age", "30"}, {"sex", "male"}}); }

  /// As somebody who has nothing of what the screens ask.
  static State after_the_screens() {
    State out = at_the_screens();
    for (std::size_t s = 0; s < known().screens.size(); ++s)
      interview::none_of_these(known(), s, out);
    return out;
  }

  static knowledge::Urgency urgency(const State& state) {
    return assess(model(), state.answers).urgency;
  }

  static bool asks_for(const Step& step, std::size_t finding) {
    return std::ranges::count(step.findings, finding) > 0;
  }

  /// The harmless answer to a finding: no, nothing, little.
  static double harmless(const knowledge::Finding& finding) {
    if (finding.absent) return static_cast<double>(*finding.absent);
    if (is_numeric(finding)) return finding.least;
    for (std::size_t i = 0; i < finding.options.size(); ++i) {
      if (!is_alarming(finding, static_cast<double>(i))) return static_cast<double>(i);
    }
    return 0;
  }

  static State with_harmless(const Step& step, State state) {
    for (const std::size_t f : step.findings) state.answers.of[f] = harmless(known().findings[f]);
    return state;
  }
};

}  // namespace dorsal::interview_test
