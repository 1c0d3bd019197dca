#include "dorsal/exposure/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dorsal/base/check.hpp"

namespace dorsal::exposure {

Duration duration_from_seconds(double seconds) { return Duration{std::llround(seconds * 1e6)}; }

double in_seconds(Duration duration) { return static_cast<double>(duration.count()) * 1e-6; }

Distribution::Distribution(double bin_width)
    : bin_width_(bin_width),
      min_(std::numeric_limits<double>::infinity()),
      max_(-std::numeric_limits<double>::infinity()) {
  DORSAL_CHECK(bin_width > 0);
}

std::int32_t Distribution::bin_of(double value) const {
  const double bin = std::clamp(value / bin_width_, -double{kMaxBins}, double{kMaxBins - 1});
  const auto towards_zero = static_cast<std::int32_t>(bin);
  return towards_zero > bin ? towards_zero - 1 : towards_zero;
}

std::int64_t& Distribution::weight_at(std::int32_t bin) {
  if (weights_.empty()) first_bin_ = bin;
  if (bin < first_bin_) {
    weights_.insert(weights_.begin(), static_cast<std::size_t>(first_bin_ - bin), 0);
    first_bin_ = bin;
  }
  const auto index = static_cast<std::size_t>(bin - first_bin_);
  if (index >= weights_.size()) weights_.resize(index + 1, 0);
  return weights_[index];
}

void Distribution::add(double value, Duration weight) {
  if (!std::isfinite(value) || weight <= Duration::zero()) return;
  weight_at(bin_of(value)) += weight.count();
  total_ += weight;
  min_ = std::min(min_, value);
  max_ = std::max(max_, value);
}

void Distribution::merge(const Distribution& other) {
  DORSAL_CHECK(bin_width_ == other.bin_width_);
  if (other.empty()) return;
  weight_at(other.first_bin_);
  weight_at(other.first_bin_ + static_cast<std::int32_t>(other.weights_.size()) - 1);
  const auto offset = static_cast<std::size_t>(other.first_bin_ - first_bin_);
  for (std::size_t i = 0; i < other.weights_.size(); ++i) {
    weights_[offset + i] += other.weights_[i];
  }
  total_ += other.total_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

double Distribution::quantile(double p) const {
  if (empty()) return std::numeric_limits<double>::quiet_NaN();
  if (p <= 0) return min_;
  if (p >= 1) return max_;
  const double wanted = p * static_cast<double>(total_.count());
  std::int64_t below = 0;
  std::int32_t bin = first_bin_;
  for (const std::int64_t weight : weights_) {
    below += weight;
    if (static_cast<double>(below) >= wanted) break;
    ++bin;
  }
  return std::clamp((bin + 0.5) * bin_width_, min_, max_);
}

double Distribution::integral(const std::function<double(double)>& f) const {
  double sum = 0;
  double bin = first_bin_;
  for (const std::int64_t weight : weights_) {
    if (weight != 0) {
      sum += f(std::clamp((bin + 0.5) * bin_width_, min_, max_)) * in_seconds(Duration{weight});
    }
    ++bin;
  }
  return sum;
}

Duration Distribution::time_above(double threshold) const {
  Duration time{0};
  double bin = first_bin_;
  for (const std::int64_t weight : weights_) {
    if (std::clamp((bin + 0.5) * bin_width_, min_, max_) > threshold) time += Duration{weight};
    ++bin;
  }
  return time;
}

bool operator==(const Distribution& a, const Distribution& b) {
  return a.bin_width_ == b.bin_width_ && a.min_ == b.min_ && a.max_ == b.max_ &&
         a.total_ == b.total_ && a.first_bin_ == b.first_bin_ && a.weights_ == b.weights_;
}

}  // namespace dorsal::exposure
