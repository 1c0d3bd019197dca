#include "script.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

namespace dorsal::watch::test {
namespace {

using namespace std::chrono_literals;

Time time_of(const std::string& word) {
  int hours = -1;
  int minutes = -1;
  char colon = 0;
  std::istringstream(word) >> hours >> colon >> minutes;
  EXPECT_TRUE(colon == ':' && hours >= 0 && hours < 48 && minutes >= 0 && minutes < 60) << word;
  return clock(hours, minutes);
}

void read_expectation(const std::string& line, bool wanted, Script& script) {
  std::istringstream words(line);
  Expectation e;
  e.wanted = wanted;
  e.line = line;
  std::string word;
  words >> word >> word;
  const std::size_t dots = word.find("..");
  ASSERT_NE(dots, std::string::npos) << line;
  e.from = time_of(word.substr(0, dots));
  e.to = time_of(word.substr(dots + 2));
  words >> e.kind;
  while (words >> word) {
    if (word == "held_by") {
      words >> e.held_by;
    } else {
      ASSERT_TRUE(cause_from(word)) << line;
      e.cause = word;
    }
  }
  script.expectations.push_back(e);
}

void read_line(const std::string& line, Script& script) {
  std::istringstream words(line);
  std::string first;
  std::string what;
  std::string about;
  words >> first >> what >> about;
  if (first == "must" || first == "must_not") {
    read_expectation(line, first == "must", script);
    return;
  }
  const Time at = time_of(first);
  script.end = at;
  if (what == "end") return;
  if (what == "+" || what == "-" || what == "answers" || what == "pause" || what == "says") {
    script.happenings.push_back({at, what, about});
    return;
  }
  script.activities.push_back({at, what, about.empty() ? 0.0 : std::stod(about)});
}

// A still person's measures tremble by about so much.
constexpr double kNoise = 1.0;  // [deg]

// The same for the same time and seed, between -1 and 1.
double noise(Time now, unsigned seed) {
  auto x = static_cast<std::uint64_t>(now.time_since_epoch().count()) * 0x9E3779B97F4A7C15ULL +
           seed * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return static_cast<double>((x ^ (x >> 31U)) >> 11U) / 4503599627370496.0 - 1.0;
}

constexpr double kUprightTrunk = 4;  // [deg] how this person sits upright
constexpr double kUprightNeck = 8;

struct Pose {
  double trunk = 0;  // beyond upright
  double neck = 0;
  double arm = 15;
  bool moving = false;
};

Pose pose_of(const Activity& a, Time now) {
  const auto since = std::chrono::duration_cast<std::chrono::seconds>(now - a.from).count();
  const bool leans_back = since / 60 / 10 % 2 == 1;  // every ten minutes
  if (a.name == "upright") return {leans_back ? -14.0 : 0.0};
  if (a.name == "bent") return {a.degrees};
  if (a.name == "phone") return {leans_back ? -14.0 : 0.0, a.degrees};
  if (a.name == "glancing") return {leans_back ? -14.0 : 0.0, since % 15 < 3 ? 45.0 : 0.0};
  if (a.name == "walking") return {2, 0, 15, true};
  if (a.name == "ceiling") return {0, -20, since % 60 < 45 ? 120.0 : 15.0, true};
  if (a.name == "lifting") return {since % 12 < 3 ? 70.0 : 0.0, 0, 15, true};
  return {};
}

Outline outline_of(const Activity& a) {
  Outline outline{0.9, 0.5, 0.24, 0.16, 0.36, std::nullopt};
  if (a.name == "stranger") outline.trunk = 0.52;
  if (a.name == "camera_moved") outline.shoulders_x = 0.4;
  return outline;
}

Sight sight_of(const Activity& a) {
  if (a.name == "away") return Sight::absent;
  return a.name == "no_camera" ? Sight::no_camera : Sight::present;
}

bool* flag_of(Surroundings& s, const std::string& name) {
  const std::map<std::string, bool*> flags = {{"call", &s.call},
                                              {"screen_sharing", &s.screen_sharing},
                                              {"full_screen", &s.full_screen},
                                              {"do_not_disturb", &s.do_not_disturb},
                                              {"camera_taken", &s.camera_taken}};
  const auto found = flags.find(name);
  EXPECT_NE(found, flags.end()) << name;
  return found == flags.end() ? &s.call : found->second;
}

/// The person: does what the script says, and answers nudges.
class Person {
 public:
  Person(const Script& script, Watcher& watcher) : script_(&script), watcher_(&watcher) {}

  void live_until(Time now, std::vector<Message>& said) {
    while (next_ < script_->happenings.size() && script_->happenings[next_].at <= now) {
      happen(script_->happenings[next_++], now);
    }
    if (asked_at_ && now >= *asked_at_ + 5s) {
      asked_at_.reset();
      for (const Message& m : reply(now)) said.push_back(m);
    }
  }
  void hear(const Message& message) {
    if (message.kind == Kind::nudge) asked_at_ = message.at;
  }
  [[nodiscard]] Activity doing(Time now) const {
    Activity doing{script_->activities.front()};
    for (const Activity& a : script_->activities) {
      if (a.from <= now) doing = a;
    }
    const bool seen = sight_of(doing) == Sight::present;
    return seen && walks_until_ && now < *walks_until_ ? Activity{now, "walking"} : doing;
  }
  [[nodiscard]] const Surroundings& surroundings() const { return surroundings_; }

 private:
  std::vector<Message> reply(Time now) {
    if (policy_ == "take") {
      walks_until_ = now + 2min;
      return watcher_->answer(Answer::taken, now);
    }
    if (policy_ == "skip") return watcher_->answer(Answer::skip, now);
    if (policy_ == "later") return watcher_->answer(Answer::later, now);
    return {};
  }
  void happen(const Happening& h, Time now) {
    if (h.what == "+" || h.what == "-") *flag_of(surroundings_, h.about) = h.what == "+";
    if (h.what == "answers") policy_ = h.about;
    if (h.what == "pause") watcher_->pause(now, std::chrono::minutes(std::stoi(h.about)));
    if (h.what == "says") {
      watcher_->answer(h.about == "wrong_time"       ? PlanAnswer::wrong_time
                       : h.about == "wrong_exercise" ? PlanAnswer::wrong_exercise
                                                     : PlanAnswer::neither,
                       now);
    }
  }

  const Script* script_;
  Watcher* watcher_;
  Surroundings surroundings_;
  std::size_t next_ = 0;
  std::string policy_ = "take";
  std::optional<Time> asked_at_;
  std::optional<Time> walks_until_;
};

}  // namespace

Time midnight() { return std::chrono::sys_days(std::chrono::year(2026) / 3 / 2); }

Time clock(int hours, int minutes, int seconds) {
  return midnight() + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds);
}

std::string clock_text(Time at) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at - midnight()).count();
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return text.data();
}

Script read_script(const std::filesystem::path& path) {
  Script script;
  script.name = path.stem();
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  for (std::string line; std::getline(file, line);) {
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(' ') != std::string::npos) read_line(line, script);
  }
  EXPECT_FALSE(script.activities.empty()) << path;
  return script;
}

Look look_at(const Activity& activity, Time now, unsigned seed) {
  Look look;
  look.at = now;
  look.sight = sight_of(activity);
  if (look.sight != Sight::present) return look;
  const Pose pose = pose_of(activity, now);
  auto angle = [now, n = seed * 4](double value) mutable {
    return degrees(value + kNoise * noise(now, n++));
  };
  look.moving = pose.moving;
  look.measures = {angle(kUprightTrunk + pose.trunk), angle(kUprightNeck + pose.neck),
                   angle(pose.arm), angle(pose.arm)};
  if (activity.name == "behind_desk") look.measures.trunk_inclination.reset();
  look.outline = outline_of(activity);
  return look;
}

Calibration upright_before(Time at) {
  std::vector<Look> looks;
  for (int second = -12; second <= 0; ++second) {
    looks.push_back(look_at({at, "upright"}, at + std::chrono::seconds(second), 7));
  }
  const auto calibration = calibrate(looks, published_limits());
  EXPECT_TRUE(calibration) << to_string(calibration.error());
  return *calibration;
}

Lived live(const Script& script, std::optional<Duration> every) {
  Watcher watcher;
  watcher.calibrate(upright_before(script.activities.front().from));
  Person person(script, watcher);
  Lived lived;
  for (Time now = script.activities.front().from; now < script.end;) {
    person.live_until(now, lived.messages);
    const Rhythm before = watcher.rhythm();
    if (before.open_camera) ++lived.looks;
    for (const Message& m :
         watcher.step(look_at(person.doing(now), now, 1), person.surroundings())) {
      lived.messages.push_back(m);
      person.hear(m);
    }
    now += every ? *every : watcher.rhythm().next;
  }
  lived.day = watcher.today();
  return lived;
}

}  // namespace dorsal::watch::test
