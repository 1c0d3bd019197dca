#include "dorsal/exposure/time_bins.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"

namespace dorsal::exposure {
namespace {

// Keeps a bin's sum inside 64 bits for 25 days of the greatest value.
constexpr double kMaxTicks = 4.0e6;

}  // namespace

TimeBins::TimeBins(double resolution, Duration first_width)
    : resolution_(resolution), first_width_(first_width), width_(first_width) {
  DORSAL_CHECK(resolution > 0 && first_width > Duration::zero());
}

std::int64_t TimeBins::ticks(double value) const {
  return std::llround(std::clamp(value / resolution_, -kMaxTicks, kMaxTicks));
}

void TimeBins::Bin::merge(const Bin& other) {
  observed += other.observed;
  gap += other.gap;
  value += other.value;
  low += other.low;
  high += other.high;
  min = std::min(min, other.min);
  max = std::max(max, other.max);
}

void TimeBins::widen_to(Duration end) {
  while (end > width_ * static_cast<std::int64_t>(kMaxBins)) {
    std::vector<Bin> wider((bins_.size() + 1) / 2);
    for (std::size_t i = 0; i < bins_.size(); ++i) wider[i / 2].merge(bins_[i]);
    bins_ = std::move(wider);
    width_ *= 2;
  }
  end_ = std::max(end_, end);
  const auto needed =
      static_cast<std::size_t>((end_.count() + width_.count() - 1) / width_.count());
  if (needed > bins_.size()) bins_.resize(needed);
}

void TimeBins::add(Duration at, Duration duration, const Reading& reading) {
  const Duration begin = std::max(at, Duration::zero());
  const Duration end = at + duration;
  if (end <= begin) return;
  widen_to(end);
  Bin sample;
  const bool seen = std::isfinite(reading.value);
  if (seen) {
    sample.value = ticks(reading.value);
    sample.low = std::isfinite(reading.low) ? ticks(reading.low) : sample.value;
    sample.high = std::isfinite(reading.high) ? ticks(reading.high) : sample.value;
    sample.min = sample.max = reading.value;
  }
  for (Duration from = begin; from < end;) {
    const std::int64_t index = from.count() / width_.count();
    const Duration to = std::min(end, width_ * (index + 1));
    const std::int64_t share = (to - from).count();
    Bin part = sample;
    (seen ? part.observed : part.gap) = share;
    part.value *= share;
    part.low *= share;
    part.high *= share;
    bins_[static_cast<std::size_t>(index)].merge(part);
    from = to;
  }
}

void TimeBins::merge(const TimeBins& other) {
  DORSAL_CHECK(resolution_ == other.resolution_ && first_width_ == other.first_width_);
  widen_to(std::max(end_, other.end_));
  TimeBins copy = other;
  copy.widen_to(end_);
  // The later end decides the width of both, so they are equal now.
  for (std::size_t i = 0; i < bins_.size(); ++i) bins_[i].merge(copy.bins_[i]);
}

std::vector<BinSummary> TimeBins::bins() const {
  std::vector<BinSummary> out(bins_.size());
  for (std::size_t i = 0; i < bins_.size(); ++i) {
    const Bin& bin = bins_[i];
    BinSummary& summary = out[i];
    summary.begin = width_ * static_cast<std::int64_t>(i);
    summary.end = std::min(end_, summary.begin + width_);
    if (bin.observed == 0) continue;
    const double scale = resolution_ / static_cast<double>(bin.observed);
    summary.mean = {static_cast<double>(bin.value) * scale, static_cast<double>(bin.low) * scale,
                    static_cast<double>(bin.high) * scale};
    summary.min = bin.min;
    summary.max = bin.max;
    summary.gap_share = static_cast<double>(bin.gap) / static_cast<double>(bin.gap + bin.observed);
  }
  return out;
}

bool operator==(const TimeBins& a, const TimeBins& b) {
  return a.resolution_ == b.resolution_ && a.first_width_ == b.first_width_ &&
         a.width_ == b.width_ && a.end_ == b.end_ && a.bins_ == b.bins_;
}

}  // namespace dorsal::exposure
