#include "dorsal/exposure/turning_points.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dorsal::exposure {
namespace {

// Mean size of a normal variable over its deviation; the third difference of white noise has 20
// times its variance.
constexpr double kMeanSize = 0.7978845608028654;
constexpr double kThirdDifference = 4.47213595499958;
constexpr double kMemory = 15.0;  // [s] over which noise is averaged; expert
constexpr std::int64_t kFewest = 8;

}  // namespace

LowPass::LowPass(double cut_off_hz) : time_constant_(1 / (2 * std::numbers::pi * cut_off_hz)) {}

double LowPass::add(double value, double seconds) {
  if (!primed_) first_ = second_ = value;
  primed_ = true;
  space(seconds);
  first_ += step_ * (value - first_);
  second_ += step_ * (first_ - second_);
  return second_;
}

void LowPass::space(double seconds) {
  if (seconds == spacing_) return;
  spacing_ = seconds;
  const double keep = std::exp(-seconds / time_constant_);
  const double square = keep * keep;
  step_ = 1 - keep;
  gain_ = step_ * step_ * std::sqrt((1 + square) / ((1 - square) * (1 - square) * (1 - square)));
}

double LowPass::noise_gain(double seconds) {
  space(seconds);
  return gain_;
}

void NoiseGauge::add(double value, double seconds) {
  if (known_ == 3) {
    const double size = std::abs(value - 3 * last_[0] + 3 * last_[1] - last_[2]);
    ++differences_;
    const double weight =
        std::max(1.0 / static_cast<double>(differences_), std::min(1.0, seconds / kMemory));
    mean_size_ += weight * (size - mean_size_);
  }
  last_[2] = last_[1];
  last_[1] = last_[0];
  last_[0] = value;
  known_ = std::min(known_ + 1, 3);
}

std::optional<double> NoiseGauge::deviation() const {
  if (differences_ < kFewest) return std::nullopt;
  return mean_size_ / kMeanSize / kThirdDifference;
}

std::optional<Turn> TurningPoints::add(Duration at, double value, double hysteresis) {
  if (!primed_) {
    primed_ = true;
    highest_ = {at, value, true};
    lowest_ = {at, value, false};
    return std::nullopt;
  }
  if (value > highest_.value) highest_ = {at, value, true};
  if (value < lowest_.value) lowest_ = {at, value, false};
  if (direction_ != Direction::falling && highest_.value - value > hysteresis) {
    direction_ = Direction::falling;
    lowest_ = {at, value, false};
    return highest_;
  }
  if (direction_ != Direction::rising && value - lowest_.value > hysteresis) {
    direction_ = Direction::rising;
    highest_ = {at, value, true};
    return lowest_;
  }
  return std::nullopt;
}

std::optional<Turn> TurningPoints::under_way() const {
  if (direction_ == Direction::unknown) return std::nullopt;
  return direction_ == Direction::rising ? highest_ : lowest_;
}

}  // namespace dorsal::exposure
