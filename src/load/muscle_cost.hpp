#pragma once

#include <cstddef>

#include "dorsal/load/activation_solver.hpp"
#include "four.hpp"
#include "moment_columns.hpp"

namespace dorsal::load {

/// What each muscle does at a pull p = A_i . lambda: the activation a in 0..h with w a^(p-1) = p,
/// in the packed order of MomentColumns.
class MuscleCost {
 public:
  void resize(std::size_t muscles);
  void fill(const ActivationProblem& problem, const MomentColumns& columns);

  /// Softens the third power: w (a^3/3 + softness a^2/2), whose curvature has a bound. [-]
  void soften(double softness) { softness_ = softness; }

  void activate(const Fours& pulled, Fours& activation) const;
  /// da/dp of every muscle between its bounds, else zero.
  void curve(const Fours& activation, Fours& curvature) const;
  /// da/dp as if every muscle were between its bounds, at a middling activation.
  void curve_of_all(Fours& curvature) const;
  /// Sum of along_i a_i at the pulls pulled + t along.
  [[nodiscard]] double moment_along(const Fours& pulled, const Fours& along, double t) const;
  [[nodiscard]] const Fours& highest() const { return highest_; }

 private:
  bool cubic_ = false;
  double softness_ = 0;
  Fours lightness_;  // 1 / w, zero where there is no muscle
  Fours highest_;
};

}  // namespace dorsal::load
