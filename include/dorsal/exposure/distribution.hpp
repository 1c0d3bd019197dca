#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

namespace dorsal::exposure {

/// Time is counted in whole microseconds, so that sums do not depend on their order: parts of a
/// recording, or of a cohort, merge bit for bit into what one run gives.
using Duration = std::chrono::microseconds;

/// Nearest microsecond.
[[nodiscard]] Duration duration_from_seconds(double seconds);
[[nodiscard]] double in_seconds(Duration duration);

/// How long a quantity had which value: a histogram of time with fixed bins, of which it keeps only
/// those between the least and the greatest value seen. Memory does not grow with time.
class Distribution {
 public:
  /// Bins away from zero on either side at the most; a value beyond is counted in the last one.
  static constexpr std::int32_t kMaxBins = 1 << 16;

  /// @param bin_width  in the unit of the values, above 0
  explicit Distribution(double bin_width);

  /// Counts `value` for `weight`; a value that is not finite, or no time, is left out.
  void add(double value, Duration weight);
  /// Adds all that `other` counted; the bin widths must be equal.
  void merge(const Distribution& other);

  [[nodiscard]] Duration total() const { return total_; }
  [[nodiscard]] bool empty() const { return total_ == Duration::zero(); }
  /// The value that is not exceeded during the share p of the time (the least such value).
  /// Within half a bin width of the exact time-weighted quantile; exact at p = 0 and p = 1.
  /// @return NaN when nothing was counted
  [[nodiscard]] double quantile(double p) const;
  /// Integral over time of a function of the value: sum of f(value) times seconds, each value
  /// taken to be the middle of its bin.
  [[nodiscard]] double integral(const std::function<double(double)>& f) const;
  /// Time with a value above a threshold, to within a bin.
  [[nodiscard]] Duration time_above(double threshold) const;
  [[nodiscard]] double min() const { return min_; }
  [[nodiscard]] double max() const { return max_; }
  [[nodiscard]] double bin_width() const { return bin_width_; }

  friend bool operator==(const Distribution&, const Distribution&);

 private:
  [[nodiscard]] std::int32_t bin_of(double value) const;
  std::int64_t& weight_at(std::int32_t bin);

  double bin_width_;
  double min_;
  double max_;
  Duration total_{0};
  std::int32_t first_bin_ = 0;
  std::vector<std::int64_t> weights_;  // (bin) [us], from first_bin_
};

}  // namespace dorsal::exposure
