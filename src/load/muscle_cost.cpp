#include "muscle_cost.hpp"

#include <cmath>

namespace dorsal::load {
namespace {

constexpr double kMiddling = 0.2;  // [-] an activation of daily life; only a start depends on it

inline Four bounded(const Four& a, const Four& highest) {
  const Four positive = a > 0 ? a : all(0);
  return positive < highest ? positive : highest;
}

inline Four root(const Four& x) {
  return Four{std::sqrt(x[0]), std::sqrt(x[1]), std::sqrt(x[2]), std::sqrt(x[3])};
}

/// a with a^2 + softness a = x, without loss of digits near zero.
inline Four soft_root(const Four& x, double softness) {
  const Four positive = x > 0 ? x : all(0);
  return 2 * positive / (softness + root(softness * softness + 4 * positive));
}

}  // namespace

void MuscleCost::resize(std::size_t muscles) {
  lightness_.assign((muscles + 3) / 4);
  highest_.assign((muscles + 3) / 4);
}

void MuscleCost::fill(const ActivationProblem& problem, const MomentColumns& columns) {
  cubic_ = problem.exponent == Exponent::three;
  const auto& order = columns.muscle();
  for (std::size_t i = 0; i < order.size(); ++i) {
    lightness_[i] = 1 / problem.weight[order[i]];
    highest_[i] = problem.highest_of(order[i]);
  }
}

void MuscleCost::activate(const Fours& pulled, Fours& activation) const {
  for (std::size_t i = 0; i < activation.size(); i += 4) {
    const Four x = load(pulled.data() + i) * load(lightness_.data() + i);
    const Four a = cubic_ ? soft_root(x, softness_) : x;
    store(activation.data() + i, bounded(a, load(highest_.data() + i)));
  }
}

void MuscleCost::curve(const Fours& activation, Fours& curvature) const {
  for (std::size_t i = 0; i < activation.size(); i += 4) {
    const Four a = load(activation.data() + i);
    const Four light = load(lightness_.data() + i);
    const Four inside = cubic_ ? light / (2 * a + softness_) : light;
    const Four above = a > 0 ? inside : all(0);
    store(curvature.data() + i, a < load(highest_.data() + i) ? above : all(0));
  }
}

void MuscleCost::curve_of_all(Fours& curvature) const {
  const double factor = cubic_ ? 1 / (2 * kMiddling + softness_) : 1;
  for (std::size_t i = 0; i < curvature.size(); i += 4) {
    store(curvature.data() + i, factor * load(lightness_.data() + i));
  }
}

double MuscleCost::moment_along(const Fours& pulled, const Fours& along, double t) const {
  Four sum = all(0);
  for (std::size_t i = 0; i < pulled.size(); i += 4) {
    const Four step = load(along.data() + i);
    const Four x = (load(pulled.data() + i) + t * step) * load(lightness_.data() + i);
    const Four a = cubic_ ? soft_root(x, softness_) : x;
    sum += step * bounded(a, load(highest_.data() + i));
  }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

}  // namespace dorsal::load
