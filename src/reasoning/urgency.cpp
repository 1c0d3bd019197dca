#include "dorsal/reasoning/urgency.hpp"

#include <algorithm>

namespace dorsal::reasoning {
namespace {

using knowledge::Finding;
using knowledge::Rates;
using knowledge::Urgency;

// What the answers of one group do to the odds of one cause.
struct Weight {
  double raised = 1;   // greatest ratio of the alarming answers, not below 1
  double lowered = 1;  // least ratio of the others, not above 1
  bool alarmed = false;

  // An alarming answer takes the place of every other in its group.
  [[nodiscard]] double factor() const { return alarmed ? raised : lowered; }
};

// Of a number the greatest ratio of its band and those below: a higher number never weighs less.
double greatest_ratio(const Rates& rates, const knowledge::CauseRates& own, const Finding& finding,
                      std::size_t at) {
  double most = own.p[at] / rates.ordinary[at];
  for (std::size_t i = 0; is_numeric(finding) && i < at; ++i) {
    most = std::max(most, own.p[i] / rates.ordinary[i]);
  }
  return most;
}

void weigh(const Model& model, std::size_t rates_index, const Answers& answers, std::size_t cause,
           Weight& weight) {
  const Rates& rates = model.rates[rates_index];
  const Finding& finding = model.knowledge->findings[rates.finding];
  const auto& answer = answers.of[rates.finding];
  if (!answer) return;
  const bool alarming = is_alarming(finding, *answer);
  weight.alarmed = weight.alarmed || alarming;
  const auto own = std::ranges::find(rates.causes, cause, &knowledge::CauseRates::cause);
  if (own == rates.causes.end()) return;
  const std::size_t at = category(rates, *answer);
  if (alarming)
    weight.raised = std::max(weight.raised, greatest_ratio(rates, *own, finding, at));
  else
    weight.lowered = std::min(weight.lowered, own->p[at] / rates.ordinary[at]);
}

Urgency urgency_of(const knowledge::Knowledge& all, const BranchState& state) {
  return all.flags[state.flag].branches[state.branch].urgency;
}

// As danger_probability, with everything implied already. Each step is monotone in floating point.
double probability_from(const Model& model, const Answers& all, std::size_t cause) {
  double odds = model.prior[cause] / (1 - model.prior[cause]);
  for (const std::size_t i : model.person) {
    Weight weight;
    weigh(model, i, all, cause, weight);
    odds *= weight.factor();
  }
  for (std::size_t g = 0; g < model.groups.size(); ++g) odds *= danger_factor(model, g, all, cause);
  return 1 / (1 + 1 / odds);
}

std::vector<Danger> dangers_of(const Model& model, const Answers& all) {
  std::vector<Danger> out;
  for (std::size_t c = 0; c < model.prior.size(); ++c) {
    const double probability = probability_from(model, all, c);
    const Danger danger{c, probability, threshold_urgency(*model.knowledge, c, probability)};
    if (danger.urgency > Urgency::self_care) out.push_back(danger);
  }
  std::ranges::stable_sort(out, [](const Danger& a, const Danger& b) {
    return a.urgency != b.urgency ? a.urgency > b.urgency : a.probability > b.probability;
  });
  return out;
}

}  // namespace

double danger_factor(const Model& model, std::size_t group, const Answers& answers,
                     std::size_t cause) {
  Weight weight;
  for (const std::size_t i : model.groups[group]) weigh(model, i, answers, cause, weight);
  return weight.factor();
}

Urgency threshold_urgency(const knowledge::Knowledge& knowledge, std::size_t cause,
                          double probability) {
  Urgency out = Urgency::self_care;
  for (const knowledge::Threshold& threshold : knowledge.limits.thresholds) {
    const bool reached = probability >= threshold.probability.value;
    if (reached && threshold.cause_class == knowledge.causes[cause].urgency)
      out = std::max(out, threshold.urgency);
  }
  return out;
}

double danger_probability(const Model& model, const Answers& answers, std::size_t cause) {
  return probability_from(model, with_implied(*model.knowledge, answers), cause);
}

Assessment assess(const Model& model, const Answers& answers) {
  const knowledge::Knowledge& all = *model.knowledge;
  Assessment out;
  for (BranchState& state : evaluate_flags(all, answers)) {
    if (state.truth == Truth::yes)
      out.fired.push_back(std::move(state));
    else if (state.truth == Truth::open)
      out.open.push_back(std::move(state));
  }
  const auto more_urgent = [&](const BranchState& a, const BranchState& b) {
    return urgency_of(all, a) > urgency_of(all, b);
  };
  std::ranges::stable_sort(out.fired, more_urgent);
  std::ranges::stable_sort(out.open, more_urgent);
  out.dangers = dangers_of(model, with_implied(all, answers));
  if (!out.fired.empty()) out.urgency = urgency_of(all, out.fired.front());
  if (!out.dangers.empty()) out.urgency = std::max(out.urgency, out.dangers.front().urgency);
  return out;
}

}  // namespace dorsal::reasoning
