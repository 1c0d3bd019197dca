#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning {

/// How often people give one answer, and how often the finding is there at all (1 where no option
/// says that it is absent).
struct Cell {
  double p = 0;        // P(answer) [-]
  double present = 0;  // [-]
};

/// One answer that somebody gave.
struct ScoredAnswer {
  std::size_t finding = 0;
  bool is_absent = false;  // the answer says that there is nothing
  Cell ordinary;
  std::vector<Cell> cause;  // (cause) the ordinary cell where a cause has no row
  std::vector<const knowledge::Likelihood*> row;  // (cause) null where a cause has none
  const knowledge::Likelihood* ordinary_row = nullptr;
};

/// An exposure that was answered, and how it weighs the prior of the causes it brings about.
struct ScoredExposure {
  std::size_t exposure = 0;         // index in Knowledge::exposures
  bool exposed = false;             // what was answered
  double common = 0;                // [-] of people are exposed
  double factor = 1;                // [-] at the exposure's own odds ratio
  std::vector<std::size_t> causes;  // those without a row of their own about it

  /// The factor if the odds ratio were another one; the average person keeps their share.
  [[nodiscard]] double factor_at(double odds) const {
    return (exposed ? odds : 1) / (1 - common + common * odds);
  }
};

/// Everything that was answered, by groups of which only the strongest member counts.
struct Evidence {
  std::vector<std::vector<ScoredAnswer>> groups;
  std::vector<ScoredAnswer> person;
  std::vector<ScoredExposure> exposures;
  std::vector<std::vector<double>> exposure;  // (scored exposure)(cause) factor of the prior [-]
};

[[nodiscard]] Evidence evidence_of(const Model& model, const Answers& answers);

/// What weighs the prior alone: no group of findings is in it.
[[nodiscard]] Evidence person_and_exposures(const Model& model, const Answers& answers);

/// One answer to the finding of model.rates[rates].
[[nodiscard]] ScoredAnswer scored_answer(const Model& model, std::size_t rates, double answer);

/// P(answer | cause) / P(answer | ordinary).
[[nodiscard]] double ratio(const ScoredAnswer& answer, std::size_t cause);

/// The same for two causes at once; see infer().
[[nodiscard]] double pair_ratio(const ScoredAnswer& answer, std::size_t a, std::size_t b);

/// Exposures that are answered and apply to the person's sex.
[[nodiscard]] std::vector<ScoredExposure> scored_exposures(const Model& model,
                                                           const Answers& answers);

}  // namespace dorsal::reasoning
