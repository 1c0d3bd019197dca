#include "ratio_quantiles.hpp"

#include <cmath>

namespace dorsal::posture {
namespace {

constexpr double kLowest = -0.7;  // natural logarithm
constexpr double kWidth = 0.005;

}  // namespace

void RatioQuantiles::add(double ratio, double weight) {
  if (!(ratio > 0) || !(weight > 0) || !std::isfinite(ratio)) return;
  const double bin = std::floor((std::log(ratio) - kLowest) / kWidth);
  if (bin < 0 || bin >= static_cast<double>(kBins)) return;
  bins_[static_cast<std::size_t>(bin)] += weight;
  total_ += weight;
}

double RatioQuantiles::quantile(double share) const {
  double sum = 0;
  for (std::size_t i = 0; i < kBins; ++i) {
    sum += bins_[i];
    if (sum >= share * total_) {
      return std::exp(kLowest + (static_cast<double>(i) + 0.5) * kWidth);
    }
  }
  return 1.0;
}

}  // namespace dorsal::posture
