#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"

// Patients of one cause drawn from the tables, each answer by itself and every question answered.
// Real symptoms come together, so this is harder than life for the rules.
namespace {

using namespace dorsal;
using knowledge::Urgency;

class Patients {
 public:
  explicit Patients(const reasoning::Model& model) : model_(model), known_(*model.knowledge) {}

  reasoning::Answers draw(std::size_t cause) {
    auto out = reasoning::no_answers(known_);
    for (const knowledge::Rates& rates : model_.rates) {
      const auto own = std::ranges::find(rates.causes, cause, &knowledge::CauseRates::cause);
      out.of[rates.finding] = answer(rates, own == rates.causes.end() ? rates.ordinary : own->p);
    }
    return out;
  }

  std::size_t any_cause() { return one_of(model_.prior); }

 private:
  std::size_t one_of(const std::vector<double>& p) {
    return std::discrete_distribution<std::size_t>(p.begin(), p.end())(random_);
  }

  double answer(const knowledge::Rates& rates, const std::vector<double>& p) {
    const std::size_t at = one_of(p);
    const knowledge::Finding& asked = known_.findings[rates.finding];
    if (!is_numeric(asked)) return static_cast<double>(at);
    constexpr double kOldest = 85;
    const double from = at == 0 ? asked.least : rates.edges[at - 1];
    const double to = at < rates.edges.size() ? rates.edges[at] : kOldest;
    return std::floor(std::uniform_real_distribution<double>(from, to)(random_));
  }

  const reasoning::Model& model_;
  const knowledge::Knowledge& known_;
  std::mt19937 random_{20260728};
};

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
