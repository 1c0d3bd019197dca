#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/watch/watcher.hpp"

namespace dorsal::watch::test {

/// What the person does from a time on. Angles are beyond upright.
struct Activity {
  Time from;
  std::string name;
  double degrees = 0;
};

/// Something that happens at a time: "+ call", "- call", "answers skip", "pause 30m", "says
/// wrong_time", "looks away".
struct Happening {
  Time at;
  std::string what;
  std::string about;
};

/// What has to be said, or must not, between two times.
struct Expectation {
  Time from;
  Time to;
  bool wanted = true;
  std::string kind;
  std::string cause;    // any where empty
  std::string held_by;  // the same
  std::string line;
};

/// A day in words: tests/watch/days, whose README says how they are written.
struct Script {
  std::string name;
  std::vector<Activity> activities;
  std::vector<Happening> happenings;
  std::vector<Expectation> expectations;
  Time end;
};

/// Fails the running test where a line cannot be read.
[[nodiscard]] Script read_script(const std::filesystem::path& path);

/// The day on which every script takes place, at midnight.
[[nodiscard]] Time midnight();
[[nodiscard]] Time clock(int hours, int minutes, int seconds = 0);
[[nodiscard]] std::string clock_text(Time at);

/// What the person looks like at a time.
[[nodiscard]] Look look_at(const Activity& activity, Time now, unsigned seed);

/// Looks at somebody upright for twelve seconds before a time.
[[nodiscard]] Calibration upright_before(Time at);

/// A day that was lived through.
struct Lived {
  std::vector<Message> messages;
  std::size_t looks = 0;
  std::size_t measured = 0;
  DayRecord day;
};

/// Lives through the day.
/// @param every  between two looks; unset: as the watcher asks for
[[nodiscard]] Lived live(const Script& script, std::optional<Duration> every);

}  // namespace dorsal::watch::test
