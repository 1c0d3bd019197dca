#include "dorsal/reasoning/hypotheses.hpp"

#include <numeric>

#include "enumerate.hpp"
#include "evidence.hpp"

namespace dorsal::reasoning {

std::vector<double> prior_of_hypotheses(const Model& model, const Answers& answers) {
  const Evidence evidence = person_and_exposures(model, answers);
  const Posterior prior =
      enumerate(weighed_shares(model.prior, evidence), {}, model.knowledge->limits);
  std::vector<double> out{prior.none};
  out.insert(out.end(), prior.single.begin(), prior.single.end());
  out.insert(out.end(), prior.pair.begin(), prior.pair.end());
  return out;
}

std::vector<double> answer_ratios(const Model& model, std::size_t rates, double answer) {
  const ScoredAnswer scored = scored_answer(model, rates, answer);
  const std::size_t causes = model.prior.size();
  std::vector<double> out(hypothesis_count(causes), 1.0);
  for (std::size_t b = 0; b < causes; ++b) {
    out[hypothesis_of(b)] = ratio(scored, b);
    for (std::size_t a = 0; a < b; ++a) {
      out[hypothesis_of(causes, a, b)] = pair_ratio(scored, a, b);
    }
  }
  return out;
}

std::vector<double> marginals(const std::vector<double>& weights, std::size_t causes) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> out(weights.begin() + 1,
                          weights.begin() + 1 + static_cast<std::ptrdiff_t>(causes));
  std::size_t at = hypothesis_of(causes);
  for (std::size_t b = 0; b < causes; ++b) {
    for (std::size_t a = 0; a < b; ++a, ++at) {
      out[a] += weights[at];
      out[b] += weights[at];
    }
  }
  for (double& p : out) p /= sum;
  return out;
}

}  // namespace dorsal::reasoning
