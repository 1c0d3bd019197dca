#pragma once

#include <array>
#include <cstddef>

namespace dorsal::posture {

/// Weighted median of a stream of ratios, in bins of half a percent from 0.5 to 2.
class RatioMedian {
 public:
  void add(double ratio, double weight);
  [[nodiscard]] double weight() const { return total_; }
  /// 1 as long as weight() is 0.
  [[nodiscard]] double median() const;

 private:
  static constexpr std::size_t kBins = 280;
  std::array<double, kBins> bins_{};
  double total_ = 0;
};

}  // namespace dorsal::posture
