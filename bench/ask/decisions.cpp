#include "decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::bench {
namespace {

using interview::State;
using interview::Step;
using interview::StepKind;
using knowledge::Knowledge;
using knowledge::Urgency;

void answer_list(const Knowledge& known, const reasoning::Answers& truth, const Step& step,
                 State& state, int& questions) {
  std::vector<std::size_t> ticked;
  for (const std::size_t f : step.findings) {
    const auto absent = known.findings[f].absent;
    if (truth.of[f] && (!absent || *truth.of[f] != static_cast<double>(*absent)))
      ticked.push_back(f);
  }
  const bool opened = step.kind == StepKind::screen && !ticked.empty();
  questions += opened ? 2 : 1;
  tick(known, step.findings, ticked, state);
}

void answer_one(const reasoning::Answers& truth, std::size_t finding, State& state) {
  if (truth.of[finding])
    state.answers.of[finding] = truth.of[finding];
  else
    state.skipped[finding] = true;
}

double share(const std::vector<Interviewed>& people, auto is) {
  return 100.0 * static_cast<double>(std::ranges::count_if(people, is)) /
         static_cast<double>(people.size());
}

int percentile(const std::vector<Interviewed>& people, double at) {
  std::vector<int> all;
  for (const Interviewed& one : people) all.push_back(one.questions);
  std::ranges::sort(all);
  return all[static_cast<std::size_t>(at * static_cast<double>(all.size() - 1))];
}

}  // namespace

reasoning::Answers consistent(const Knowledge& known, reasoning::Answers answers) {
  State person = interview::begin(known);
  person.answers = std::move(answers);
  for (std::size_t f = 0; f < known.findings.size(); ++f) {
    const auto given = std::exchange(person.answers.of[f], std::nullopt);
    if (!open_among(known, person, {f}).empty()) person.answers.of[f] = given;
  }
  return with_implied(known, person.answers);
}

Interviewed interview_one(const interview::Interviewer& interviewer, const Patient& patient) {
  const reasoning::Model& model = interviewer.model();
  const Knowledge& known = *model.knowledge;
  const auto truth = consistent(known, patient.answers);
  Interviewed out;
  out.causes = patient.causes;
  State state = interview::begin(known);
  for (Step step = interviewer.next(state); step.kind != StepKind::done;
       step = interviewer.next(state)) {
    out.stopped = step.kind == StepKind::emergency;
    if (out.stopped) break;
    if (step.kind == StepKind::question) {
      answer_one(truth, step.index, state);
      ++out.questions;
    } else {
      answer_list(known, truth, step, state, out.questions);
    }
  }
  out.urgency = assess(model, state.answers).urgency;
  out.urgency_of_all = assess(model, truth).urgency;
  out.marginal = infer(model, state.answers).marginal;
  out.marginal_of_all = infer(model, truth).marginal;
  return out;
}

std::size_t leading(const std::vector<double>& marginal) {
  return static_cast<std::size_t>(std::ranges::max_element(marginal) - marginal.begin());
}

void print_decisions(const std::vector<Interviewed>& people) {
  fmt::print("questions: median {}, 90th percentile {}, most {}\n", percentile(people, 0.5),
             percentile(people, 0.9), percentile(people, 1));
  for (const Urgency u : {Urgency::self_care, Urgency::physio, Urgency::gp_soon, Urgency::same_day,
                          Urgency::emergency_now}) {
    std::vector<Interviewed> those;
    std::ranges::copy_if(people, std::back_inserter(those),
                         [&](const auto& one) { return one.urgency == u; });
    if (those.empty()) continue;
    fmt::print("  ending in {:<14} {:5.1f} %, median {}\n", to_string(u),
               100.0 * static_cast<double>(those.size()) / static_cast<double>(people.size()),
               percentile(those, 0.5));
  }
  const auto lower = [](const Interviewed& one) { return one.urgency < one.urgency_of_all; };
  const auto higher = [](const Interviewed& one) { return one.urgency > one.urgency_of_all; };
  const auto other_urgency = [&](const Interviewed& one) { return lower(one) || higher(one); };
  const auto other_cause = [](const Interviewed& one) {
    return leading(one.marginal) != leading(one.marginal_of_all);
  };
  const auto not_stopped = [](const Interviewed& one) { return !one.stopped; };
  fmt::print("decisions that differ from those with all answers\n");
  fmt::print("  urgency {:.2f} % (lower {:.2f} %, higher {:.2f} %)\n", share(people, other_urgency),
             share(people, lower), share(people, higher));
  std::vector<Interviewed> ended;
  std::ranges::copy_if(people, std::back_inserter(ended), not_stopped);
  fmt::print(
      "  leading cause, and with it the plan: {:.2f} % of the {:.1f} % not stopped by an "
      "emergency\n",
      share(ended, other_cause), share(people, not_stopped));
  fmt::print("  urgency, or leading cause where it is no emergency: {:.2f} %\n",
             share(people, [&](const Interviewed& one) {
               return other_urgency(one) || (not_stopped(one) && other_cause(one));
             }));
  double lost = 0;
  for (const Interviewed& one : ended) {
    lost += one.marginal_of_all[leading(one.marginal_of_all)] -
            one.marginal_of_all[leading(one.marginal)];
  }
  fmt::print("  probability of the leading cause given up, mean {:.3f}\n",
             lost / static_cast<double>(ended.size()));
  const auto right = [](const Interviewed& one, const std::vector<double>& marginal) {
    return std::ranges::count(one.causes, leading(marginal)) > 0;
  };
  fmt::print("  right cause first: at the end {:.1f} %, with all answers {:.1f} %\n",
             share(ended, [&](const auto& one) { return right(one, one.marginal); }),
             share(ended, [&](const auto& one) { return right(one, one.marginal_of_all); }));
}

}  // namespace dorsal::bench
