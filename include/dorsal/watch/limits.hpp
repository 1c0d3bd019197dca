#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "dorsal/knowledge/limits.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::watch {

using knowledge::Figure;

/// Every number of the budget and of the nudges with where it comes from. Values are in the unit of
/// limit_names(), beside which docs/methods/watch.md explains them.
struct Limits {
  // Where a posture begins to count [deg].
  Figure trunk_border;
  Figure trunk_steepest;  // beyond it the rate grows no further
  Figure neck_border;
  Figure neck_far;
  Figure arm_border;
  Figure arm_overhead;
  Figure posture_change;

  // How fast the budget fills [-].
  Figure trunk_exponent;  // of the gravity moment, relative to that at the border
  Figure neck_far_rate;
  Figure arm_below_overhead_rate;

  // What fills the budget at rate 1 [min].
  Figure trunk_capacity;
  Figure neck_capacity;
  Figure arms_capacity;
  Figure still_capacity;
  Figure desk_capacity;

  // What empties a full one [min].
  Figure moving_empties;
  Figure absence_empties;
  Figure upright_empties;
  Figure arms_down_empties;
  Figure nearly_empty;  // [-] below it a part begins anew to say since when

  // What counts [s].
  Figure glance;
  Figure bridge;
  Figure change_held;
  Figure longest_step;

  // Nudges: [min], shares of the budget [-], counts.
  Figure longest_wait;
  Figure short_absence;  // [s]
  Figure spacing;
  Figure later;
  Figure answer_time;
  Figure break_time;
  Figure rested_below;
  Figure skips_before_question;

  // Calibration: [s], [deg], shares.
  Figure calibration_time;
  Figure calibration_spread;
  Figure calibration_seen;
  Figure recognition_time;
  Figure other_build;
  Figure outline_shift;
  Figure background_shift;
  Figure near_upright;
};

/// The numbers that dorsal watches by.
[[nodiscard]] Limits published_limits();

struct LimitName {
  std::string_view name;
  std::string_view unit;
  Figure Limits::*figure;
};
[[nodiscard]] std::span<const LimitName> limit_names();

/// A number of the limits as a time.
[[nodiscard]] inline Duration in_seconds(const Figure& figure) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(figure.value));
}
[[nodiscard]] inline Duration in_minutes(const Figure& figure) {
  return std::chrono::duration_cast<Duration>(
      std::chrono::duration<double, std::ratio<60>>(figure.value));
}

}  // namespace dorsal::watch
