#include <algorithm>
#include <cmath>
#include <numeric>

#include "dorsal/reasoning/hypotheses.hpp"
#include "tables.hpp"

namespace dorsal::interview {
namespace {

// Divergence of the probabilities after an answer from those before.
double divergence(const std::vector<double>& after, const std::vector<double>& before) {
  const double sum = std::accumulate(after.begin(), after.end(), 0.0);
  if (sum <= 0) return 0;
  double out = 0;
  for (std::size_t h = 0; h < after.size(); ++h) {
    if (after[h] > 0) out += after[h] * std::log(after[h] / before[h]);
  }
  return out / sum - std::log(sum);
}

double expected_divergence(const Tables& tables, const State& state, const Situation& situation,
                           std::size_t finding) {
  double out = 0;
  const auto& chance = situation.chance[finding];
  const bool alone = stands_alone(tables, state, finding);
  for (std::size_t i = 0; i < chance.size(); ++i) {
    if (alone) {
      const AnswerTable& answer = tables.finding[finding].answers[i];
      const double sum = dot(situation.posterior, answer.ratio);
      if (sum > 0)
        out += chance[i] * (dot(situation.posterior, answer.content) / sum - std::log(sum));
      continue;
    }
    const auto after = weights_after(tables, state, situation, finding, i);
    out += chance[i] * divergence(after, situation.posterior);
  }
  return out;
}

// Questions that count: those with rates, and whose screen was not passed over.
bool is_asked_alone(const Tables& tables, std::size_t finding) {
  return tables.finding[finding].group && tables.knowledge().findings[finding].screen.empty();
}

// Mean and variance of how far one cause moves from another, in log-odds.
struct Move {
  double mean = 0;
  double variance = 0;
};

// What everything open would do to ln(p_a / p_b) if a were so.
Move move_of(const Tables& tables, const Situation& situation, std::size_t a, std::size_t b) {
  Move out;
  for (const std::size_t f : situation.open) {
    if (!is_asked_alone(tables, f)) continue;
    double mean = 0;
    double square = 0;
    for (const AnswerTable& answer : tables.finding[f].answers) {
      const std::size_t h = reasoning::hypothesis_of(a);
      const double p = answer.ordinary * answer.ratio[h];
      if (p <= 0) continue;
      constexpr double kCertain = 20;  // an answer that b never gives: as good as certain
      const double log_odds =
          std::min(kCertain, answer.log_ratio[h] - answer.log_ratio[reasoning::hypothesis_of(b)]);
      mean += p * log_odds;
      square += p * log_odds * log_odds;
    }
    out.mean += mean;
    out.variance += square - mean * mean;
  }
  return out;
}

double below_zero(double mean, double variance) {
  if (variance <= 0) return mean < 0 ? 1 : 0;
  return 0.5 * std::erfc(mean / std::sqrt(2 * variance));
}

}  // namespace

double chance_of_another_leader(const Tables& tables, const Situation& situation) {
  const std::size_t causes = tables.knowledge().causes.size();
  const auto p = reasoning::marginals(situation.posterior, causes);
  const auto first = static_cast<std::size_t>(std::ranges::max_element(p) - p.begin());
  double out = 0;
  for (std::size_t c = 0; c < causes; ++c) {
    constexpr double kLeast = 1e-3;  // rarer rivals overtake hardly anybody
    if (c == first || p[c] < kLeast) continue;
    const double lead = std::log(p[first] / p[c]);
    const Move if_first = move_of(tables, situation, first, c);
    const Move if_other = move_of(tables, situation, c, first);
    out += p[first] * below_zero(lead + if_first.mean, if_first.variance);
    out += p[c] * below_zero(lead - if_other.mean, if_other.variance);
  }
  return std::min(1.0, out);
}

std::vector<double> cause_worth(const Tables& tables, const State& state,
                                const Situation& situation) {
  std::vector<double> out(tables.finding.size());
  for (const std::size_t f : situation.open) {
    if (is_asked_alone(tables, f)) out[f] = expected_divergence(tables, state, situation, f);
  }
  return out;
}

}  // namespace dorsal::interview
