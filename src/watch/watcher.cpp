#include "dorsal/watch/watcher.hpp"

#include <algorithm>
#include <utility>

namespace dorsal::watch {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

bool is_there(const Recognised& recognised) {
  return !recognised.doubtful && recognised.sight != Sight::absent &&
         recognised.sight != Sight::somebody_else;
}

std::optional<Kind> complaint_of(Sight sight) {
  switch (sight) {
    case Sight::camera_moved:
      return Kind::camera_moved;
    case Sight::somebody_else:
      return Kind::somebody_else;
    case Sight::no_camera:
      return Kind::no_camera;
    case Sight::present:
    case Sight::absent:
      break;
  }
  return std::nullopt;
}

Message plain(Kind kind, Time at) {
  Message message;
  message.kind = kind;
  message.at = at;
  return message;
}

Rates no_rates() {
  Rates rates{};
  rates.fill(0.0);
  return rates;
}

Rates time_alone() {
  Rates rates{};
  rates[static_cast<std::size_t>(Cause::at_desk)] = 1.0;
  return rates;
}

}  // namespace

Watcher::Watcher(const Limits& limits) : limits_(limits), meter_(limits), nudger_(limits) {}

void Watcher::calibrate(const Calibration& calibration) {
  calibration_ = calibration;
  recognition_ = Recognition{};
}

void Watcher::remember(const DayRecord& day, Time now, std::chrono::minutes utc_offset) {
  meter_.restore(day.budget);
  if (now > day.updated) meter_.pass(day.updated, now - day.updated, no_rates(), Doing::away);
  turn_day(now, utc_offset);
  if (day.date != day_.date) return;
  day_ = day;
  nudger_.restore(day.nudges);
}

std::vector<Message> Watcher::step(const Look& look, const Surroundings& surroundings) {
  std::vector<Message> messages;
  now_ = look.at;
  turn_day(look.at, surroundings.utc_offset);
  bool pause_over = false;
  if (paused_until_) {
    last_.reset();
    change_.reset();
    if (look.at < *paused_until_) return messages;
    paused_until_.reset();
    pause_over = true;
    messages.push_back(plain(Kind::pause_over, look.at));
  }
  pass_time(look.at);
  take_in(look);
  tell_of_sight(messages);
  Moment moment = moment_of(look, surroundings);
  moment.pause = moment.pause || pause_over;
  const auto nudges = nudger_.step(moment, meter_.budget());
  messages.insert(messages.end(), nudges.begin(), nudges.end());
  return messages;
}

void Watcher::pass_time(Time until) {
  came_back_.reset();
  if (!last_ || until <= last_->look.at) return;
  const Duration time = until - last_->look.at;
  if (time > in_seconds(limits_.longest_step)) {
    meter_.pass(last_->look.at, time, no_rates(), Doing::away);
    came_back_ = time;
    return;
  }
  const bool exercising = nudger_.break_goes_on(until) && is_there(last_->recognised);
  const Doing what = exercising ? Doing::moving : doing();
  meter_.pass(last_->look.at, time, exercising ? no_rates() : last_->rates, what);
  count(time, what);
}

Doing Watcher::doing() const {
  if (last_->recognised.doubtful) return Doing::not_known;
  switch (last_->recognised.sight) {
    case Sight::absent:
      return Doing::away;
    case Sight::somebody_else:
      return Doing::not_known;
    case Sight::present:
      return last_->look.moving ? Doing::moving : Doing::holding;
    case Sight::camera_moved:
    case Sight::no_camera:
      break;
  }
  return Doing::holding;
}

void Watcher::count(Duration time, Doing what) {
  day_.watched += time;
  const Sight sight = last_->recognised.sight;
  const bool by_time = sight == Sight::no_camera || sight == Sight::camera_moved;
  if (what == Doing::away) {
    day_.away += time;
  } else if (what == Doing::not_known) {
    day_.not_judged += time;
  } else if (by_time) {
    day_.by_time += time;
  } else {
    day_.present += time;
    if (what == Doing::moving) day_.moving += time;
  }
  const CauseArray<Duration> counted = meter_.take_counted();
  for (std::size_t cause = 0; cause < kCauses; ++cause) day_.exposed[cause] += counted[cause];
}

Rates Watcher::rates_of(const Recognised& recognised, const Measures& measures, bool moving) const {
  if (recognised.sight == Sight::no_camera || recognised.sight == Sight::camera_moved) {
    return time_alone();
  }
  if (recognised.sight != Sight::present || recognised.doubtful) return no_rates();
  Rates rates =
      posture_rates(calibration_ ? beyond_upright(measures, *calibration_) : measures, limits_);
  rates[static_cast<std::size_t>(Cause::still)] = moving ? 0.0 : 1.0;
  return rates;
}

void Watcher::take_in(Look look) {
  const bool measured = !look.unchanged;
  if (look.unchanged && last_) {
    look.sight = last_->look.sight;
    look.measures = last_->look.measures;
    look.outline = last_->look.outline;
  }
  Recognised recognised{look.sight, false};
  if (calibration_) recognised = recognition_.add(look, *calibration_, limits_);
  const bool same = last_ && last_->recognised.sight == recognised.sight;
  if (last_ && last_->recognised.sight == Sight::absent && is_there(recognised)) {
    came_back_ = std::max(came_back_.value_or(Duration{0}), look.at - last_->since_sight);
  }
  changed_ =
      recognised.sight == Sight::present && !recognised.doubtful && change_.add(look, limits_);
  if (changed_ || (came_back_ && *came_back_ >= in_seconds(limits_.short_absence))) {
    meter_.change_posture();
  }
  const Rates rates = rates_of(recognised, look.measures, look.moving);
  last_ = Last{look, recognised, rates, same ? last_->since_sight : look.at,
               measured || !last_ ? look.at : last_->since_measured};
}

Moment Watcher::moment_of(const Look& look, const Surroundings& surroundings) const {
  Moment moment;
  moment.now = look.at;
  moment.there = is_there(last_->recognised);
  // Whoever works bent or with raised arms moves, but does not pause.
  const auto works = [this](Cause cause) {
    return last_->rates[static_cast<std::size_t>(cause)].value_or(0.0) > 0;
  };
  const bool moves = last_->look.moving && last_->recognised.sight == Sight::present &&
                     !works(Cause::trunk_bent) && !works(Cause::arms_raised);
  const bool back = came_back_ && *came_back_ >= in_seconds(limits_.short_absence);
  moment.pause = moves || changed_ || back;
  moment.obstacle = obstacle_of(surroundings);
  return moment;
}

/// Says once what is wrong, and that it is over; not again within the time that lies between
/// nudges.
void Watcher::tell_of_sight(std::vector<Message>& messages) {
  const Recognised& now = last_->recognised;
  if (now.doubtful || now.sight == Sight::absent) return;
  const auto complaint = complaint_of(now.sight);
  if (!complaint) {
    if (told_) messages.push_back(plain(Kind::judging_again, last_->look.at));
    told_.reset();
    return;
  }
  const auto said = said_at_.find(*complaint);
  const bool fresh =
      said != said_at_.end() && last_->look.at - said->second < in_minutes(limits_.spacing);
  if (told_ == now.sight || fresh) return;
  told_ = now.sight;
  said_at_[*complaint] = last_->look.at;
  messages.push_back(plain(*complaint, last_->look.at));
}

void Watcher::pause(Time now, Duration time) {
  now_ = now;
  paused_until_ = now + std::max(time, Duration{0});
  nudger_.hold();
}

void Watcher::resume(Time now) {
  if (paused_until_) paused_until_ = std::min(*paused_until_, now);
}

void Watcher::turn_day(Time now, std::chrono::minutes utc_offset) {
  const year_month_day date(std::chrono::floor<days>(now + utc_offset));
  if (day_begun_ && date <= day_.date) return;
  if (day_begun_) finished_.push_back(today());
  day_ = DayRecord{};
  day_.date = date;
  day_.updated = now;
  day_begun_ = true;
  nudger_.forget_counts();
}

DayRecord Watcher::today() const {
  DayRecord day = day_;
  day.budget = meter_.budget();
  day.nudges = nudger_.counts();
  if (last_) day.updated = std::max(day.updated, last_->look.at);
  return day;
}

std::vector<DayRecord> Watcher::take_finished_days() { return std::exchange(finished_, {}); }

Rhythm Watcher::rhythm() const {
  Attention attention;
  attention.now = now_;
  if (last_) {
    attention.sight = last_->recognised.sight;
    attention.moving = last_->look.moving;
    attention.same_sight = last_->look.at - last_->since_sight;
    attention.since_measured = last_->look.at - last_->since_measured;
    attention.nudge_waits = nudger_.waits();
  }
  attention.paused_until = paused_until_;
  return next_look(attention);
}

Status Watcher::status() const {
  Status status;
  if (last_) {
    status.sight = last_->recognised.sight;
    status.doubtful = last_->recognised.doubtful;
  }
  status.budget = meter_.budget();
  status.nudge_waits = nudger_.waits();
  status.held_by = nudger_.held_by();
  status.on_show = nudger_.on_show();
  status.paused_until = paused_until_;
  status.today = today();
  return status;
}

}  // namespace dorsal::watch
