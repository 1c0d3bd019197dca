#include "dorsal/ergonomics/effort_series.hpp"

#include <algorithm>

#include "dorsal/base/check.hpp"

namespace dorsal::ergonomics {
namespace {

// Sums of frame times miss a whole second by rounding. [s]
constexpr double kSliver = 1e-6;

void take_in(double load, double seconds, Effort& effort) {
  if (!(load >= kRestBelow)) return;  // NaN is no effort either
  effort.seconds += seconds;
  effort.dose += std::min(load, 1.0) * seconds;
}

}  // namespace

void EffortSeries::add(double seconds, std::span<const double> efforts,
                       std::span<const double> half_width) {
  DORSAL_CHECK(efforts.size() == groups_);
  DORSAL_CHECK(half_width.empty() || half_width.size() == groups_);
  if (!(seconds > 0)) return;
  if (seconds_.empty() || seconds_.back() >= width_ - kSliver) {
    if (seconds_.size() == kMostBins) halve();
    seconds_.push_back(0);
    efforts_.resize(efforts_.size() + groups_);
  }
  Bounds* const last = &efforts_[(seconds_.size() - 1) * groups_];
  for (std::size_t group = 0; group < groups_; ++group) {
    const double spread = half_width.empty() ? 0 : half_width[group];
    take_in(efforts[group], seconds, last[group][0]);
    take_in(efforts[group] - spread, seconds, last[group][1]);
    take_in(efforts[group] + spread, seconds, last[group][2]);
  }
  banded_ = banded_ || !half_width.empty();
  seconds_.back() += seconds;
  observed_ += seconds;
}

/// Takes neighbours together.
void EffortSeries::halve() {
  for (std::size_t bin = 0; bin < seconds_.size(); ++bin) {
    const std::size_t into = bin / 2;
    const bool first = bin % 2 == 0;
    seconds_[into] = (first ? 0 : seconds_[into]) + seconds_[bin];
    for (std::size_t group = 0; group < groups_; ++group) {
      Bounds& sum = efforts_[into * groups_ + group];
      const Bounds more = efforts_[bin * groups_ + group];
      for (std::size_t b = 0; b < kBounds; ++b) {
        sum[b].seconds = (first ? 0 : sum[b].seconds) + more[b].seconds;
        sum[b].dose = (first ? 0 : sum[b].dose) + more[b].dose;
      }
    }
  }
  seconds_.resize((seconds_.size() + 1) / 2);
  efforts_.resize(seconds_.size() * groups_);
  width_ *= 2;
}

}  // namespace dorsal::ergonomics
