#include <algorithm>
#include <cmath>

#include "dorsal/watch/budget.hpp"

namespace dorsal::watch {
namespace {

std::optional<double> degrees_of(const std::optional<Angle>& angle) {
  if (!angle || !std::isfinite(in_degrees(*angle))) return std::nullopt;
  return in_degrees(*angle);
}

double sine(double deg) { return std::sin(deg * kRadiansPerDegree); }

// The moment of gravity grows with the sine; endurance falls with a power of the moment.
double trunk_rate(double deg, const Limits& l) {
  if (deg < l.trunk_border.value) return 0;
  const double steep = std::min(deg, l.trunk_steepest.value);
  return std::pow(sine(steep) / sine(l.trunk_border.value), l.trunk_exponent.value);
}

double neck_rate(double deg, const Limits& l) {
  if (deg < l.neck_border.value) return 0;
  return deg < l.neck_far.value ? 1.0 : l.neck_far_rate.value;
}

double arm_rate(double deg, const Limits& l) {
  if (deg < l.arm_border.value) return 0;
  return deg < l.arm_overhead.value ? l.arm_below_overhead_rate.value : 1.0;
}

// A raised arm counts also where the other one is hidden; a hanging one says nothing of the other.
std::optional<double> arms_rate(const Measures& m, const Limits& l) {
  const auto left = degrees_of(m.left_upper_arm_elevation);
  const auto right = degrees_of(m.right_upper_arm_elevation);
  if (left && right) return std::max(arm_rate(*left, l), arm_rate(*right, l));
  if (!left && !right) return std::nullopt;
  const double seen = arm_rate(left ? *left : *right, l);
  return seen > 0 ? std::optional(seen) : std::nullopt;
}

}  // namespace

Rates posture_rates(const Measures& beyond, const Limits& limits) {
  Rates rates{};
  rates.fill(0.0);
  const auto trunk = degrees_of(beyond.trunk_inclination);
  const auto neck = degrees_of(beyond.neck_flexion);
  rates[static_cast<std::size_t>(Cause::trunk_bent)] =
      trunk ? std::optional(trunk_rate(*trunk, limits)) : std::nullopt;
  rates[static_cast<std::size_t>(Cause::neck_bent)] =
      neck ? std::optional(neck_rate(*neck, limits)) : std::nullopt;
  rates[static_cast<std::size_t>(Cause::arms_raised)] = arms_rate(beyond, limits);
  return rates;
}

}  // namespace dorsal::watch
