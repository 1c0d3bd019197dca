#include "evidence.hpp"

#include <algorithm>

namespace dorsal::reasoning {
namespace {

using knowledge::Finding;
using knowledge::Rates;

Cell cell(const std::vector<double>& p, std::size_t at, const Finding& finding) {
  return {p[at], finding.absent ? 1 - p[*finding.absent] : 1.0};
}

ScoredAnswer scored(const Model& model, const Rates& rates, double answer) {
  const Finding& finding = model.knowledge->findings[rates.finding];
  const std::size_t at = category(rates, answer);
  const std::size_t causes = model.prior.size();
  ScoredAnswer out;
  out.finding = rates.finding;
  out.is_absent = finding.absent == at;
  out.ordinary = cell(rates.ordinary, at, finding);
  out.ordinary_row = rates.ordinary_row[at];
  out.cause.assign(causes, out.ordinary);
  out.row.assign(causes, nullptr);
  for (const knowledge::CauseRates& own : rates.causes) {
    out.cause[own.cause] = cell(own.p, at, finding);
    out.row[own.cause] = own.row[at];
  }
  return out;
}

double noisy_or(double a, double b, double ordinary) {
  const double shared = std::min(ordinary, std::max(a, b));
  if (shared >= 1) return 1;
  const double rest = 1 - shared;
  return 1 - rest * std::min(1.0, (1 - a) / rest) * std::min(1.0, (1 - b) / rest);
}

bool applies_to(const knowledge::Exposure& exposure, const knowledge::Knowledge& all,
                const Answers& answers) {
  if (exposure.sex == "both") return true;
  const auto sex = all.find_finding("sex");
  if (!sex || !answers.of[*sex]) return false;
  const auto option = option_index(all.findings[*sex], exposure.sex == "men" ? "male" : "female");
  return option && *answers.of[*sex] == static_cast<double>(*option);
}

const Rates* rates_for(const Model& model, std::size_t finding) {
  const auto found = std::ranges::find(model.rates, finding, &Rates::finding);
  return found == model.rates.end() ? nullptr : &*found;
}

bool has_row(const Rates& rates, std::size_t cause) {
  return std::ranges::find(rates.causes, cause, &knowledge::CauseRates::cause) !=
         rates.causes.end();
}

std::vector<std::size_t> causes_without_row(const Model& model, const Rates& rates,
                                            const knowledge::Exposure& exposure) {
  std::vector<std::size_t> out;
  for (const std::string& id : exposure.causes) {
    const std::size_t cause = *model.knowledge->find_cause(id);
    if (!has_row(rates, cause)) out.push_back(cause);  // a row of its own says it already
  }
  return out;
}

}  // namespace

double ratio(const ScoredAnswer& answer, std::size_t cause) {
  return answer.cause[cause].p / answer.ordinary.p;
}

double pair_ratio(const ScoredAnswer& answer, std::size_t a, std::size_t b) {
  const Cell& first = answer.cause[a];
  const Cell& second = answer.cause[b];
  const double there = noisy_or(first.present, second.present, answer.ordinary.present);
  if (answer.is_absent) return (1 - there) / answer.ordinary.p;
  const double present = first.present + second.present;
  if (present <= 0) return 0;
  return there * (first.p + second.p) / present / answer.ordinary.p;
}

std::vector<ScoredExposure> scored_exposures(const Model& model, const Answers& answers) {
  const knowledge::Knowledge& all = *model.knowledge;
  std::vector<ScoredExposure> out;
  for (std::size_t i = 0; i < all.exposures.size(); ++i) {
    const knowledge::Exposure& exposure = all.exposures[i];
    if (exposure.causes.empty() || !applies_to(exposure, all, answers)) continue;
    const std::size_t finding = *all.find_finding(exposure.finding);
    const Rates* rates = rates_for(model, finding);
    if (!answers.of[finding] || rates == nullptr) continue;
    ScoredExposure scored{i, *answers.of[finding] == 1, rates->ordinary[1], 1,
                          causes_without_row(model, *rates, exposure)};
    scored.factor = scored.factor_at(*exposure.value);
    out.push_back(std::move(scored));
  }
  return out;
}

Evidence person_and_exposures(const Model& model, const Answers& answers) {
  Evidence out;
  for (const std::size_t i : model.person) {
    const auto& given = answers.of[model.rates[i].finding];
    if (given) out.person.push_back(scored_answer(model, i, *given));
  }
  out.exposures = scored_exposures(model, answers);
  for (const ScoredExposure& scored : out.exposures) {
    out.exposure.emplace_back(model.prior.size(), 1.0);
    for (const std::size_t cause : scored.causes) out.exposure.back()[cause] = scored.factor;
  }
  return out;
}

ScoredAnswer scored_answer(const Model& model, std::size_t rates, double answer) {
  return scored(model, model.rates[rates], answer);
}

Evidence evidence_of(const Model& model, const Answers& answers) {
  Evidence out = person_and_exposures(model, answers);
  for (const auto& group : model.groups) {
    std::vector<ScoredAnswer> members;
    for (const std::size_t i : group) {
      const auto& given = answers.of[model.rates[i].finding];
      if (given) members.push_back(scored_answer(model, i, *given));
    }
    if (!members.empty()) out.groups.push_back(std::move(members));
  }
  return out;
}

}  // namespace dorsal::reasoning
