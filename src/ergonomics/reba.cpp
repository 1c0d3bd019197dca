#include "dorsal/ergonomics/reba.hpp"

#include <algorithm>
#include <cmath>

#include "bands.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

struct RebaTables {
  ScoreTable a{"reba_a.csv", 3};
  ScoreTable b{"reba_b.csv", 3};
  ScoreTable c{"reba_c.csv", 2};
};

const RebaTables& reba_tables() {
  static const RebaTables kTables;
  return kTables;
}

}  // namespace

std::string_view reba_risk(int reba) {
  if (reba <= 1) return "negligible";
  if (reba <= 3) return "low";
  if (reba <= 7) return "medium";
  return reba <= 10 ? "high" : "very_high";
}

RebaGroup reba_a(const RebaBody& body) {
  const ScoreTable::Cell& cell = reba_tables().a.at({body.neck, body.trunk, body.legs});
  RebaGroup group{cell.score + body.load, {}};
  group.from.add(cell.grade, cell.note);
  return group;
}

RebaGroup reba_b(const RebaArm& arm) {
  const ScoreTable::Cell& cell = reba_tables().b.at({arm.upper_arm, arm.lower_arm, arm.wrist});
  RebaGroup group{cell.score + arm.coupling, {}};
  group.from.add(cell.grade, cell.note);
  return group;
}

RebaScore reba(const RebaBody& body, const RebaArm& arm, int activity) {
  const RebaGroup a = reba_a(body);
  const RebaGroup b = reba_b(arm);
  RebaScore s;
  s.from.add(a.from);
  s.from.add(b.from);
  s.score_a = a.score;
  s.score_b = b.score;
  const ScoreTable& c = reba_tables().c;
  const auto& cell = c.at({std::min(a.score, c.greatest(0)), std::min(b.score, c.greatest(1))});
  s.from.add(cell.grade, cell.note);
  s.score_c = cell.score;
  s.reba = s.score_c + activity;
  s.risk = reba_risk(s.reba);
  return s;
}

int reba_neck(Angle flexion, bool twisted_or_bent) {
  const double angle = border_degrees(flexion);
  return (angle < 0 || angle > 20 ? 2 : 1) + (twisted_or_bent ? 1 : 0);
}

int reba_trunk(Angle flexion, bool twisted_or_bent) {
  const double angle = border_degrees(flexion);
  int score = std::abs(angle) > 0 ? 2 : 1;
  if (angle > 20 || angle < -20) score = 3;
  if (angle > 60) score = 4;
  return score + (twisted_or_bent ? 1 : 0);
}

int reba_legs(bool on_one_leg, bool sitting, Angle knee_flexion) {
  const double knee = sitting ? 0 : border_degrees(knee_flexion);
  int score = on_one_leg ? 2 : 1;
  if (knee > 30) ++score;
  if (knee > 60) ++score;
  return score;
}

int reba_upper_arm(Angle flexion, const ArmConditions& arm) { return rula_upper_arm(flexion, arm); }

int reba_lower_arm(Angle elbow_flexion) { return rula_lower_arm(elbow_flexion, {}); }

int reba_wrist(Angle flexion, bool deviated_or_twisted) {
  return (std::abs(border_degrees(flexion)) > 15 ? 2 : 1) + (deviated_or_twisted ? 1 : 0);
}

}  // namespace dorsal::ergonomics
