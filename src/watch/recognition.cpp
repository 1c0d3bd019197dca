#include <array>
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

// Of the head against the trunk: both stand upright, so turning about the vertical leaves their
// ratio as it is. The shoulder line shortens as somebody turns, and tells nothing about who it is.
bool other_build(const Outline& now, const Outline& then, double share) {
  const auto seen = [](const std::optional<double>& length) { return length && *length > 0; };
  if (!seen(now.head) || !seen(now.trunk) || !seen(then.head) || !seen(then.trunk)) return false;
  return std::abs(std::log((*now.head / *now.trunk) / (*then.head / *then.trunk))) >
         std::log1p(share);
}

// How large somebody is in the picture: by the trunk where both pictures have it, for the same
// reason.
std::array<double, 2> sizes(const Outline& now, const Outline& then) {
  if (now.trunk && then.trunk && *now.trunk > 0 && *then.trunk > 0)
    return {*now.trunk, *then.trunk};
  return {now.shoulder_width, then.shoulder_width};
}

bool elsewhere(const Outline& now, const Outline& then, double share) {
  const auto [size, size_then] = sizes(now, then);
  const double shift =
      std::hypot(now.shoulders_x - then.shoulders_x, now.shoulders_y - then.shoulders_y);
  return shift > share * size_then || std::abs(std::log(size / size_then)) > std::log1p(share);
}

// What this look alone speaks for; unset: nothing, the person is not upright.
// @param arrived  whoever is there came into the picture and is not known yet
std::optional<Sight> speaks_for(const Look& look, const Calibration& calibration, bool arrived,
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
  if (arrived && other_build(now, then, limits.other_build.value)) return Sight::somebody_else;
  // A background that stayed says that it was the chair that moved.
  if (!now.background && elsewhere(now, then, limits.outline_shift.value)) {
    return Sight::camera_moved;
  }
  return Sight::present;
}

}  // namespace

Recognised Recognition::add(const Look& look, const Calibration& calibration,
                            const Limits& limits) {
  notice_arrival(look, limits);
  if (look.sight != Sight::present) {
    if (look.sight == Sight::absent) suspected_ = believed_;
    fits_since_.reset();
    return {look.sight, false};
  }
  if (!look.outline || !calibration.outline) {
    return {believed_, suspected_ != believed_};
  }
  const auto sight = speaks_for(look, calibration, arrived_, limits);
  if (!sight) {
    fits_since_.reset();
    return {believed_, suspected_ != believed_};
  }
  settle(*sight, look.at, limits);
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

/// Somebody else can be there only after a while in which nobody saw the person, or saw several.
void Recognition::notice_arrival(const Look& look, const Limits& limits) {
  const bool slept = last_ && look.at - *last_ > in_seconds(limits.longest_step);
  last_ = look.at;
  if (look.sight == Sight::present) {
    unseen_since_.reset();
  } else if (!unseen_since_) {
    unseen_since_ = look.at;
  }
  const bool away = unseen_since_ && look.at - *unseen_since_ >= in_seconds(limits.short_absence);
  if (slept || away || look.sight == Sight::somebody_else) arrived_ = true;
}

void Recognition::settle(Sight sight, Time at, const Limits& limits) {
  if (sight != Sight::present) {
    fits_since_.reset();
    return;
  }
  if (!fits_since_) fits_since_ = at;
  if (at - *fits_since_ >= in_seconds(limits.recognition_time)) arrived_ = false;
}

}  // namespace dorsal::watch
