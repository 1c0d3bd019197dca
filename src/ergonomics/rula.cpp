#include "dorsal/ergonomics/rula.hpp"

#include <algorithm>
#include <cmath>

#include "bands.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

struct RulaTables {
  ScoreTable a{"rula_a.csv", 4};
  ScoreTable b{"rula_b.csv", 3};
  ScoreTable c{"rula_c.csv", 2};
};

const RulaTables& rula_tables() {
  static const RulaTables kTables;
  return kTables;
}

int take_cell(const ScoreTable::Cell& cell, Provenance& from) {
  from.add(cell.grade, cell.note);
  return cell.score;
}

int rula_action_level(int grand) {
  if (grand <= 2) return 1;
  if (grand <= 4) return 2;
  return grand <= 6 ? 3 : 4;
}

}  // namespace

RulaScore rula(const RulaArm& arm, const RulaBody& body) {
  const RulaTables& t = rula_tables();
  RulaScore s;
  s.score_a = take_cell(t.a.at({arm.upper_arm, arm.lower_arm, arm.wrist, arm.wrist_twist}), s.from);
  s.score_b = take_cell(t.b.at({body.neck, body.trunk, body.legs}), s.from);
  s.score_c = s.score_a + arm.muscle_force;
  s.score_d = s.score_b + body.muscle_force;
  s.grand = take_cell(
      t.c.at({std::min(s.score_c, t.c.greatest(0)), std::min(s.score_d, t.c.greatest(1))}), s.from);
  s.action_level = rula_action_level(s.grand);
  return s;
}

int rula_upper_arm(Angle flexion, const ArmConditions& arm) {
  const double angle = border_degrees(flexion);
  int score = 1;
  if (angle < -20 || angle > 20) score = 2;
  if (angle > 45) score = 3;
  if (angle > 90) score = 4;
  score += (arm.raised ? 1 : 0) + (arm.abducted ? 1 : 0) - (arm.supported ? 1 : 0);
  return std::clamp(score, 1, 6);
}

int rula_lower_arm(Angle elbow_flexion, const ArmConditions& arm) {
  const double angle = border_degrees(elbow_flexion);
  const int score = angle >= 60 && angle <= 100 ? 1 : 2;
  return score + (arm.across ? 1 : 0);
}

int rula_wrist(Angle flexion, const ArmConditions& arm) {
  const double angle = std::abs(border_degrees(flexion));
  int score = angle > 0 ? 2 : 1;
  if (angle > 15) score = 3;
  return score + (arm.deviated ? 1 : 0);
}

int rula_neck(Angle flexion, bool twisted, bool side_bent) {
  const double angle = border_degrees(flexion);
  int score = 1;
  if (angle > 10) score = 2;
  if (angle > 20) score = 3;
  if (angle < 0) score = 4;
  return score + (twisted ? 1 : 0) + (side_bent ? 1 : 0);
}

int rula_trunk(Angle flexion, bool twisted, bool side_bent, bool supported) {
  const double angle = std::abs(border_degrees(flexion));
  int score = angle > 0 ? 2 : 1;
  if (angle > 20) score = 3;
  if (angle > 60) score = 4;
  if (supported && score <= 2) score = 1;
  return score + (twisted ? 1 : 0) + (side_bent ? 1 : 0);
}

}  // namespace dorsal::ergonomics
