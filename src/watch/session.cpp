#include "dorsal/watch/session.hpp"

#include <algorithm>
#include <utility>

#include "dorsal/watch/offers.hpp"
#include "session_words.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

// All of them our own choice: docs/methods/watch.md.
constexpr Duration kGone = 3s;      // a shorter absence does not begin a run anew
constexpr Duration kEvery = 500ms;  // between two looks of a run
constexpr int kRuns = 3;            // then it goes on without
constexpr Duration kPause = 30min;  // of the choice "pause"

bool is_shown(Kind kind) { return kind != Kind::parked && kind != Kind::rested; }

std::optional<Answer> answer_from(std::string_view key) {
  if (key == "taken") return Answer::taken;
  if (key == "later") return Answer::later;
  if (key == "skip") return Answer::skip;
  return std::nullopt;
}

std::optional<PlanAnswer> plan_answer_from(std::string_view key) {
  if (key == "wrong_time") return PlanAnswer::wrong_time;
  if (key == "wrong_exercise") return PlanAnswer::wrong_exercise;
  if (key == "neither") return PlanAnswer::neither;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(CalibrationState state) {
  switch (state) {
    case CalibrationState::none:
      return "none";
    case CalibrationState::waiting:
      return "waiting";
    case CalibrationState::looking:
      return "looking";
    case CalibrationState::done:
      break;
  }
  return "done";
}

Session::Session(const Limits& limits, const knowledge::Knowledge& all, std::string_view language)
    : limits_(limits), spanish_(language == "es"), watcher_(limits) {
  for (const knowledge::Care& care : all.care) {
    const auto offered = [&](std::size_t cause) {
      return std::ranges::count(offers_for(static_cast<Cause>(cause)), care.id) > 0;
    };
    for (std::size_t cause = 0; cause < kCauses; ++cause) {
      if (!offered(cause)) continue;
      offers_.emplace(care.id, Offer{care.text, !care.contraindicated_by.empty()});
    }
  }
}

void Session::rule_out(std::vector<std::string> offers) {
  asked_health_ = true;
  watcher_.rule_out(std::move(offers));
}

void Session::begin_calibration() {
  state_ = CalibrationState::waiting;
  asked_upright_ = false;
  failed_ = 0;
  looks_.clear();
  gone_since_.reset();
}

SessionStep Session::step(const Look& look, const Surroundings& surroundings) {
  SessionStep step;
  const bool paused = watcher_.status().paused_until && look.at < *watcher_.status().paused_until;
  const bool runs = state_ == CalibrationState::waiting || state_ == CalibrationState::looking;
  // Without a camera time alone counts, and nobody waits for a calibration.
  if (runs && !paused && look.sight != Sight::no_camera) {
    calibrate_by(look, step);
    return step;
  }
  step.messages = watcher_.step(look, surroundings);
  show(step.messages, surroundings.utc_offset, step);
  return step;
}

void Session::calibrate_by(const Look& look, SessionStep& step) {
  if (look.sight == Sight::absent) {
    if (!gone_since_) gone_since_ = look.at;
    if (look.at - *gone_since_ < kGone) return;
    looks_.clear();
    state_ = CalibrationState::waiting;
    return;
  }
  gone_since_.reset();
  if (state_ == CalibrationState::waiting) {
    state_ = CalibrationState::looking;
    step.backdrop_wanted = true;
    if (!std::exchange(asked_upright_, true)) step.notices.push_back(words::sit_upright(spanish_));
  }
  looks_.push_back(look);
  if (look.at - looks_.front().at >= in_seconds(limits_.calibration_time)) end_calibration(step);
}

void Session::end_calibration(SessionStep& step) {
  const auto found = watch::calibrate(looks_, limits_);
  looks_.clear();
  if (found) {
    watcher_.calibrate(*found);
    state_ = CalibrationState::done;
    step.notices.push_back(words::calibrated(spanish_));
    return;
  }
  ++failed_;
  const bool again = failed_ < kRuns;
  state_ = again ? CalibrationState::waiting : CalibrationState::none;
  step.notices.push_back(words::not_calibrated(found.error(), again, spanish_));
}

SessionStep Session::choose(std::string_view key, Time now) {
  SessionStep step;
  if (const auto answer = answer_from(key)) {
    step.messages = watcher_.answer(*answer, now);
    show(step.messages, 0min, step);
  } else if (const auto plan = plan_answer_from(key)) {
    watcher_.answer(*plan, now);
  } else if (key == "calibrate") {
    watcher_.resume(now);
    begin_calibration();
  } else if (key == "pause") {
    watcher_.pause(now, kPause);
  }
  return step;
}

Rhythm Session::rhythm() const {
  Rhythm rhythm = watcher_.rhythm();
  if (state_ == CalibrationState::looking && rhythm.open_camera) return {kEvery, true, false};
  return rhythm;
}

void Session::show(const std::vector<Message>& messages, std::chrono::minutes utc_offset,
                   SessionStep& step) const {
  for (const Message& message : messages) {
    if (is_shown(message.kind)) step.notices.push_back(notice_of(message, utc_offset));
  }
}

Notice Session::notice_of(const Message& message, std::chrono::minutes utc_offset) const {
  Notice notice = words::frame_of(message.kind, spanish_);
  notice.text = in_words(message, spanish_ ? "es" : "en", utc_offset);
  if (!message.offer) return notice;
  const auto found = offers_.find(*message.offer);
  if (found == offers_.end()) return notice;
  const Offer& offer = found->second;
  notice.text += '\n';
  notice.text += spanish_ ? offer.text.es : offer.text.en;
  if (offer.contraindicated && !asked_health_)
    notice.text += '\n' + words::leave_out_with(spanish_);
  return notice;
}

}  // namespace dorsal::watch
