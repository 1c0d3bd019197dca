#include "dorsal/ergonomics/fatigue_failure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "imperial.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kGravity = 9.80665;  // [m/s2]
constexpr double kNewtonMetresPerFootPound = 1.3558179483;

/// Logistic outcome of the logarithm of a day's damage.
struct Outcome {
  double b0, b1;
  [[nodiscard]] double probability(double damage) const {
    if (damage <= 0) return 0;
    return 1 / (1 + std::exp(-(b0 + b1 * std::log10(damage))));
  }
};
constexpr Outcome kLifftOutcome{1.7229, 1.0239};   // tool version 1.4.0
constexpr Outcome kDuetOutcome{0.573, 0.747};      // injury, and pain in the last year
constexpr Outcome kShoulderOutcome{0.864, 0.928};  // first visit for the shoulder

// Cycles to failure of a tendon, Schechtman & Bader 1997, J Biomech 30:829.
// @param stress  [% of ultimate]
double tendon_damage_per_cycle(double stress) { return std::pow(10, (stress - 101.25) / 14.83); }

Damage lifft_with(double divisor, std::span<const LifftTask> tasks) {
  constexpr double kLeastMoment = kNewtonMetresPerFootPound;  // below it the tool counts nothing
  constexpr double kCaution = 100;                            // [N m]
  Damage result;
  result.from.add(Grade::b, "lifft_divisor");
  for (const LifftTask& task : tasks) {
    const double moment = in_kilograms(task.load) * kGravity * in_metres(task.lever_arm);
    if (moment < kLeastMoment) continue;
    if (moment > kCaution) result.from.add(Grade::b, "lifft_caution");
    result.damage += task.repetitions * std::exp(0.038 * moment + 0.32) / divisor;
  }
  result.probability = kLifftOutcome.probability(result.damage);
  return result;
}

}  // namespace

Damage lifft(std::span<const LifftTask> tasks) { return lifft_with(902416, tasks); }

Damage lifft_as_disputed(std::span<const LifftTask> tasks) { return lifft_with(1902416, tasks); }

Damage duet(std::span<const DuetTask> tasks) {
  static const Table kTable("duet.csv");
  Damage result;
  for (const DuetTask& task : tasks) {
    const std::size_t row = kTable.row_where({{"omni", std::to_string(task.omni)}});
    result.from.add(kTable.grade(row));
    result.damage +=
        task.repetitions * tendon_damage_per_cycle(kTable.number(row, "percent_ultimate"));
  }
  result.probability = kDuetOutcome.probability(result.damage);
  return result;
}

double shoulder_moment(const ShoulderTask& task) {
  const double reach = in_metres(task.reach) / kMetresPerInch;  // [in]
  const double load = in_kilograms(task.load) / kKilogramsPerPound * reach;
  double arm = 0;  // [in lbf] of the arm's own weight
  if (reach >= 27) {
    arm = 121.9;
  } else if (reach >= 1.715) {
    arm = -8.27 + 4.8223 * reach;
  }
  switch (task.effort) {
    case ShoulderEffort::handling:
      return load + arm;
    case ShoulderEffort::push_forward:
      return std::abs(load - arm);
    case ShoulderEffort::push_down:
    case ShoulderEffort::pull_down:
      return load;
  }
  return load;
}

Damage shoulder(std::span<const ShoulderTask> tasks) {
  constexpr double kStrength = 681;  // [in lbf] shoulder of the median man
  Damage result;
  result.from.add(Grade::b);
  for (const ShoulderTask& task : tasks) {
    const double stress = 100 * shoulder_moment(task) / kStrength;
    if (stress > 100) result.from.add(Grade::b, "shoulder_beyond_strength");
    if (stress > 0) result.damage += task.repetitions * tendon_damage_per_cycle(stress);
  }
  result.probability = shoulder_probability(result.damage);
  return result;
}

double shoulder_probability(double damage) { return kShoulderOutcome.probability(damage); }

}  // namespace dorsal::ergonomics
