#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning {

/// Every hypothesis in one list: none of the causes, each alone, each pair. What infer() multiplies
/// answer by answer, taken apart for those that ask what an answer would change.

[[nodiscard]] constexpr std::size_t hypothesis_count(std::size_t causes) {
  return 1 + causes + causes * (causes - (causes > 0 ? 1 : 0)) / 2;
}
[[nodiscard]] constexpr std::size_t hypothesis_of(std::size_t cause) { return 1 + cause; }
[[nodiscard]] constexpr std::size_t hypothesis_of(std::size_t causes, std::size_t a,
                                                  std::size_t b) {
  return 1 + causes + b * (b - 1) / 2 + a;  // a < b
}

/// Shares before any symptom: weighed by age, sex and exposures. Adds to 1.
/// @return (hypothesis) [-]
[[nodiscard]] std::vector<double> prior_of_hypotheses(const Model& model, const Answers& answers);

/// P(answer | hypothesis) / P(answer | ordinary pain), for an answer to model.rates[rates].
/// @return (hypothesis) [-]
[[nodiscard]] std::vector<double> answer_ratios(const Model& model, std::size_t rates,
                                                double answer);

/// Of two answers of one group the ratio that counts: the one further from 1.
[[nodiscard]] double stronger(double a, double b);

/// Marginals of causes.
/// @param weights  (hypothesis), of any sum
/// @return (cause) [-]
[[nodiscard]] std::vector<double> marginals(const std::vector<double>& weights, std::size_t causes);

}  // namespace dorsal::reasoning
