#include "dorsal/reasoning/interval.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "enumerate.hpp"

namespace dorsal::reasoning {
namespace {

// Standard normal deviates from a SplitMix64 stream, which no library changes.
class Normal {
 public:
  explicit Normal(std::uint64_t seed) : state_(seed) {}
  double operator()() {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  double uniform() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    z ^= z >> 31U;
    return (static_cast<double>(z >> 11U) + 0.5) * 0x1.0p-53;  // inside 0..1
  }
  std::uint64_t state_;
};

constexpr double kPercentile95 = 1.6448536269514722;  // of the standard normal

double logit(double p) { return std::log(p / (1 - p)); }

// p moved by `shift` on the logit scale; 0 and 1 stay.
double moved(double p, double shift) {
  if (p <= 0 || p >= 1) return p;
  const double odds = p / (1 - p) * std::exp(shift);
  return odds / (1 + odds);
}

double usual_spread(const knowledge::Limits& limits, knowledge::Quality quality) {
  if (quality == knowledge::Quality::measured) return limits.spread_measured.value;
  if (quality == knowledge::Quality::derived) return limits.spread_derived.value;
  return limits.spread_expert.value;
}

// The move on the logit scale that a standard normal deviate z stands for.
double row_shift(const knowledge::Likelihood& row, const knowledge::Limits& limits, double z) {
  const auto& end = z < 0 ? row.low : row.high;
  const bool usable = row.p && end && *end > 0 && *end < 1 && *row.p > 0 && *row.p < 1;
  if (!usable) return z * usual_spread(limits, row.evidence.quality);
  return z * std::abs(logit(*end) - logit(*row.p)) / kPercentile95;
}

// An odds ratio within its range, on the logarithmic scale; its ends are taken as those of rows
// are.
double drawn_odds(const knowledge::Exposure& exposure, double z) {
  const auto& end = z < 0 ? exposure.low : exposure.high;
  if (!end || *end <= 0) return *exposure.value;
  return *exposure.value * std::exp(z * std::abs(std::log(*end / *exposure.value)) / kPercentile95);
}

// One drawn table. Every row is moved once, whatever rests on it.
class Draw {
 public:
  Draw(const Model& model, Normal& normal) : model_(model), normal_(normal) {}

  std::vector<double> prior() {
    std::vector<double> out;
    double sum = 0;
    for (const knowledge::Cause& cause : model_.knowledge->causes) {
      const double z = normal_();
      const double end = z < 0 ? cause.prior.low : cause.prior.high;
      const double side = std::abs(std::log(end / cause.prior.value)) / kPercentile95;
      out.push_back(cause.prior.value * std::exp(z * side));
      sum += out.back();
    }
    for (double& share : out) share /= sum;
    return out;
  }

  Evidence evidence(Evidence drawn) {
    for (ScoredAnswer& answer : drawn.person) move(answer);
    for (auto& group : drawn.groups) {
      for (ScoredAnswer& answer : group) move(answer);
    }
    for (std::size_t i = 0; i < drawn.exposures.size(); ++i) {
      move(drawn.exposures[i], drawn.exposure[i]);
    }
    return drawn;
  }

 private:
  double shift(const knowledge::Likelihood* row) {
    const auto [entry, added] = shifts_.emplace(row, 0.0);
    if (added) entry->second = row_shift(*row, model_.knowledge->limits, normal_());
    return entry->second;
  }

  // A shift makes the finding, or the option, commoner; "absent" then becomes rarer.
  static Cell move(const Cell& cell, bool is_absent, double by) {
    const double present = moved(cell.present, by);
    if (is_absent) return {1 - present, present};
    const double p = moved(cell.p, by);
    return {p, std::max(p, present)};
  }

  void move(ScoredAnswer& answer) {
    const Cell ordinary = move(answer.ordinary, answer.is_absent, shift(answer.ordinary_row));
    for (std::size_t c = 0; c < answer.cause.size(); ++c) {
      const knowledge::Likelihood* row = answer.row[c];
      answer.cause[c] =
          row == nullptr ? ordinary : move(answer.cause[c], answer.is_absent, shift(row));
    }
    answer.ordinary = ordinary;
  }

  void move(const ScoredExposure& scored, std::vector<double>& factors) {
    const double odds = drawn_odds(model_.knowledge->exposures[scored.exposure], normal_());
    for (const std::size_t cause : scored.causes) factors[cause] = scored.factor_at(odds);
  }

  const Model& model_;
  Normal& normal_;
  std::map<const knowledge::Likelihood*, double> shifts_;
};

double percentile(std::vector<double>& values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

}  // namespace

std::vector<Interval> intervals(const Model& model, const Answers& answers, int draws,
                                std::uint64_t seed) {
  const Evidence evidence = evidence_of(model, answers);
  const Posterior best = infer(model, answers);
  Normal normal(seed);
  std::vector<std::vector<double>> drawn(best.marginal.size());
  for (int i = 0; i < draws; ++i) {
    Draw draw(model, normal);
    const auto prior = draw.prior();
    const Evidence moved_evidence = draw.evidence(evidence);
    const Posterior posterior =
        enumerate(weighed_shares(prior, moved_evidence), moved_evidence, model.knowledge->limits);
    for (std::size_t c = 0; c < drawn.size(); ++c) drawn[c].push_back(posterior.marginal[c]);
  }
  std::vector<Interval> out;
  for (std::size_t c = 0; c < drawn.size(); ++c) {
    const double p = best.marginal[c];
    Interval next{p, p};
    if (!drawn[c].empty())
      next = {std::min(p, percentile(drawn[c], 0.05)), std::max(p, percentile(drawn[c], 0.95))};
    out.push_back(next);
  }
  return out;
}

}  // namespace dorsal::reasoning
