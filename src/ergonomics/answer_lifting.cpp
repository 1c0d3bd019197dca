#include <fmt/format.h>

#include "dorsal/ergonomics/lifting_equation.hpp"
#include "imperial.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

Coupling coupling_from(const std::string& word) {
  if (word == "poor") return Coupling::poor;
  return word == "fair" ? Coupling::fair : Coupling::good;
}

MultipliersByHand by_hand(const Task& task) {
  const Task values = task.value("multipliers", Task::object());
  return {maybe(values, "hm"), maybe(values, "vm"), maybe(values, "dm"),
          maybe(values, "am"), maybe(values, "fm"), maybe(values, "cm")};
}

Lift lift_from(const Task& task) {
  Lift lift;
  lift.load = kilograms(number(task, "load_kg"));
  lift.travel = metres(number(task, "travel_m"));
  lift.per_minute = number(task, "frequency_per_min");
  lift.duration = decltype(lift.duration)(number(task, "duration_h"));
  lift.load_constant = kilograms(task.value("load_constant_kg", 23.0));
  lift.origin = {metres(number(task, "horizontal_m")), metres(number(task, "vertical_m")),
                 degrees(task.value("asymmetry_deg", 0.0)),
                 coupling_from(task.at("coupling").get<std::string>()), by_hand(task)};
  if (task.contains("destination")) {
    const Task& end = task.at("destination");
    lift.destination =
        LiftEnd{metres(number(end, "horizontal_m")), metres(number(end, "vertical_m")),
                degrees(end.value("asymmetry_deg", in_degrees(lift.origin.asymmetry))),
                end.contains("coupling") ? coupling_from(end.at("coupling").get<std::string>())
                                         : lift.origin.coupling,
                by_hand(end)};
  }
  return lift;
}

Json limit_json(const LiftLimit& limit) {
  const Multipliers& m = limit.multipliers;
  return {{"rwl_kg", in_kilograms(limit.rwl)},
          {"li", finite(limit.li)},
          {"multipliers",
           {{"hm", m.hm}, {"vm", m.vm}, {"dm", m.dm}, {"am", m.am}, {"fm", m.fm}, {"cm", m.cm}}}};
}

Json pounds(Mass load, Mass limit) {
  return {{"load_lb", in_kilograms(load) / kKilogramsPerPound},
          {"rwl_lb", in_kilograms(limit) / kKilogramsPerPound}};
}

Json one_lift(const Task& task) {
  const Lift lift = lift_from(task);
  const LiftLimit origin = lift_limit(lift, lift.origin);
  Provenance from = origin.from;
  Json scores = limit_json(origin);
  if (lift.destination) {
    const LiftLimit end = lift_limit(lift, *lift.destination);
    from.add(end.from);
    scores["destination"] = limit_json(end);
    scores["worse"] = end.li > origin.li ? "destination" : "origin";
  }
  scores["as_published"] = pounds(lift.load, origin.rwl);
  Json json = begin_answer(Method::rnle, from);
  json.update(scores);
  end_answer(json, from);
  return json;
}

}  // namespace

Result<Json> answer_rnle(const Task& task, std::string_view) {
  if (!task.contains("tasks")) return one_lift(task);
  std::vector<Lift> lifts;
  bool has_destination = false;
  for (const Task& one : task.at("tasks")) {
    lifts.push_back(lift_from(one));
    has_destination = has_destination || lifts.back().destination.has_value();
  }
  const CompositeLift composite = composite_lift(lifts);
  Provenance from = composite.from;
  if (has_destination) from.add(Grade::b, "rnle_composite_origin_only");
  Json json = begin_answer(Method::rnle, from);
  json["tasks"] = Json::array();
  for (const LiftLimit& limit : composite.tasks) json["tasks"].push_back(limit_json(limit));
  json["order"] = composite.order;
  json["cli"] = finite(composite.cli);
  end_answer(json, from);
  return json;
}

}  // namespace dorsal::ergonomics
