#include <algorithm>
#include <array>

#include "dorsal/ergonomics/reba.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

struct RebaRead {
  std::optional<RebaArm> arm;
  std::optional<RebaBody> body;
  std::vector<std::string> corrected;
};

constexpr std::array kArmFields = {
    "upper_arm",         "lower_arm",        "wrist", "upper_arm_flexion_deg",
    "elbow_flexion_deg", "wrist_flexion_deg"};
constexpr std::array kBodyFields = {"neck", "trunk", "legs", "neck_flexion_deg",
                                    "trunk_flexion_deg"};

template <class Fields>
bool speaks_of(const Task& task, const Fields& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const char* field) { return task.contains(field); });
}

RebaArm read_reba_arm(const Task& task, PartReader& read) {
  const ArmConditions seen = arm_conditions(task);
  RebaArm arm;
  arm.upper_arm = read.part("upper_arm", "upper_arm_flexion_deg",
                            [&](const Task& v) { return reba_upper_arm(angle_of(v), seen); });
  arm.lower_arm = read.part("lower_arm", "elbow_flexion_deg",
                            [&](const Task& v) { return reba_lower_arm(angle_of(v)); });
  arm.wrist = read.part("wrist", "wrist_flexion_deg",
                        [&](const Task& v) { return reba_wrist(angle_of(v), seen.deviated); });
  arm.coupling = task.value("coupling", 0);
  return arm;
}

// Standing on both feet, walking and sitting say enough of the legs without a knee angle.
int read_reba_legs(const Task& task, PartReader& read) {
  const auto from_fields = [&](const Task&) {
    return reba_legs(flag(task, "on_one_leg"), flag(task, "sitting"),
                     maybe_angle(task, "knee_flexion_deg").value_or(degrees(0)));
  };
  for (const char* field : {"knee_flexion_deg", "on_one_leg", "sitting", "walking"}) {
    if (task.contains(field)) return read.part("legs", field, from_fields);
  }
  return read.part("legs", "knee_flexion_deg", from_fields);
}

RebaBody read_reba_body(const Task& task, PartReader& read) {
  RebaBody body;
  body.neck = read.part("neck", "neck_flexion_deg", [&](const Task& v) {
    return reba_neck(angle_of(v), flag(task, "neck_twisted") || flag(task, "neck_side_bent"));
  });
  body.trunk = read.part("trunk", "trunk_flexion_deg", [&](const Task& v) {
    return reba_trunk(angle_of(v), flag(task, "trunk_twisted") || flag(task, "trunk_side_bent"));
  });
  body.legs = read_reba_legs(task, read);
  body.load = task.value("load", 0);
  return body;
}

Result<RebaRead> read_reba_parts(const Task& task, std::string_view place, bool by_hand) {
  PartReader read(task, place, by_hand);
  RebaRead parts;
  const bool body = speaks_of(task, kBodyFields);
  const bool arm = speaks_of(task, kArmFields);
  if (body || !arm) parts.body = read_reba_body(task, read);
  if (arm || !body) parts.arm = read_reba_arm(task, read);
  if (read.error()) return tl::unexpected(*read.error());
  parts.corrected = read.corrected();
  return parts;
}

Json reba_parts_json(const RebaRead& parts, int activity) {
  Json json;
  if (parts.body) {
    json["neck"] = parts.body->neck;
    json["trunk"] = parts.body->trunk;
    json["legs"] = parts.body->legs;
    json["load"] = parts.body->load;
  }
  if (parts.arm) {
    json["upper_arm"] = parts.arm->upper_arm;
    json["lower_arm"] = parts.arm->lower_arm;
    json["wrist"] = parts.arm->wrist;
    json["coupling"] = parts.arm->coupling;
  }
  json["activity"] = activity;
  return json;
}

// With one half alone there is its score, and no REBA.
Json reba_score_json(const RebaRead& parts, int activity, Provenance& from) {
  if (parts.body && parts.arm) {
    const RebaScore s = reba(*parts.body, *parts.arm, activity);
    from.add(s.from);
    return {{"score_a", s.score_a},
            {"score_b", s.score_b},
            {"score_c", s.score_c},
            {"reba", s.reba},
            {"risk", s.risk}};
  }
  const RebaGroup group = parts.body ? reba_a(*parts.body) : reba_b(*parts.arm);
  from.add(group.from);
  from.add(Grade::a, "reba_one_half");
  Json a = parts.body ? Json(group.score) : Json(nullptr);
  Json b = parts.arm ? Json(group.score) : Json(nullptr);
  return {
      {"score_a", a}, {"score_b", b}, {"score_c", nullptr}, {"reba", nullptr}, {"risk", nullptr}};
}

Result<Json> reba_of_side(const Task& task, std::string_view place, Provenance& from) {
  const int activity = task.value("activity", 0);
  DORSAL_TRY(const RebaRead parts, read_reba_parts(task, place, true));
  Json json = reba_score_json(parts, activity, from);
  json["parts"] = reba_parts_json(parts, activity);
  if (!parts.corrected.empty()) {
    DORSAL_TRY(const RebaRead seen, read_reba_parts(task, place, false));
    Provenance unused;
    json["by_hand"] = parts.corrected;
    json["before"] = reba_score_json(seen, activity, unused);
  }
  return json;
}

// An unknown score never hides a known one.
int worth(const Json& scores) { return scores["reba"].is_null() ? 0 : scores["reba"].get<int>(); }

}  // namespace

Result<Json> answer_reba(const Task& task, std::string_view place) {
  Provenance from;
  Json scores;
  Json sides = Json::object();
  for (const std::string& side : sides_of(task)) {
    const std::string where = std::string(place) + ", " + side;
    DORSAL_TRY(Json one, reba_of_side(task_of_side(task, side.c_str()), where, from));
    if (scores.is_null() || worth(one) > worth(scores)) {
      scores = one;
      scores["side"] = side;
    }
    sides[side] = std::move(one);
  }
  if (sides.empty()) {
    DORSAL_TRY(scores, reba_of_side(task, place, from));
    if (task.contains("side")) scores["side"] = task["side"];
  }
  Json json = begin_answer(Method::reba, from);
  json.update(scores);
  json.update(sides);
  end_answer(json, from);
  return json;
}

}  // namespace dorsal::ergonomics
