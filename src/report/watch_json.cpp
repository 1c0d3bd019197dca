#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "dorsal/report/load_json.hpp"
#include "dorsal/report/watched.hpp"

namespace dorsal::report {
namespace {

using nlohmann::ordered_json;

double seconds_of(watch::Duration time) { return std::chrono::duration<double>(time).count(); }

std::string iso_time(watch::Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at) - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

ordered_json time_or_null(const std::optional<watch::Time>& at) {
  return at ? ordered_json(iso_time(*at)) : ordered_json(nullptr);
}

template <class Word>
ordered_json word_or_null(const std::optional<Word>& word) {
  return word ? ordered_json(watch::to_string(*word)) : ordered_json(nullptr);
}

std::string_view word_of(watch::Sight sight) {
  switch (sight) {
    case watch::Sight::present:
      return "present";
    case watch::Sight::absent:
      return "absent";
    case watch::Sight::somebody_else:
      return "somebody_else";
    case watch::Sight::camera_moved:
      return "camera_moved";
    case watch::Sight::no_camera:
      break;
  }
  return "no_camera";
}

ordered_json budget_json(const watch::Budget& budget) {
  ordered_json parts = ordered_json::object();
  for (std::size_t i = 0; i < watch::kCauses; ++i) {
    const auto cause = static_cast<watch::Cause>(i);
    const watch::Part& part = budget[cause];
    parts[std::string(watch::to_string(cause))] = {{"level", part.level},
                                                   {"exposed_s", seconds_of(part.exposed)},
                                                   {"since", time_or_null(part.since)}};
  }
  return {
      {"level", budget.level()}, {"fullest", watch::to_string(budget.fullest())}, {"parts", parts}};
}

ordered_json exposed_json(const watch::DayRecord& day) {
  ordered_json out = ordered_json::object();
  for (std::size_t i = 0; i < watch::kCauses; ++i) {
    out[std::string(watch::to_string(static_cast<watch::Cause>(i)))] = seconds_of(day.exposed[i]);
  }
  return out;
}

ordered_json day_json(const watch::DayRecord& day) {
  const watch::NudgeCounts& n = day.nudges;
  return {{"watched_s", seconds_of(day.watched)},
          {"present_s", seconds_of(day.present)},
          {"moving_s", seconds_of(day.moving)},
          {"away_s", seconds_of(day.away)},
          {"not_judged_s", seconds_of(day.not_judged)},
          {"by_time_s", seconds_of(day.by_time)},
          {"exposed_s", exposed_json(day)},
          {"nudges",
           {{"offered", n.offered},
            {"taken", n.taken},
            {"later", n.later},
            {"skipped", n.skipped},
            {"unanswered", n.unanswered},
            {"rested", n.rested},
            {"questions", n.questions}}}};
}

ordered_json message_json(const watch::Message& message, std::string_view language,
                          std::chrono::minutes utc_offset) {
  ordered_json out = {{"kind", watch::to_string(message.kind)},
                      {"at", iso_time(message.at)},
                      {"text", watch::in_words(message, language, utc_offset)}};
  out["cause"] = word_or_null(message.cause);
  if (message.cause) {
    out["exposed_s"] = seconds_of(message.exposed);
    out["since"] = time_or_null(message.since);
  }
  out["held_by"] = word_or_null(message.held_by);
  out["offer"] = message.offer ? ordered_json(*message.offer) : ordered_json(nullptr);
  return out;
}

void add_state(ordered_json& out, const Watched& watched) {
  const watch::Status& status = watched.status;
  out["sight"] = word_of(status.sight);
  out["doubtful"] = status.doubtful;
  out["calibration"] = watch::to_string(watched.calibration);
  out["trouble"] = watched.trouble;
  out["looks"] = {{"taken", watched.looks}, {"measured", watched.measured}};
  out["budget"] = budget_json(status.budget);
  out["today"] = day_json(status.today);
}

}  // namespace

ordered_json watch_status_json(const Watched& watched) {
  ordered_json out = versions_json();
  out["running"] = true;
  add_state(out, watched);
  out["nudge"] = {{"waits", watched.status.nudge_waits},
                  {"on_show", watched.status.on_show.has_value()},
                  {"held_by", word_or_null(watched.status.held_by)}};
  out["paused_until"] = time_or_null(watched.status.paused_until);
  ordered_json gaps = ordered_json::array();
  for (const knowledge::Text& gap : watched.gaps) gaps.push_back({{"en", gap.en}, {"es", gap.es}});
  out["not_told_by_this_desktop"] = gaps;
  return out;
}

ordered_json no_watcher_json() {
  ordered_json out = versions_json();
  out["running"] = false;
  return out;
}

ordered_json watch_result_json(const Watched& watched, std::string_view language) {
  ordered_json out = versions_json();
  add_state(out, watched);
  ordered_json messages = ordered_json::array();
  for (const watch::Message& message : watched.messages) {
    messages.push_back(message_json(message, language, watched.utc_offset));
  }
  out["messages"] = messages;
  return out;
}

}  // namespace dorsal::report
