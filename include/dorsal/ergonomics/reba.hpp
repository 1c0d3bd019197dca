#pragma once

#include <string_view>

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"
#include "dorsal/ergonomics/rula.hpp"

namespace dorsal::ergonomics {

struct RebaBody {
  int neck = 1;   // 1..3
  int trunk = 1;  // 1..5
  int legs = 1;   // 1..4
  int load = 0;   // 0..3: under 5 kg 0, to 10 kg 1, above 2; shock 1 more
};

struct RebaArm {
  int upper_arm = 1;  // 1..6
  int lower_arm = 1;  // 1..2
  int wrist = 1;      // 1..3
  int coupling = 0;   // 0 good, 1 fair, 2 poor, 3 unacceptable
};

/// A score with the cells that it was read from.
struct RebaGroup {
  int score = 0;
  Provenance from;
};

struct RebaScore {
  int score_a = 0;  // neck, trunk, legs and load
  int score_b = 0;  // arm, wrist and coupling
  int score_c = 0;
  int reba = 0;           // 1..15
  std::string_view risk;  // "negligible", "low", "medium", "high", "very_high"
  Provenance from;
};

/// Parts outside their ranges break the contract.
/// @source Hignett & McAtamney 2000, doi:10.1016/S0003-6870(99)00039-3
[[nodiscard]] RebaGroup reba_a(const RebaBody& body);
[[nodiscard]] RebaGroup reba_b(const RebaArm& arm);
/// @param activity  0..3: static above a minute, repeated above 4 a minute, large or unstable moves
[[nodiscard]] RebaScore reba(const RebaBody& body, const RebaArm& arm, int activity);
[[nodiscard]] std::string_view reba_risk(int reba);

/// Part scores from angles; borders belong to the lower score.
[[nodiscard]] int reba_neck(Angle flexion, bool twisted_or_bent);
[[nodiscard]] int reba_trunk(Angle flexion, bool twisted_or_bent);
/// Walking and sitting count as standing on both feet; bent knees do not count in sitting.
[[nodiscard]] int reba_legs(bool on_one_leg, bool sitting, Angle knee_flexion);
[[nodiscard]] int reba_upper_arm(Angle flexion, const ArmConditions& arm);
[[nodiscard]] int reba_lower_arm(Angle elbow_flexion);
[[nodiscard]] int reba_wrist(Angle flexion, bool deviated_or_twisted);

}  // namespace dorsal::ergonomics
