#pragma once

#include <span>

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// A day's damage, and the probability of the outcome that the tool was fitted to.
struct Damage {
  double damage = 0;       // of one day, 1 is failure without repair
  double probability = 0;  // 0..1
  Provenance from;
};

struct LifftTask {
  Mass load;
  Length lever_arm;        // hip to load, level
  double repetitions = 0;  // a day
};
/// Damage to the lumbar spine, probability of a job with many back injuries (12 or more in 200 000
/// hours). The divisor of the damage is disputed: see `lifft_as_disputed`.
/// @source Gallagher et al. 2017, doi:10.1016/j.apergo.2017.04.016
[[nodiscard]] Damage lifft(std::span<const LifftTask> tasks);
/// The same with the other divisor that is in circulation, about half the damage.
[[nodiscard]] Damage lifft_as_disputed(std::span<const LifftTask> tasks);

struct DuetTask {
  int omni = 0;            // effort on the OMNI-RES scale, 0..10
  double repetitions = 0;  // a day
};
/// Damage to the hand and forearm, probability of injury and pain in the last year.
/// @source Gallagher et al. 2018, doi:10.1177/0018720818789319
[[nodiscard]] Damage duet(std::span<const DuetTask> tasks);

enum class ShoulderEffort { handling, push_down, push_forward, pull_down };

struct ShoulderTask {
  ShoulderEffort effort = ShoulderEffort::handling;
  Mass load;               // on this shoulder
  Length reach;            // shoulder to load, level
  double repetitions = 0;  // a day
};
/// Moment about the shoulder with that of the arm's own weight, in the tool's unit.
/// @return [in lbf]
[[nodiscard]] double shoulder_moment(const ShoulderTask& task);
/// Damage to a shoulder, probability of a first visit for it.
/// @source Bani Hani et al. 2021, doi:10.1080/00140139.2020.1811399
[[nodiscard]] Damage shoulder(std::span<const ShoulderTask> tasks);
/// @param damage  0 or more
[[nodiscard]] double shoulder_probability(double damage);

}  // namespace dorsal::ergonomics
