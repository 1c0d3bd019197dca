#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/watch/budget.hpp"
#include "dorsal/watch/calibration.hpp"
#include "dorsal/watch/day_store.hpp"
#include "dorsal/watch/message.hpp"
#include "dorsal/watch/nudger.hpp"
#include "dorsal/watch/rhythm.hpp"

namespace dorsal::watch {

/// How things stand, for `dorsal watch status`.
struct Status {
  Sight sight = Sight::absent;
  bool doubtful = false;
  Budget budget;
  bool nudge_waits = false;
  std::optional<Obstacle> held_by;
  std::optional<Message> on_show;
  std::optional<Time> paused_until;
  DayRecord today;
};

/// Watches over one person's day: looks go in, messages come out. What it knows is in this object;
/// time is that of the looks, and one that goes back is taken to stand still.
class Watcher {
 public:
  explicit Watcher(const Limits& limits = published_limits());

  /// Without one, angles are taken as they are and the place in the picture is not compared.
  void calibrate(const Calibration& calibration);
  /// Goes on where an earlier run left off: between the two the person rested, as far as is known.
  void remember(const DayRecord& day, Time now, std::chrono::minutes utc_offset);
  /// Offers that care rules out for this person.
  void rule_out(std::vector<std::string> offers) { nudger_.rule_out(std::move(offers)); }

  [[nodiscard]] std::vector<Message> step(const Look& look, const Surroundings& surroundings);

  [[nodiscard]] std::vector<Message> answer(Answer answer, Time now) {
    return nudger_.answer(answer, now);
  }
  void answer(PlanAnswer answer, Time now) { nudger_.answer(answer, now); }
  /// Stops looking for a time, and goes on by itself. Nothing is counted; nothing is forgotten.
  void pause(Time now, Duration time);
  /// Ends a pause early; the next look says that it is over.
  void resume(Time now);

  [[nodiscard]] Rhythm rhythm() const;
  [[nodiscard]] Status status() const;
  [[nodiscard]] const Budget& budget() const { return meter_.budget(); }
  /// Sums of the day of the last look.
  [[nodiscard]] DayRecord today() const;
  /// Days that ended since the last call.
  [[nodiscard]] std::vector<DayRecord> take_finished_days();

 private:
  struct Last {
    Look look;
    Recognised recognised;
    Rates rates{};
    Time since_sight;     // for how long the sight has been so
    Time since_measured;  // the last picture that was measured
  };
  void pass_time(Time until);
  void count(Duration time, Doing doing);
  [[nodiscard]] Doing doing() const;
  [[nodiscard]] Rates rates_of(const Recognised& recognised, const Measures& measures,
                               bool moving) const;
  void take_in(Look look);
  void turn_day(Time now, std::chrono::minutes utc_offset);
  [[nodiscard]] Moment moment_of(const Look& look, const Surroundings& surroundings) const;
  void tell_of_sight(std::vector<Message>& messages);

  Limits limits_;
  std::optional<Calibration> calibration_;
  Recognition recognition_;
  Meter meter_;
  PostureChange change_;
  Nudger nudger_;
  std::optional<Last> last_;
  Time now_;                           // of the last look or command
  bool changed_ = false;               // the posture, with the last look
  std::optional<Duration> came_back_;  // with the last look, after so long
  std::optional<Sight> told_;          // what the person was last told is wrong, while it is
  std::map<Kind, Time> said_at_;       // when what is wrong was last said
  std::optional<Time> paused_until_;
  DayRecord day_;
  bool day_begun_ = false;
  std::vector<DayRecord> finished_;
};

}  // namespace dorsal::watch
