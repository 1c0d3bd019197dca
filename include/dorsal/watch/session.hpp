#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/watch/watcher.hpp"

namespace dorsal::watch {

/// Something that the person may choose.
struct Choice {
  std::string key;    ///< what Session::choose() understands
  std::string label;  ///< a word or two
};

/// What to show to the person.
struct Notice {
  std::string title;
  std::string text;
  std::vector<Choice> choices;
  bool waits = false;  ///< stays until it is answered or Session::nudge_on_show() ends
};

/// How far the calibration has come.
enum class CalibrationState {
  none,     ///< not wanted, or given up: angles are taken as they are
  waiting,  ///< for somebody to be there
  looking,  ///< at somebody who is to sit upright
  done,
};
[[nodiscard]] std::string_view to_string(CalibrationState state);

/// What came of a look.
struct SessionStep {
  std::vector<Message> messages;  ///< of the watcher, also those that are not to be shown
  std::vector<Notice> notices;    ///< to be shown, in this order
  bool backdrop_wanted = false;   ///< a calibration begins: the background is where it belongs
};

/// A watcher together with what it says to the person and what the person says to it: the run of a
/// calibration, notices with their choices. Time is that of the looks.
class Session {
 public:
  /// @param all       where offers have their texts; outlives the session
  /// @param language  "en" or "es"; anything else is English
  Session(const Limits& limits, const knowledge::Knowledge& all, std::string_view language);

  /// Offers that the person's answers rule out. Until it is called, nobody was asked, and an offer
  /// that has contraindications names them.
  void rule_out(std::vector<std::string> offers);
  /// From the next look on somebody is asked to sit upright for a moment. Nothing is counted
  /// meanwhile.
  void begin_calibration();
  [[nodiscard]] SessionStep step(const Look& look, const Surroundings& surroundings);
  /// What the person chose in a notice, or "pause" for half an hour. Unknown keys do nothing.
  [[nodiscard]] SessionStep choose(std::string_view key, Time now);

  [[nodiscard]] Rhythm rhythm() const;
  [[nodiscard]] CalibrationState calibration() const { return state_; }
  [[nodiscard]] bool nudge_on_show() const { return watcher_.status().on_show.has_value(); }
  /// The watcher itself, for what needs no words.
  [[nodiscard]] Watcher& watcher() { return watcher_; }
  [[nodiscard]] const Watcher& watcher() const { return watcher_; }

 private:
  struct Offer {
    knowledge::Text text;
    bool contraindicated = false;  // by something that nobody may have asked for
  };
  void calibrate_by(const Look& look, SessionStep& step);
  void end_calibration(SessionStep& step);
  void show(const std::vector<Message>& messages, std::chrono::minutes utc_offset,
            SessionStep& step) const;
  [[nodiscard]] Notice notice_of(const Message& message, std::chrono::minutes utc_offset) const;

  Limits limits_;
  bool spanish_;
  std::map<std::string, Offer, std::less<>> offers_;  // by id
  bool asked_health_ = false;
  Watcher watcher_;
  CalibrationState state_ = CalibrationState::none;
  bool asked_upright_ = false;  // the person, to sit so
  int failed_ = 0;              // runs since it was last begun
  std::vector<Look> looks_;     // of this run
  std::optional<Time> gone_since_;
};

}  // namespace dorsal::watch
