#pragma once

#include <array>
#include <cstddef>

namespace dorsal::posture {

/// Weighted quantiles of a stream of ratios, in bins of half a percent from 0.5 to 2.
class RatioQuantiles {
 public:
  void add(double ratio, double weight);
  [[nodiscard]] double weight() const { return total_; }
  /// @param share  0..1; 0.5 is the median. Only when weight() > 0.
  [[nodiscard]] double quantile(double share) const;

 private:
  static constexpr std::size_t kBins = 280;
  std::array<double, kBins> bins_{};
  double total_ = 0;
};

}  // namespace dorsal::posture
