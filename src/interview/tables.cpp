#include "tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "applies.hpp"
#include "dorsal/reasoning/hypotheses.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Finding;
using knowledge::Knowledge;
using knowledge::Rates;

// A finding's answers; of a number the first of each stretch that rows and alarms tell apart.
std::vector<double> answers_of(const Finding& finding, const Rates* rates) {
  std::set<double> out;
  if (!is_numeric(finding)) {
    for (std::size_t i = 0; i < finding.options.size(); ++i) out.insert(static_cast<double>(i));
    return {out.begin(), out.end()};
  }
  out.insert(finding.least);
  if (rates != nullptr) out.insert(rates->edges.begin(), rates->edges.end());
  for (const knowledge::Alarm& alarm : finding.alarming) {
    if (alarm.at_least) out.insert(*alarm.at_least);
  }
  return {out.begin(), out.end()};
}

// A stretch's share of its range; options share alike.
double even_share(const Finding& finding, const std::vector<double>& answers, std::size_t at) {
  if (!is_numeric(finding)) return 1 / static_cast<double>(answers.size());
  const double end = at + 1 < answers.size() ? answers[at + 1] : finding.most + 1;
  return (end - answers[at]) / (finding.most + 1 - finding.least);
}

AnswerTable answer_table(const reasoning::Model& model, std::size_t rates, double answer) {
  AnswerTable out;
  out.answer = answer;
  const Rates& of = model.rates[rates];
  out.ordinary = of.ordinary[category(of, answer)];
  out.ratio = answer_ratios(model, rates, answer);
  constexpr double kNever = -50;  // stands for ln 0 where it is multiplied with 0
  for (const double ratio : out.ratio)
    out.log_ratio.push_back(ratio > 0 ? std::log(ratio) : kNever);
  for (std::size_t h = 0; h < out.ratio.size(); ++h)
    out.content.push_back(out.ratio[h] * out.log_ratio[h]);
  return out;
}

FindingTable finding_table(const reasoning::Model& model, std::size_t index) {
  const Knowledge& knowledge = *model.knowledge;
  const Finding& finding = knowledge.findings[index];
  FindingTable out;
  const auto rates = std::ranges::find(model.rates, index, &Rates::finding);
  const bool has_rates = rates != model.rates.end();
  if (has_rates) out.rates = static_cast<std::size_t>(rates - model.rates.begin());
  const auto answers = answers_of(finding, has_rates ? &*rates : nullptr);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (has_rates)
      out.answers.push_back(answer_table(model, *out.rates, answers[i]));
    else
      out.answers.push_back({answers[i], even_share(finding, answers, i), false, {}, {}, {}});
    out.answers.back().alarming = is_alarming(finding, answers[i]);
  }
  for (std::size_t g = 0; g < model.groups.size() && has_rates; ++g) {
    if (std::ranges::count(model.groups[g], *out.rates) > 0) out.group = g;
  }
  out.weighs_prior = std::ranges::any_of(knowledge.exposures, [&](const auto& exposure) {
    return exposure.finding == finding.id && !exposure.causes.empty();
  });
  return out;
}

// Whether a question that cannot be asked yet may become one: what it depends on is still open.
bool may_come(const Knowledge& knowledge, const Situation& situation, const State& state,
              std::size_t finding) {
  const Finding& asked = knowledge.findings[finding];
  if (asked.asked_if.empty() || state.skipped[finding]) return false;
  const std::size_t before = *knowledge.find_finding(asked.asked_if);
  return std::ranges::count(situation.open, before) > 0;
}

std::size_t index_of(const FindingTable& table, const Rates& rates, double answer) {
  const std::size_t wanted = category(rates, answer);
  for (std::size_t i = 0; i < table.answers.size(); ++i) {
    if (category(rates, table.answers[i].answer) == wanted) return i;
  }
  return 0;
}

// What the answers of a group make of each hypothesis; empty where none is given.
std::vector<double> group_ratio(const Tables& tables, const State& state, std::size_t group) {
  std::vector<double> out;
  for (const std::size_t i : tables.model->groups[group]) {
    const Rates& rates = tables.model->rates[i];
    const auto& given = state.answers.of[rates.finding];
    if (!given) continue;
    const FindingTable& table = tables.finding[rates.finding];
    const auto& ratio = table.answers[index_of(table, rates, *given)].ratio;
    if (out.empty()) {
      out = ratio;
      continue;
    }
    for (std::size_t h = 0; h < out.size(); ++h) out[h] = reasoning::stronger(out[h], ratio[h]);
  }
  return out;
}

void normalise(std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
}

std::vector<double> posterior_of(const Tables& tables, const State& state) {
  auto out = prior_of_hypotheses(*tables.model, state.answers);
  for (std::size_t g = 0; g < tables.model->groups.size(); ++g) {
    const auto ratio = group_ratio(tables, state, g);
    if (ratio.empty()) continue;
    for (std::size_t h = 0; h < out.size(); ++h) out[h] *= ratio[h];
    normalise(out);
  }
  return out;
}

std::vector<double> chances(const FindingTable& table, const std::vector<double>& posterior) {
  std::vector<double> out;
  for (const AnswerTable& answer : table.answers) {
    double p = answer.ordinary;
    if (!answer.ratio.empty()) p *= dot(posterior, answer.ratio);
    out.push_back(p);
  }
  normalise(out);
  return out;
}

}  // namespace

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  std::array<double, 4> sums{};  // side by side: one sum would wait for itself
  std::size_t i = 0;
  for (; i + sums.size() <= a.size(); i += sums.size()) {
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += a[i + k] * b[i + k];
  }
  for (; i < a.size(); ++i) sums[0] += a[i] * b[i];
  return sums[0] + sums[1] + (sums[2] + sums[3]);
}

Tables make_tables(const reasoning::Model& model, const Bounds& bounds) {
  Tables out;
  out.model = &model;
  out.bounds = bounds;
  const Knowledge& knowledge = *model.knowledge;
  for (std::size_t f = 0; f < knowledge.findings.size(); ++f) {
    out.finding.push_back(finding_table(model, f));
    out.every.push_back(f);
  }
  for (std::size_t c = 0; c < knowledge.causes.size(); ++c) {
    const bool has_threshold =
        std::ranges::any_of(knowledge.limits.thresholds, [&](const auto& threshold) {
          return threshold.cause_class == knowledge.causes[c].urgency;
        });
    if (has_threshold) out.dangerous.push_back(c);
  }
  return out;
}

Situation look(const Tables& tables, const State& state) {
  const Knowledge& knowledge = tables.knowledge();
  Situation out;
  out.implied = with_implied(knowledge, state.answers);
  out.assessment = assess(*tables.model, state.answers);
  out.open = open_among(knowledge, state, tables.every);
  out.danger.resize(knowledge.causes.size());
  for (const std::size_t c : tables.dangerous)
    out.danger[c] = danger_probability(*tables.model, state.answers, c);
  out.possible = out.implied;
  for (const std::size_t f : tables.every) {
    if (out.possible.of[f] || may_come(knowledge, out, state, f)) continue;
    if (!std::ranges::binary_search(out.open, f))
      out.possible.of[f] = std::numeric_limits<double>::quiet_NaN();
  }
  return out;
}

void weigh(const Tables& tables, const State& state, Situation& situation) {
  situation.posterior = posterior_of(tables, state);
  situation.chance.resize(tables.finding.size());
  for (const std::size_t f : tables.every) {
    if (!situation.possible.of[f])
      situation.chance[f] = chances(tables.finding[f], situation.posterior);
  }
}

bool stands_alone(const Tables& tables, const State& state, std::size_t finding) {
  const FindingTable& table = tables.finding[finding];
  return !table.weighs_prior &&
         std::ranges::none_of(tables.model->groups[*table.group], [&](std::size_t member) {
           return state.answers.of[tables.model->rates[member].finding].has_value();
         });
}

std::vector<double> weights_after(const Tables& tables, const State& state,
                                  const Situation& situation, std::size_t finding,
                                  std::size_t answer) {
  std::vector<double> out = situation.posterior;
  const FindingTable& table = tables.finding[finding];
  const auto& ratio = table.answers[answer].ratio;
  if (!table.group) return out;
  const auto given = group_ratio(tables, state, *table.group);
  for (std::size_t h = 0; h < out.size(); ++h) {
    const double now = given.empty() ? 1 : given[h];
    if (now > 0) out[h] *= reasoning::stronger(now, ratio[h]) / now;
  }
  if (!table.weighs_prior) return out;
  reasoning::Answers with = state.answers;
  with.of[finding] = table.answers[answer].answer;
  const auto before = prior_of_hypotheses(*tables.model, state.answers);
  const auto after = prior_of_hypotheses(*tables.model, with);
  for (std::size_t h = 0; h < out.size(); ++h) {
    if (before[h] > 0) out[h] *= after[h] / before[h];
  }
  return out;
}

}  // namespace dorsal::interview
