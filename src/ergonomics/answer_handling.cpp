#include <fmt/format.h>

#include "dorsal/ergonomics/dose_model.hpp"
#include "dorsal/ergonomics/fatigue_failure.hpp"
#include "dorsal/ergonomics/liberty.hpp"
#include "imperial.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kNewtonsPerKilogramForce = 9.80665;

Handling handling_from(const std::string& word) {
  if (word == "lower") return Handling::lower;
  if (word == "push") return Handling::push;
  if (word == "pull") return Handling::pull;
  return word == "carry" ? Handling::carry : Handling::lift;
}

Json shares(const Acceptable& a, double scale) {
  return {{"mean", a.mean * scale}, {"p75", a.p75 * scale}, {"p90", a.p90 * scale}};
}

ShoulderEffort effort_from(const Task& task) {
  const auto kind = task.at("kind").get<std::string>();
  if (kind == "pull") return ShoulderEffort::pull_down;
  if (kind != "push") return ShoulderEffort::handling;
  return task.value("direction", "forward") == "down" ? ShoulderEffort::push_down
                                                      : ShoulderEffort::push_forward;
}

Result<ShoulderTask> shoulder_task(const Task& task, std::string_view place, Provenance& from) {
  const bool pull = task.at("kind") == "pull";
  if (pull && task.value("direction", "down") == "forward") {
    return fail(ErrorCode::unsupported, "a pull is judged downwards only", std::string(place),
                "leave \"direction\" out: for a level pull no equation was to be had");
  }
  const bool pushes = pull || task.at("kind") == "push";
  if (pushes && !task.contains("direction")) {
    from.add(Grade::b, pull ? "shoulder_pull_down" : "shoulder_push_forward");
  }
  const int hands = task.value("hands", 1);
  if (hands == 2) from.add(Grade::c, "shoulder_two_hands");
  return ShoulderTask{effort_from(task), kilograms(number(task, "load_kg") / hands),
                      metres(number(task, "reach_m")), number(task, "repetitions")};
}

Json damage_json(Method method, const Damage& d) {
  Json json = begin_answer(method, d.from);
  json["damage"] = finite(d.damage);
  json["probability"] = d.probability;
  return json;
}

Json shoulder_from_damage(double damage) {
  Damage d{damage, shoulder_probability(damage), {}};
  return damage_json(Method::shoulder, d);
}

}  // namespace

Result<Json> answer_liberty(const Task& task, std::string_view place) {
  HandlingTask t;
  t.kind = handling_from(task.at("task").get<std::string>());
  t.female = task.at("sex") == "female";
  const bool lifts = t.kind == Handling::lift || t.kind == Handling::lower;
  const char* const height = lifts ? "vertical_range_middle_m" : "vertical_m";
  if (!task.contains(height)) return missing_field(height, place);
  if (lifts && !task.contains("horizontal_m")) return missing_field("horizontal_m", place);
  t.height = metres(number(task, height));
  if (lifts) t.horizontal = metres(number(task, "horizontal_m"));
  t.distance = metres(number(task, "travel_m"));
  t.per_minute = number(task, "frequency_per_min");
  DORSAL_TRY(const AcceptableHandling a, acceptable_handling(t, place));
  Json json = begin_answer(Method::liberty, a.from);
  if (t.kind == Handling::push || t.kind == Handling::pull) {
    json["initial_kgf"] = shares(a.initial, 1);
    json["sustained_kgf"] = shares(a.sustained, 1);
    json["initial_N"] = shares(a.initial, kNewtonsPerKilogramForce);
    json["sustained_N"] = shares(a.sustained, kNewtonsPerKilogramForce);
  } else {
    json["mean_kg"] = a.initial.mean;
    json["p75_kg"] = a.initial.p75;
    json["p90_kg"] = a.initial.p90;
  }
  end_answer(json, a.from);
  return json;
}

Result<Json> answer_lifft(const Task& task, std::string_view) {
  std::vector<LifftTask> tasks;
  for (const Task& one : task.at("tasks")) {
    tasks.push_back({kilograms(number(one, "load_kg")), metres(number(one, "lever_arm_m")),
                     number(one, "repetitions")});
  }
  const Damage d = lifft(tasks);
  const Damage disputed = lifft_as_disputed(tasks);
  Json json = damage_json(Method::lifft, d);
  json["with_the_other_divisor"] = {{"damage", finite(disputed.damage)},
                                    {"probability", disputed.probability}};
  end_answer(json, d.from);
  return json;
}

Result<Json> answer_duet(const Task& task, std::string_view) {
  std::vector<DuetTask> tasks;
  for (const Task& one : task.at("tasks")) {
    tasks.push_back({one.at("omni").get<int>(), number(one, "repetitions")});
  }
  const Damage d = duet(tasks);
  Json json = damage_json(Method::duet, d);
  end_answer(json, d.from);
  return json;
}

Result<Json> answer_shoulder(const Task& task, std::string_view place) {
  if (task.contains("damage")) return shoulder_from_damage(number(task, "damage"));
  std::vector<ShoulderTask> tasks;
  Provenance from;
  Json published = Json::array();
  for (std::size_t i = 0; i < task.at("tasks").size(); ++i) {
    const std::string where = fmt::format("{}, tasks[{}]", place, i);
    DORSAL_TRY(const ShoulderTask one, shoulder_task(task["tasks"][i], where, from));
    tasks.push_back(one);
    published.push_back({{"load_lb", in_kilograms(one.load) / kKilogramsPerPound},
                         {"reach_in", in_metres(one.reach) / kMetresPerInch},
                         {"moment_in_lb", shoulder_moment(one)}});
  }
  Damage d = shoulder(tasks);
  d.from.add(from);
  Json json = damage_json(Method::shoulder, d);
  json["as_published"] = published;
  end_answer(json, d.from);
  return json;
}

Result<Json> answer_mdd(const Task& task, std::string_view place) {
  const auto name = task.at("task").get<std::string>();
  if (name != "extreme_bend" && !task.contains("load_kg")) return missing_field("load_kg", place);
  const DiscForce result =
      disc_force(name, task.value("hands", 2), kilograms(task.value("load_kg", 0.0)));
  const double force = in_newtons(result.force);
  Json json = begin_answer(Method::mdd, result.from);
  json["force_N"] = force;
  // From which force on the model counts a lift into the day's dose.
  json["counts"] = {
      {"male_1999", force >= 3200}, {"female_1999", force >= 2500}, {"male_2007", force >= 2700}};
  end_answer(json, result.from);
  return json;
}

}  // namespace dorsal::ergonomics
