#include <algorithm>

#include "dorsal/ergonomics/rula.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

struct RulaRead {
  RulaArm arm;
  RulaBody body;
  std::vector<std::string> corrected;
};

RulaArm read_rula_arm(const Task& task, PartReader& read) {
  const ArmConditions seen = arm_conditions(task);
  RulaArm arm;
  arm.upper_arm = read.part("upper_arm", "upper_arm_flexion_deg",
                            [&](const Task& v) { return rula_upper_arm(angle_of(v), seen); });
  arm.lower_arm = read.part("lower_arm", "elbow_flexion_deg",
                            [&](const Task& v) { return rula_lower_arm(angle_of(v), seen); });
  arm.wrist = read.part("wrist", "wrist_flexion_deg",
                        [&](const Task& v) { return rula_wrist(angle_of(v), seen); });
  arm.wrist_twist = read.part("wrist_twist");
  arm.muscle_force = task.value("muscle_force_arm", 0);
  return arm;
}

RulaBody read_rula_body(const Task& task, PartReader& read) {
  RulaBody body;
  body.neck = read.part("neck", "neck_flexion_deg", [&](const Task& v) {
    return rula_neck(angle_of(v), flag(task, "neck_twisted"), flag(task, "neck_side_bent"));
  });
  body.trunk = read.part("trunk", "trunk_flexion_deg", [&](const Task& v) {
    return rula_trunk(angle_of(v), flag(task, "trunk_twisted"), flag(task, "trunk_side_bent"),
                      flag(task, "trunk_supported"));
  });
  body.legs =
      read.part("legs", "legs_supported", [](const Task& v) { return v.get<bool>() ? 1 : 2; });
  body.muscle_force = task.value("muscle_force_trunk", 0);
  return body;
}

Result<RulaRead> read_rula_parts(const Task& task, std::string_view place, bool by_hand) {
  PartReader read(task, place, by_hand);
  RulaRead parts{read_rula_arm(task, read), read_rula_body(task, read), {}};
  if (read.error()) return tl::unexpected(*read.error());
  parts.corrected = read.corrected();
  return parts;
}

Json rula_parts_json(const RulaRead& parts) {
  return {{"upper_arm", parts.arm.upper_arm},
          {"lower_arm", parts.arm.lower_arm},
          {"wrist", parts.arm.wrist},
          {"wrist_twist", parts.arm.wrist_twist},
          {"muscle_force_arm", parts.arm.muscle_force},
          {"neck", parts.body.neck},
          {"trunk", parts.body.trunk},
          {"legs", parts.body.legs},
          {"muscle_force_trunk", parts.body.muscle_force}};
}

Json rula_score_json(const RulaScore& s) {
  return {{"score_a", s.score_a}, {"score_b", s.score_b}, {"score_c", s.score_c},
          {"score_d", s.score_d}, {"grand", s.grand},     {"action_level", s.action_level}};
}

// Scores, parts, and what the angles alone would have given where a part was set by hand.
Result<Json> rula_of_side(const Task& task, std::string_view place, Provenance& from) {
  DORSAL_TRY(const RulaRead parts, read_rula_parts(task, place, true));
  const RulaScore score = rula(parts.arm, parts.body);
  from.add(score.from);
  Json json = rula_score_json(score);
  json["parts"] = rula_parts_json(parts);
  if (!parts.corrected.empty()) {
    DORSAL_TRY(const RulaRead seen, read_rula_parts(task, place, false));
    json["by_hand"] = parts.corrected;
    json["before"] = rula_score_json(rula(seen.arm, seen.body));
  }
  return json;
}

}  // namespace

Result<Json> answer_rula(const Task& task, std::string_view place) {
  Provenance from;
  Json scores;
  Json sides = Json::object();
  for (const std::string& side : sides_of(task)) {
    const std::string where = std::string(place) + ", " + side;
    DORSAL_TRY(Json one, rula_of_side(task_of_side(task, side.c_str()), where, from));
    if (scores.is_null() || one["grand"] > scores["grand"]) {
      scores = one;
      scores["side"] = side;
    }
    sides[side] = std::move(one);
  }
  if (sides.empty()) {
    DORSAL_TRY(scores, rula_of_side(task, place, from));
    if (task.contains("side")) scores["side"] = task["side"];
  }
  Json json = begin_answer(Method::rula, from);
  json.update(scores);
  json.update(sides);
  end_answer(json, from);
  return json;
}

}  // namespace dorsal::ergonomics
