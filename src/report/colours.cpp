#include "colours.hpp"

#include <cmath>

namespace dorsal::report {

double round_step(double least) {
  if (!(least > 0) || !std::isfinite(least)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

std::string_view force_colour(double force) {
  std::size_t step = 0;
  while (step + 1 < kForceSteps.size() && force >= kForceSteps[step + 1]) ++step;
  return kScale[step];
}

}  // namespace dorsal::report
