#pragma once

#include <utility>

#include "dorsal/body/skeleton.hpp"
#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::exposure {

/// Where hands and thighs are in one frame, from the fitted body. NaN: not seen.
struct BodySight {
  bool present = false;  ///< somebody is in the picture
  Reading thigh;  ///< [rad] of the thigh from hanging down, mean of those seen; 90 % interval
  Reading hands;  ///< [m] hands over the ankles, mean of those seen
  Reading
      asymmetry;  ///< [rad] hands from straight ahead of the pelvis, in the ground; to the left +
};

/// Hands count where arm and legs are seen; two hands more than 0.25 m apart in height carry
/// nothing together and count as not seen (expert). Asymmetry needs a view that shows twist.
[[nodiscard]] BodySight sight_of(const body::Skeleton& skeleton,
                                 const posture::PostureFrame& frame);

/// The same, looked at five times a second at most: between looks the last one stands. Hands and
/// thighs move slowly against that, and placing a whole body is what costs.
class SightSampler {
 public:
  static constexpr Duration kSpacing{180'000};
  explicit SightSampler(body::Skeleton skeleton) : skeleton_(std::move(skeleton)) {}
  /// Frames in order of time.
  [[nodiscard]] const BodySight& at(Duration time, const posture::PostureFrame& frame);

 private:
  body::Skeleton skeleton_;
  bool fresh_ = false;
  Duration looked_{0};
  BodySight last_;
};

}  // namespace dorsal::exposure
