#include "dorsal/watch/nudger.hpp"

#include <algorithm>

#include "dorsal/watch/offers.hpp"

namespace dorsal::watch {
namespace {

constexpr std::chrono::hours kRestOfDay{12};  // for which a wrong time is kept in mind

Message about(Kind kind, Time now, Cause cause, const Budget& budget) {
  const Part& part = budget[cause];
  Message message;
  message.kind = kind;
  message.at = now;
  message.cause = cause;
  message.exposed = part.exposed;
  message.since = part.since;
  return message;
}

}  // namespace

std::vector<Message> Nudger::step(const Moment& moment, const Budget& budget) {
  if (phase_ == Phase::shown) return while_shown(moment, budget);
  if (phase_ == Phase::quiet) {
    const bool quiet = quiet_until_ && moment.now < *quiet_until_;
    if (quiet || budget.level() < 1.0) return {};
    phase_ = Phase::waiting;
    waits_since_ = moment.now;
  }
  return while_waiting(moment, budget);
}

std::vector<Message> Nudger::while_waiting(const Moment& moment, const Budget& budget) {
  cause_ = budget.fullest();
  if (budget.level() < limits_.rested_below.value) return {rested(moment, budget)};
  if (moment.obstacle) {
    if (phase_ == Phase::parked) return {};
    return {park(moment, budget)};
  }
  if (!moment.there) return {};
  const bool long_enough = moment.now - waits_since_ >= in_minutes(limits_.longest_wait);
  if (phase_ == Phase::parked || moment.pause || long_enough) return {show(moment, budget)};
  return {};
}

std::vector<Message> Nudger::while_shown(const Moment& moment, const Budget& budget) {
  if (budget.level() < limits_.rested_below.value) return {rested(moment, budget)};
  if (!moment.there || moment.now - shown_at_ < in_minutes(limits_.answer_time)) return {};
  ++counts_.unanswered;
  be_quiet(moment.now, spacing(moment.now));
  return {};
}

Message Nudger::park(const Moment& moment, const Budget& budget) {
  phase_ = Phase::parked;
  held_by_ = moment.obstacle;
  Message message = about(Kind::parked, moment.now, cause_, budget);
  message.held_by = held_by_;
  return message;
}

Message Nudger::show(const Moment& moment, const Budget& budget) {
  Message message = about(Kind::nudge, moment.now, cause_, budget);
  message.held_by = held_by_;
  message.offer = choose(cause_);
  held_by_.reset();
  phase_ = Phase::shown;
  shown_at_ = moment.now;
  shown_ = message;
  ++counts_.offered;
  return message;
}

Message Nudger::rested(const Moment& moment, const Budget& budget) {
  ++counts_.rested;
  skips_ = 0;
  skipped_.clear();
  Message message = about(Kind::rested, moment.now, cause_, budget);
  phase_ = Phase::quiet;
  held_by_.reset();
  shown_.reset();
  return message;
}

std::optional<std::string> Nudger::choose(Cause cause) {
  std::vector<std::string> out = ruled_out_;
  out.insert(out.end(), disliked_.begin(), disliked_.end());
  auto offer = choose_offer(cause, out, turn_++);
  // Rather one that was not liked than none; what care ruled out stays out.
  return offer ? offer : choose_offer(cause, ruled_out_, turn_);
}

std::vector<Message> Nudger::answer(Answer answer, Time now) {
  if (phase_ != Phase::shown) return {};
  switch (answer) {
    case Answer::taken:
      ++counts_.taken;
      skips_ = 0;
      skipped_.clear();
      break_until_ = now + in_minutes(limits_.break_time);
      be_quiet(now, spacing(now));
      return {};
    case Answer::later:
      ++counts_.later;
      be_quiet(now, in_minutes(limits_.later));
      return {};
    case Answer::skip:
      break;
  }
  return skip(now);
}

std::vector<Message> Nudger::skip(Time now) {
  ++counts_.skipped;
  ++skips_;
  if (shown_ && shown_->offer) skipped_.push_back(*shown_->offer);
  be_quiet(now, spacing(now));
  if (skips_ < limits_.skips_before_question.value) return {};
  skips_ = 0;
  ++counts_.questions;
  Message question;
  question.kind = Kind::question;
  question.at = now;
  question.cause = cause_;
  return {question};
}

void Nudger::answer(PlanAnswer answer, Time now) {
  if (answer == PlanAnswer::wrong_time) {
    wrong_time_until_ = now + kRestOfDay;
    be_quiet(now, spacing(now));
  }
  if (answer == PlanAnswer::wrong_exercise) {
    disliked_.insert(disliked_.end(), skipped_.begin(), skipped_.end());
  }
  skipped_.clear();
}

void Nudger::hold() {
  if (phase_ != Phase::shown) return;
  phase_ = Phase::waiting;
  shown_.reset();
}

Duration Nudger::spacing(Time now) const {
  const bool longer = wrong_time_until_ && now < *wrong_time_until_;
  return in_minutes(limits_.spacing) * (longer ? 2 : 1);
}

void Nudger::be_quiet(Time now, Duration time) {
  phase_ = Phase::quiet;
  shown_.reset();
  quiet_until_ = std::max(quiet_until_.value_or(now), now + time);
}

}  // namespace dorsal::watch
