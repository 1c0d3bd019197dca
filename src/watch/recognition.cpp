#include <algorithm>
#include <cmath>

#include "dorsal/watch/calibration.hpp"

namespace dorsal::watch {
namespace {

bool near(const std::optional<Angle>& angle, const std::optional<Angle>& upright, double deg) {
  return !angle || !upright || std::abs(in_degrees(*angle - *upright)) <= deg;
}

bool near_upright(const Measures& m, const Measures& upright, double deg) {
  return near(m.trunk_inclination, upright.trunk_inclination, deg) &&
         near(m.neck_flexion, upright.neck_flexion, deg);
}

// Of a length against the shoulders' width, relative to the calibrated one; 0 where it is not seen.
double build_differs(const std::optional<double>& now, const std::optional<double>& then,
                     double width_now, double width_then) {
  if (!now || !then || *now <= 0 || *then <= 0) return 0;
  return std::abs(std::log((*now / width_now) / (*then / width_then)));
}

bool other_build(const Outline& now, const Outline& then, double share) {
  const double border = std::log1p(share);
  return build_differs(now.head, then.head, now.shoulder_width, then.shoulder_width) > border ||
         build_differs(now.trunk, then.trunk, now.shoulder_width, then.shoulder_width) > border;
}

bool elsewhere(const Outline& now, const Outline& then, double widths) {
  const double shift =
      std::hypot(now.shoulders_x - then.shoulders_x, now.shoulders_y - then.shoulders_y);
  return shift > widths * then.shoulder_width ||
         std::abs(std::log(now.shoulder_width / then.shoulder_width)) > std::log1p(widths);
}

// What this look alone speaks for; unset: nothing, the person is not upright.
std::optional<Sight> speaks_for(const Look& look, const Calibration& calibration,
                                const Limits& limits) {
  const Outline& now = *look.outline;
  const Outline& then = *calibration.outline;
  if (now.background && *now.background > limits.background_shift.value) {
    return Sight::camera_moved;
  }
  if (now.shoulder_width <= 0 ||
      !near_upright(look.measures, calibration.upright, limits.near_upright.value)) {
    return std::nullopt;
  }
  if (other_build(now, then, limits.other_build.value)) return Sight::somebody_else;
  // A background that stayed says that it was the chair that moved.
  if (!now.background && elsewhere(now, then, limits.outline_shift.value)) {
    return Sight::camera_moved;
  }
  return Sight::present;
}

}  // namespace

Recognised Recognition::add(const Look& look, const Calibration& calibration,
                            const Limits& limits) {
  if (look.sight != Sight::present) {
    if (look.sight == Sight::absent) suspected_ = believed_;
    return {look.sight, false};
  }
  if (!look.outline || !calibration.outline) {
    return {believed_, suspected_ != believed_};
  }
  const auto sight = speaks_for(look, calibration, limits);
  if (!sight) return {believed_, suspected_ != believed_};
  if (*sight == believed_) {
    suspected_ = believed_;
    return {believed_, false};
  }
  if (*sight != suspected_) {
    suspected_ = *sight;
    since_ = look.at;
  }
  if (look.at - since_ >= in_seconds(limits.recognition_time)) believed_ = suspected_;
  return {believed_, suspected_ != believed_};
}

}  // namespace dorsal::watch
