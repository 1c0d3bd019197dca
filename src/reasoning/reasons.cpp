#include "dorsal/reasoning/reasons.hpp"

#include <algorithm>
#include <cmath>

#include "evidence.hpp"

namespace dorsal::reasoning {
namespace {

void add(const ScoredAnswer& answer, std::size_t cause, std::vector<Reason>& out) {
  if (answer.row[cause] == nullptr) return;
  const double log_odds = std::log(ratio(answer, cause));
  if (log_odds != 0) out.push_back({answer.finding, log_odds, true, &answer.row[cause]->evidence});
}

void add_group(const std::vector<ScoredAnswer>& group, std::size_t cause,
               std::vector<Reason>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (const ScoredAnswer& answer : group) add(answer, cause, out);
  const auto strength = [](const Reason& reason) { return std::abs(reason.log_odds); };
  const auto begin = out.begin() + first;
  const auto strongest = std::ranges::max_element(begin, out.end(), {}, strength);
  for (auto at = begin; at != out.end(); ++at) at->counted = at == strongest;
}

}  // namespace

std::vector<Reason> reasons(const Model& model, const Answers& answers, std::size_t cause) {
  const Evidence evidence = evidence_of(model, answers);
  std::vector<Reason> out;
  for (const ScoredAnswer& answer : evidence.person) add(answer, cause, out);
  for (const auto& group : evidence.groups) add_group(group, cause, out);
  for (std::size_t i = 0; i < evidence.exposures.size(); ++i) {
    const double factor = evidence.exposure[i][cause];
    const knowledge::Exposure& exposure =
        model.knowledge->exposures[evidence.exposures[i].exposure];
    if (factor == 1) continue;
    out.push_back({*model.knowledge->find_finding(exposure.finding), std::log(factor), true,
                   &exposure.evidence});
  }
  std::ranges::stable_sort(out, [](const Reason& a, const Reason& b) {
    return std::abs(a.log_odds) > std::abs(b.log_odds);
  });
  return out;
}

}  // namespace dorsal::reasoning
