#include "one_euro.hpp"

#include <numbers>

namespace dorsal::pose {
namespace {

/// Weight of a new value in an exponential mean with this cutoff [Hz] and sampling interval [s].
Eigen::Array3f weight(const Eigen::Array3f& cutoff, float interval) {
  const Eigen::Array3f time_constant = (2 * std::numbers::pi_v<float> * cutoff).inverse();
  return (1 + time_constant / interval).inverse();
}

}  // namespace

Eigen::Vector3f OneEuroFilter::filter(const Eigen::Vector3f& value, double time, float scale) {
  if (!last_) {
    last_ = Memory{time, value, value, Eigen::Vector3f::Zero()};
    return value;
  }
  if (!(time > last_->time) || !(scale > 0)) return value;
  const auto interval = static_cast<float>(time - last_->time);
  const Eigen::Array3f speed = (value - last_->raw).array() / (scale * interval);
  const Eigen::Array3f speed_weight =
      weight(Eigen::Array3f::Constant(settings_.speed_cutoff), interval);
  const Eigen::Array3f smooth_speed =
      speed_weight * speed + (1 - speed_weight) * last_->speed.array();
  const Eigen::Array3f w =
      weight(settings_.min_cutoff + settings_.beta * smooth_speed.abs(), interval);
  Eigen::Vector3f smooth = w * value.array() + (1 - w) * last_->smooth.array();
  last_ = Memory{time, value, smooth, smooth_speed};
  return smooth;
}

}  // namespace dorsal::pose
