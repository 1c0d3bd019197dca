#include "dorsal/reasoning/inference.hpp"

#include <algorithm>
#include <numeric>

#include "dorsal/reasoning/hypotheses.hpp"
#include "enumerate.hpp"

namespace dorsal::reasoning {
namespace {

double strength(double ratio) { return ratio >= 1 ? ratio : 1 / ratio; }

/// Likelihood of every hypothesis against ordinary pain, kept from leaving the range of a double.
class Scores {
 public:
  explicit Scores(std::size_t causes)
      : causes_(causes),
        single_(causes, 1.0),
        pair_(causes * (causes - (causes > 0 ? 1 : 0)) / 2, 1.0) {}

  void multiply(const std::vector<ScoredAnswer>& group) {
    for (std::size_t b = 0; b < causes_; ++b) {
      single_[b] *= strongest(group, [&](const ScoredAnswer& answer) { return ratio(answer, b); });
      for (std::size_t a = 0; a < b; ++a) {
        pair_[pair_index(a, b)] *=
            strongest(group, [&](const ScoredAnswer& answer) { return pair_ratio(answer, a, b); });
      }
    }
    rescale();
  }

  Posterior weighed(const std::vector<double>& shares, const knowledge::Limits& limits) {
    const double two = limits.two.value;
    const double one = 1 - limits.none.value - two;
    Posterior out{none_ * limits.none.value, single_, pair_, {}};
    for (std::size_t b = 0; b < causes_; ++b) {
      out.single[b] *= one * shares[b];
      for (std::size_t a = 0; a < b; ++a) {
        out.pair[pair_index(a, b)] *= two * pair_share(shares[a], shares[b]);
      }
    }
    return out;
  }

 private:
  template <class Of>
  static double strongest(const std::vector<ScoredAnswer>& group, Of of) {
    double out = of(group.front());
    for (std::size_t i = 1; i < group.size(); ++i) out = stronger(out, of(group[i]));
    return out;
  }

  static double pair_share(double a, double b) {
    const auto rest = [](double share) { return share < 1 ? 1 / (1 - share) : 0; };
    return a * b * (rest(a) + rest(b));
  }

  void rescale() {
    constexpr double kLarge = 1e100;
    double most = none_;
    for (const double score : single_) most = std::max(most, score);
    for (const double score : pair_) most = std::max(most, score);
    if (most < kLarge && most > 1 / kLarge) return;
    none_ /= most;
    for (double& score : single_) score /= most;
    for (double& score : pair_) score /= most;
  }

  std::size_t causes_;
  double none_ = 1;
  std::vector<double> single_;  // (cause)
  std::vector<double> pair_;    // (pair_index)
};

void normalise(Posterior& out) {
  double sum = out.none;
  for (const double p : out.single) sum += p;
  for (const double p : out.pair) sum += p;
  out.none /= sum;
  for (double& p : out.single) p /= sum;
  for (double& p : out.pair) p /= sum;
}

void add_marginals(Posterior& out) {
  out.marginal = out.single;
  for (std::size_t b = 0; b < out.single.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      out.marginal[a] += out.pair[pair_index(a, b)];
      out.marginal[b] += out.pair[pair_index(a, b)];
    }
  }
}

}  // namespace

double stronger(double a, double b) { return strength(b) > strength(a) ? b : a; }

std::vector<double> weighed_shares(std::vector<double> prior, const Evidence& evidence) {
  for (std::size_t c = 0; c < prior.size(); ++c) {
    for (const ScoredAnswer& answer : evidence.person) prior[c] *= ratio(answer, c);
    for (const auto& factor : evidence.exposure) prior[c] *= factor[c];
  }
  const double sum = std::accumulate(prior.begin(), prior.end(), 0.0);
  for (double& share : prior) share /= sum;
  return prior;
}

Posterior enumerate(const std::vector<double>& shares, const Evidence& evidence,
                    const knowledge::Limits& limits) {
  Scores scores(shares.size());
  for (const auto& group : evidence.groups) scores.multiply(group);
  Posterior out = scores.weighed(shares, limits);
  normalise(out);
  add_marginals(out);
  return out;
}

Posterior infer(const Model& model, const Answers& answers) {
  const Evidence evidence = evidence_of(model, answers);
  return enumerate(weighed_shares(model.prior, evidence), evidence, model.knowledge->limits);
}

}  // namespace dorsal::reasoning
