#pragma once

#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// What is seen of an arm beside its angles.
struct ArmConditions {
  bool raised = false;     // the shoulder
  bool abducted = false;   // the upper arm; in REBA also rotated
  bool supported = false;  // or leaning; in REBA also helped by gravity
  bool across = false;     // the forearm works across the midline or out to the side
  bool deviated = false;   // the wrist, to the thumb's or the little finger's side
};

/// Part scores of one arm, each from 1.
struct RulaArm {
  int upper_arm = 1;     // 1..6
  int lower_arm = 1;     // 1..3
  int wrist = 1;         // 1..4
  int wrist_twist = 1;   // 1..2
  int muscle_force = 0;  // 0..4: muscle use (1) and force (0..3)
};

/// Part scores of neck, trunk and legs.
struct RulaBody {
  int neck = 1;          // 1..6
  int trunk = 1;         // 1..6
  int legs = 1;          // 1..2
  int muscle_force = 0;  // 0..4
};

struct RulaScore {
  int score_a = 0;       // arm and wrist
  int score_b = 0;       // neck, trunk and legs
  int score_c = 0;       // score_a with muscle use and force
  int score_d = 0;       // score_b with muscle use and force
  int grand = 0;         // 1..7
  int action_level = 0;  // 1 acceptable, 2 investigate, 3 change soon, 4 change now
  Provenance from;
};

/// Parts outside their ranges break the contract.
/// @source McAtamney & Corlett 1993, doi:10.1016/0003-6870(93)90080-S
[[nodiscard]] RulaScore rula(const RulaArm& arm, const RulaBody& body);

/// Part scores from angles. Borders that the paper prints twice (20, 45, 90 degrees) belong to the
/// lower score. Flexion forward +, zero is hanging down or upright.
[[nodiscard]] int rula_upper_arm(Angle flexion, const ArmConditions& arm);
[[nodiscard]] int rula_lower_arm(Angle elbow_flexion, const ArmConditions& arm);
/// @param flexion  of the wrist, either way
[[nodiscard]] int rula_wrist(Angle flexion, const ArmConditions& arm);
/// Any extension scores 4.
[[nodiscard]] int rula_neck(Angle flexion, bool twisted, bool side_bent);
/// Leaning back scores as leaning forward: the paper is silent about it.
[[nodiscard]] int rula_trunk(Angle flexion, bool twisted, bool side_bent, bool supported);

}  // namespace dorsal::ergonomics
