#include <cmath>
#include <numeric>

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
  for (std::size_t i = 0; i < chance.size(); ++i) {
    const auto after = weights_after(tables, state, situation, finding, i);
    out += chance[i] * divergence(after, situation.posterior);
  }
  return out;
}

}  // namespace

std::vector<double> cause_worth(const Tables& tables, const State& state,
                                const Situation& situation) {
  std::vector<double> out(tables.finding.size());
  for (const std::size_t f : situation.open) {
    if (tables.finding[f].group) out[f] = expected_divergence(tables, state, situation, f);
  }
  return out;
}

}  // namespace dorsal::interview
