#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dorsal/watch/message.hpp"

namespace dorsal::watch {

/// What the person says to a nudge.
enum class Answer { taken, later, skip };

/// What the person says to the question about the plan.
enum class PlanAnswer { wrong_time, wrong_exercise, neither };

/// What came of the nudges.
struct NudgeCounts {
  int offered = 0;
  int taken = 0;
  int later = 0;
  int skipped = 0;
  int unanswered = 0;
  int rested = 0;  // the person rested before being asked, or without an answer
  int questions = 0;
  friend bool operator==(const NudgeCounts&, const NudgeCounts&) = default;
};

/// What the nudger has to know of a moment.
struct Moment {
  Time now;
  bool there = false;  // the person is, as far as can be told
  bool pause = false;  // a natural one: the person moved, changed posture, has just come back
  std::optional<Obstacle> obstacle;
};

/// Decides when a used-up budget is spoken of, and remembers what was answered.
class Nudger {
 public:
  explicit Nudger(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] std::vector<Message> step(const Moment& moment, const Budget& budget);
  /// To the nudge that is on show; without one nothing happens.
  [[nodiscard]] std::vector<Message> answer(Answer answer, Time now);
  void answer(PlanAnswer answer, Time now);

  /// Takes the nudge that is on show back, to be offered again later: a pause begins.
  void hold();
  void rule_out(std::vector<std::string> offers) { ruled_out_ = std::move(offers); }
  [[nodiscard]] bool waits() const { return phase_ == Phase::waiting || phase_ == Phase::parked; }
  /// The nudge that is on show.
  [[nodiscard]] const std::optional<Message>& on_show() const { return shown_; }
  [[nodiscard]] std::optional<Obstacle> held_by() const { return held_by_; }
  /// The person took a nudge a moment ago and does what it offered.
  [[nodiscard]] bool break_goes_on(Time now) const { return break_until_ && now < *break_until_; }
  [[nodiscard]] const NudgeCounts& counts() const { return counts_; }
  void forget_counts() { counts_ = {}; }
  void restore(const NudgeCounts& counts) { counts_ = counts; }

 private:
  enum class Phase { quiet, waiting, parked, shown };
  std::vector<Message> while_waiting(const Moment& moment, const Budget& budget);
  std::vector<Message> while_shown(const Moment& moment, const Budget& budget);
  Message park(const Moment& moment, const Budget& budget);
  Message show(const Moment& moment, const Budget& budget);
  Message rested(const Moment& moment, const Budget& budget);
  std::vector<Message> skip(Time now);
  void be_quiet(Time now, Duration time);
  [[nodiscard]] Duration spacing(Time now) const;
  [[nodiscard]] std::optional<std::string> choose(Cause cause);

  Limits limits_;
  Phase phase_ = Phase::quiet;
  Time waits_since_;
  Time shown_at_;
  Cause cause_ = Cause::still;  // of what waits or is on show
  std::optional<Time> quiet_until_;
  std::optional<Time> break_until_;
  std::optional<Time> wrong_time_until_;
  std::optional<Obstacle> held_by_;
  std::optional<Message> shown_;
  std::vector<std::string> ruled_out_;  // by care
  std::vector<std::string> disliked_;   // by the person
  std::vector<std::string> skipped_;    // offers of the skips in a row
  std::size_t turn_ = 0;
  int skips_ = 0;  // in a row
  NudgeCounts counts_;
};

}  // namespace dorsal::watch
