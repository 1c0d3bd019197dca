#include "dorsal/watch/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace dorsal::watch {
namespace {

constexpr double kNormal = 1.4826;  // standard deviation of a normal distribution, in deviations
constexpr auto kPlace = "calibration";
constexpr auto kAgain = "sit upright and comfortably for ten seconds, and try again";

struct Centre {
  std::optional<double> median;
  double spread = 0;
};

double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Unset where fewer than half of the looks saw it.
template <class Get>
Centre centre(const std::vector<Look>& looks, Get get) {
  std::vector<double> values;
  for (const Look& look : looks) {
    const std::optional<double> value = get(look);
    if (value && std::isfinite(*value)) values.push_back(*value);
  }
  if (values.empty() || values.size() * 2 < looks.size()) return {};
  const double median = median_of(values);
  for (double& value : values) value = std::abs(value - median);
  return {median, kNormal * median_of(values)};
}

using AngleOf = std::optional<Angle> Measures::*;
constexpr AngleOf kAngles[] = {&Measures::trunk_inclination, &Measures::neck_flexion,
                               &Measures::left_upper_arm_elevation,
                               &Measures::right_upper_arm_elevation};

Centre centre_of(const std::vector<Look>& looks, AngleOf angle) {
  return centre(looks, [angle](const Look& look) -> std::optional<double> {
    const auto& value = look.measures.*angle;
    return value ? std::optional(in_degrees(*value)) : std::nullopt;
  });
}

template <class Get>
Centre outline_centre(const std::vector<Look>& looks, Get get) {
  return centre(looks, [get](const Look& look) -> std::optional<double> {
    return look.outline ? std::optional<double>(get(*look.outline)) : std::nullopt;
  });
}

std::optional<double> optional_centre(const std::vector<Look>& looks,
                                      std::optional<double> Outline::*part) {
  return centre(looks,
                [part](const Look& look) -> std::optional<double> {
                  return look.outline ? (*look.outline).*part : std::nullopt;
                })
      .median;
}

std::optional<Outline> outline_of(const std::vector<Look>& looks) {
  const auto x = outline_centre(looks, [](const Outline& o) { return o.shoulders_x; }).median;
  const auto y = outline_centre(looks, [](const Outline& o) { return o.shoulders_y; }).median;
  const auto width =
      outline_centre(looks, [](const Outline& o) { return o.shoulder_width; }).median;
  if (!x || !y || !width || *width <= 0) return std::nullopt;
  return Outline{*x,
                 *y,
                 *width,
                 optional_centre(looks, &Outline::head),
                 optional_centre(looks, &Outline::trunk),
                 0.0};
}

Result<void> somebody_held_still(std::span<const Look> looks, const std::vector<Look>& good,
                                 const Limits& limits) {
  const auto others = std::ranges::count_if(looks, [](const Look& look) {
    return look.sight == Sight::somebody_else || look.sight == Sight::camera_moved;
  });
  if (others > 0) {
    return fail(ErrorCode::out_of_range, "somebody else came into the picture, or the camera moved",
                kPlace, kAgain);
  }
  const double share = static_cast<double>(good.size()) / static_cast<double>(looks.size());
  const auto moved = std::ranges::count_if(looks, [](const Look& look) { return look.moving; });
  if (static_cast<double>(moved) > (1 - limits.calibration_seen.value) * double(looks.size())) {
    return fail(ErrorCode::out_of_range, "the person moved", kPlace, kAgain);
  }
  if (share < limits.calibration_seen.value) {
    return fail(ErrorCode::missing,
                fmt::format("the person was seen in {:.0f} % of the looks only", 100 * share),
                kPlace, "sit where the camera sees head, shoulders and hips, and try again");
  }
  return {};
}

Result<void> long_enough(std::span<const Look> looks, const Limits& limits) {
  const double seconds =
      looks.empty() ? 0 : std::chrono::duration<double>(looks.back().at - looks.front().at).count();
  constexpr std::size_t kFewest = 8;  // looks, for a median that one of them cannot spoil
  const double spare = 1;             // [s] the first look stands at the beginning
  if (looks.size() >= kFewest && seconds + spare >= limits.calibration_time.value) return {};
  return fail(ErrorCode::missing,
              fmt::format("only {:.0f} seconds with {} looks were seen", seconds, looks.size()),
              kPlace, kAgain);
}

}  // namespace

Result<Calibration> calibrate(std::span<const Look> looks, const Limits& limits) {
  DORSAL_TRY_VOID(long_enough(looks, limits));
  std::vector<Look> good;
  std::ranges::copy_if(looks, std::back_inserter(good), [](const Look& look) {
    return look.sight == Sight::present && !look.unchanged && !look.moving;
  });
  // A picture in which nothing changed shows the same person in the same posture.
  for (std::size_t i = 1; i < looks.size(); ++i) {
    if (looks[i].sight == Sight::present && looks[i].unchanged && !good.empty()) {
      good.push_back(good.back());
    }
  }
  DORSAL_TRY_VOID(somebody_held_still(looks, good, limits));
  Calibration result{{}, {}, outline_of(good), looks.back().at, good.size()};
  for (const AngleOf angle : kAngles) {
    const Centre found = centre_of(good, angle);
    if (!found.median) continue;
    if (found.spread > limits.calibration_spread.value) {
      return fail(ErrorCode::out_of_range,
                  fmt::format("the posture varied by {:.0f} degrees", found.spread), kPlace,
                  kAgain);
    }
    result.upright.*angle = degrees(*found.median);
    result.spread.*angle = degrees(found.spread);
  }
  if (!result.upright.trunk_inclination && !result.upright.neck_flexion) {
    return fail(ErrorCode::missing, "neither the trunk nor the neck could be seen", kPlace,
                "let the camera see head, shoulders and hips, from the side if it can");
  }
  return result;
}

Measures beyond_upright(const Measures& measures, const Calibration& calibration) {
  Measures beyond = measures;
  const auto less = [](std::optional<Angle>& angle, const std::optional<Angle>& upright) {
    if (angle && upright) *angle -= *upright;
  };
  less(beyond.trunk_inclination, calibration.upright.trunk_inclination);
  less(beyond.neck_flexion, calibration.upright.neck_flexion);
  return beyond;
}

}  // namespace dorsal::watch
