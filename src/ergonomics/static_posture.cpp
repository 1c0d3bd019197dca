#include "dorsal/ergonomics/static_posture.hpp"

#include <algorithm>
#include <cmath>

#include "bands.hpp"
#include "dorsal/base/check.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kOften = 2;  // [1/min] from which EN 1005-4 calls a posture frequent

Acceptability from_word(std::string_view word) {
  if (word == "acceptable") return Acceptability::acceptable;
  if (word == "conditional") return Acceptability::conditional;
  DORSAL_CHECK(word == "not");
  return Acceptability::not_acceptable;
}

bool is_often(const StaticPosture& posture, Provenance& from) {
  if (posture.per_minute) return *posture.per_minute >= kOften;
  if (posture.held) {
    from.add(Grade::b, "static_frequency_from_hold");
    return *posture.held * kOften <= 60;
  }
  from.add(Grade::b, "static_frequency_unknown");
  return true;
}

struct Judge {
  StaticVerdict& result;

  void on(const std::optional<Angle>& angle, const char* field, const char* measure, bool sized) {
    if (!angle) return;
    const double value = sized ? std::abs(border_degrees(*angle)) : border_degrees(*angle);
    const Acceptability verdict = en1005_4(measure, value, result.often);
    result.verdict = result.verdict ? std::max(*result.verdict, verdict) : verdict;
    result.judged.emplace_back(field);
    result.from.add(Grade::b);
  }
};

}  // namespace

std::string_view to_string(Acceptability verdict) {
  switch (verdict) {
    case Acceptability::acceptable:
      return "acceptable";
    case Acceptability::conditional:
      return "conditional";
    case Acceptability::not_acceptable:
      return "not";
  }
  return "not";
}

Acceptability en1005_4(const char* measure, double angle_deg, bool often) {
  static const Table kTable("static_en1005_4.csv");
  Acceptability verdict = Acceptability::acceptable;
  for (std::size_t row = 0; row < kTable.rows(); ++row) {
    if (kTable.text(row, "measure") != measure) continue;
    const double border = kTable.number(row, "above_deg");
    const bool beyond = border <= 0 ? angle_deg >= border : angle_deg > border;
    if (beyond) verdict = from_word(kTable.text(row, often ? "often" : "seldom"));
  }
  return verdict;
}

StaticVerdict judge_static(const StaticPosture& posture) {
  StaticVerdict result;
  result.often = is_often(posture, result.from);
  Judge judge{result};
  judge.on(posture.trunk_lateral_bend, "trunk_lateral_bend_deg", "trunk_sideways_or_twist", true);
  judge.on(posture.trunk_twist, "trunk_twist_deg", "trunk_sideways_or_twist", true);
  judge.on(posture.upper_arm_elevation, "upper_arm_elevation_deg", "upper_arm_elevation", false);
  judge.on(posture.sight_below_horizontal, "line_of_sight_below_horizontal_deg",
           "line_of_sight_below", false);
  if (posture.trunk_inclination) {
    result.not_judged.emplace_back("trunk_inclination_deg");
    result.from.add(Grade::b, "static_trunk_not_found");
  }
  return result;
}

}  // namespace dorsal::ergonomics
