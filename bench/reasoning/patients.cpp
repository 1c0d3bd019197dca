#include "patients.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace {

using namespace dorsal;
using bench::Patients;
using knowledge::Urgency;

Urgency by_rules(const knowledge::Knowledge& known, const reasoning::Assessment& assessment) {
  if (assessment.fired.empty()) return Urgency::self_care;
  const reasoning::BranchState& first = assessment.fired.front();
  return known.flags[first.flag].branches[first.branch].urgency;
}

bool is_mechanical(const knowledge::Cause& cause) {
  const bool injured = cause.id == "acute_soft_tissue_injury";
  return cause.urgency <= Urgency::physio && cause.prior.value >= 0.05 && !injured;
}

void benign(const reasoning::Model& model, Patients& patients) {
  const knowledge::Knowledge& known = *model.knowledge;
  double people = 0;
  double rules = 0;
  double all = 0;
  constexpr int kDraws = 4000;
  for (std::size_t c = 0; c < known.causes.size(); ++c) {
    if (!is_mechanical(known.causes[c])) continue;
    for (int i = 0; i < kDraws; ++i) {
      const auto assessment = assess(model, patients.draw(c));
      people += model.prior[c];
      rules += by_rules(known, assessment) >= Urgency::same_day ? model.prior[c] : 0;
      all += assessment.urgency >= Urgency::same_day ? model.prior[c] : 0;
    }
  }
  fmt::print(
      "ordinary mechanical pain sent to the same day or higher: {:.1f} % (rules alone {:.1f} %)\n",
      100 * all / people, 100 * rules / people);
}

void serious(const reasoning::Model& model, Patients& patients) {
  const knowledge::Knowledge& known = *model.knowledge;
  constexpr int kDraws = 2000;
  for (std::size_t c = 0; c < known.causes.size(); ++c) {
    const Urgency needed = known.causes[c].urgency;
    if (needed < Urgency::same_day) continue;
    int rules = 0;
    int all = 0;
    for (int i = 0; i < kDraws; ++i) {
      const auto assessment = assess(model, patients.draw(c));
      rules += by_rules(known, assessment) < needed ? 1 : 0;
      all += assessment.urgency < needed ? 1 : 0;
    }
    fmt::print("{:<30} less urgent than {:<14} {:5.1f} % (rules alone {:5.1f} %)\n",
               known.causes[c].id, to_string(needed), 100.0 * all / kDraws, 100.0 * rules / kDraws);
  }
}

void right_cause(const reasoning::Model& model, Patients& patients) {
  constexpr int kDraws = 4000;
  int first = 0;
  int among_three = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::size_t cause = patients.any_cause();
    const auto p = infer(model, patients.draw(cause)).marginal;
    const auto better = std::ranges::count_if(p, [&](double other) { return other > p[cause]; });
    first += better == 0 ? 1 : 0;
    among_three += better < 3 ? 1 : 0;
  }
  fmt::print("right cause first {:.1f} %, among three {:.1f} %\n", 100.0 * first / kDraws,
             100.0 * among_three / kDraws);
}

}  // namespace

int main() {
  const auto known = knowledge::embedded();
  if (!known) return 1;
  const auto model = reasoning::prepare(*known);
  if (!model) return 1;
  Patients patients(*model);
  right_cause(*model, patients);
  benign(*model, patients);
  serious(*model, patients);
}
