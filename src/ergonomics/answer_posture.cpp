#include "dorsal/ergonomics/endurance.hpp"
#include "dorsal/ergonomics/muscle_fatigue.hpp"
#include "dorsal/ergonomics/owas.hpp"
#include "dorsal/ergonomics/rosa.hpp"
#include "dorsal/ergonomics/static_posture.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

RosaItem item_from(const Task& task, const char* field) {
  const Task& one = task.at(field);
  return {one.at("score").get<int>(), one.value("duration", 0)};
}

Json state_json(const MuscleState& state, double time) {
  return {{"t_s", time},
          {"active", state.active},
          {"fatigued", state.fatigued},
          {"resting", state.resting},
          {"able", state.able()}};
}

}  // namespace

Result<Json> answer_owas(const Task& task, std::string_view place) {
  OwasCode code;
  const auto read = [&](const char* field, int& part) -> Result<void> {
    if (!task.contains(field)) return missing_field(field, place);
    part = task.at(field).get<int>();
    return {};
  };
  DORSAL_TRY_VOID(read("back", code.back));
  DORSAL_TRY_VOID(read("arms", code.arms));
  DORSAL_TRY_VOID(read("legs", code.legs));
  DORSAL_TRY_VOID(read("load", code.load));
  const OwasScore score = owas(code);
  Json json = begin_answer(Method::owas, score.from);
  json["action_category"] = score.action_category;
  end_answer(json, score.from);
  return json;
}

Result<Json> answer_static(const Task& task, std::string_view place) {
  StaticPosture posture;
  posture.trunk_inclination = maybe_angle(task, "trunk_inclination_deg");
  posture.trunk_lateral_bend = maybe_angle(task, "trunk_lateral_bend_deg");
  posture.trunk_twist = maybe_angle(task, "trunk_twist_deg");
  posture.upper_arm_elevation = maybe_angle(task, "upper_arm_elevation_deg");
  posture.sight_below_horizontal = maybe_angle(task, "line_of_sight_below_horizontal_deg");
  posture.held = maybe(task, "held_s");
  posture.per_minute = maybe(task, "frequency_per_min");
  StaticVerdict v = judge_static(posture);
  if (v.judged.empty() && v.not_judged.empty()) {
    return missing_field("upper_arm_elevation_deg", place, "add at least one angle");
  }
  v.from.add(Grade::b, "iso11226_not_found");
  Json json = begin_answer(Method::static_posture, v.from);
  json["en1005_4"] = v.verdict ? Json(to_string(*v.verdict)) : Json(nullptr);
  json["iso11226"] = nullptr;
  json["judged"] = v.judged;
  json["not_judged"] = v.not_judged;
  json["often"] = v.often;
  end_answer(json, v.from);
  return json;
}

Result<Json> answer_rosa(const Task& task, std::string_view) {
  const Task& chair = task.at("chair");
  RosaWorkplace w;
  w.seat_height = chair.at("seat_height").get<int>();
  w.seat_depth = chair.at("seat_depth").get<int>();
  w.armrest = chair.at("armrest").get<int>();
  w.backrest = chair.at("backrest").get<int>();
  w.chair_duration = chair.value("duration", 0);
  w.screen = item_from(task, "screen");
  w.telephone = item_from(task, "telephone");
  w.mouse = item_from(task, "mouse");
  w.keyboard = item_from(task, "keyboard");
  const RosaScore s = rosa(w);
  Json json = begin_answer(Method::rosa, s.from);
  json["score_a"] = s.score_a;
  json["score_b"] = s.score_b;
  json["score_c"] = s.score_c;
  json["peripherals"] = s.peripherals;
  json["rosa"] = s.rosa;
  json["action"] = s.rosa >= 5;
  end_answer(json, s.from);
  return json;
}

Result<Json> answer_endurance(const Task& task, std::string_view) {
  const Endurance e = endurance(task.at("joint").get<std::string>(), number(task, "intensity"));
  Json json = begin_answer(Method::endurance, e.from);
  json["seconds"] = e.seconds;
  json["seconds_3cc"] = e.seconds_3cc ? Json(*e.seconds_3cc) : Json(nullptr);
  end_answer(json, e.from);
  return json;
}

Result<Json> answer_fatigue(const Task& task, std::string_view place) {
  constexpr double kLongestSeries = 172800;  // [s] two days: bounds the time of computing
  FatigueRates rates = fatigue_rates(task.at("joint").get<std::string>());
  std::vector<LoadStretch> series;
  double total = 0;
  bool rests = false;
  for (const Task& one : task.at("series")) {
    series.push_back({number(one, "seconds"), number(one, "load")});
    total += series.back().seconds;
    rests = rests || series.back().load == 0;
  }
  if (total > kLongestSeries) {
    return fail(ErrorCode::out_of_range, "the series is longer than two days",
                std::string(place) + ", series", "give 172800 seconds at the most");
  }
  Provenance from;
  from.add(rates.from.grade);
  if (rests && rates.rest_multiplier == 1) from.add(Grade::c, "no_rest_multiplier");
  const FatigueCourse course = fatigue_course(rates, series);
  Json json = begin_answer(Method::fatigue, from);
  json["endurance_s"] = course.endurance ? Json(*course.endurance) : Json(nullptr);
  json["states"] = Json::array();
  double time = 0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    time += series[i].seconds;
    json["states"].push_back(state_json(course.states[i], time));
  }
  end_answer(json, from);
  return json;
}

}  // namespace dorsal::ergonomics
