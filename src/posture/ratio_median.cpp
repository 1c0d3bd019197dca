#include "ratio_median.hpp"

#include <cmath>

namespace dorsal::posture {
namespace {

constexpr double kLowest = -0.7;  // natural logarithm
constexpr double kWidth = 0.005;

}  // namespace

void RatioMedian::add(double ratio, double weight) {
  if (!(ratio > 0) || !(weight > 0) || !std::isfinite(ratio)) return;
  const double bin = std::floor((std::log(ratio) - kLowest) / kWidth);
  if (bin < 0 || bin >= static_cast<double>(kBins)) return;
  bins_[static_cast<std::size_t>(bin)] += weight;
  total_ += weight;
}

double RatioMedian::median() const {
  double sum = 0;
  for (std::size_t i = 0; i < kBins; ++i) {
    sum += bins_[i];
    if (2 * sum >= total_ && total_ > 0) {
      return std::exp(kLowest + (static_cast<double>(i) + 0.5) * kWidth);
    }
  }
  return 1.0;
}

}  // namespace dorsal::posture
