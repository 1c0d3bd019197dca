#include "fatigue_json.hpp"

#include <cmath>
#include <optional>
#include <string>

#include "texts.hpp"

namespace dorsal::report {
namespace {

using ergonomics::GroupFatigue;
using ergonomics::StrengthLeft;
using ergonomics::TimeLeft;

double to_steps(double value, double per_unit) { return std::round(value * per_unit) / per_unit; }

Json minutes_or_null(const std::optional<double>& seconds) {
  return seconds ? Json(to_steps(*seconds / 60, 100)) : Json(nullptr);
}

Json minutes_json(const TimeLeft& time) {
  return {{"value", minutes_or_null(time.value)},
          {"interval", {minutes_or_null(time.low), minutes_or_null(time.high)}}};
}

Json part_json(const StrengthLeft& part) {
  return {{"value", to_steps(part.value, 1e4)},
          {"interval", {to_steps(part.low, 1e4), to_steps(part.high, 1e4)}}};
}

Json course_json(const GroupFatigue& group, double StrengthLeft::*bound) {
  Json out = Json::array();
  for (const StrengthLeft& able : group.able) out.push_back(to_steps(able.*bound, 1e3));
  return out;
}

Json group_json(const Texts& english, const GroupFatigue& group) {
  const ergonomics::MuscleGroup& muscle = ergonomics::muscle_groups()[group.group];
  return {{"group", muscle.id},
          {"side", group.side == body::Side::left ? "left" : "right"},
          {"rates_of", muscle.joint},
          {"grade", ergonomics::to_string(muscle.grade)},
          {"guess", muscle.grade >= ergonomics::Grade::c},
          {"reason", english("fatigue_reason." + muscle.reason)},
          {"effort", part_json(group.effort)},
          {"resting_share", to_steps(group.resting, 1e4)},
          {"minutes_until_tired", minutes_json(group.tired)},
          {"minutes_to_recover", minutes_json(group.recovered)},
          {"able_at_end", part_json(group.at_end)},
          {"able", course_json(group, &StrengthLeft::value)},
          {"able_low", course_json(group, &StrengthLeft::low)},
          {"able_high", course_json(group, &StrengthLeft::high)}};
}

}  // namespace

Json fatigue_json(const ergonomics::FatigueOutlook& outlook) {
  const Texts english(Language::english);
  Json times = Json::array();
  for (const double time : outlook.times) times.push_back(to_steps(time / 60, 100));
  Json groups = Json::array();
  for (const GroupFatigue& group : outlook.groups) groups.push_back(group_json(english, group));
  return {{"observed_s", to_steps(outlook.observed, 1e3)},
          {"horizon_s", to_steps(outlook.horizon, 1e3)},
          {"repeated", outlook.repeated},
          {"effort_interval_known", outlook.banded},
          {"recovered_at", ergonomics::kRecovered},
          {"rest_below", ergonomics::kRestBelow},
          {"source", ergonomics::fatigue_source()},
          {"at_min", times},
          {"groups", groups}};
}

}  // namespace dorsal::report
