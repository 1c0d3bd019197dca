// dorsal watch on a bus of its own, with a pretended server of notices.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <functional>
#include <future>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "desktop/fake_notices.hpp"
#include "desktop/private_bus.hpp"
#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

using namespace std::chrono_literals;
using desktop::FakeNotices;
using desktop::NoticeManners;
using desktop::ShownNotice;
using nlohmann::json;

// Landmarks of somebody who sits upright for a while and then bends for long, from the first row of
// the example: what lies above the hips is turned forward about them.
class Bending {
 public:
  Bending() {
    std::ifstream example(std::string(DORSAL_SOURCE_DIR) + "/examples/desk_hour.csv");
    std::getline(example, head_);
    std::string row;
    std::getline(example, row);
    std::istringstream cells(row.substr(row.find(',') + 1));
    for (std::string cell; std::getline(cells, cell, ',');) cells_.push_back(cell);
  }

  [[nodiscard]] std::string text(int upright_s, int bent_s, double degrees) const {
    std::string out = head_ + '\n';
    for (int second = 0; second < upright_s + bent_s; ++second) {
      out += std::to_string(second) + row(second < upright_s ? 0 : degrees) + '\n';
    }
    return out;
  }

 private:
  [[nodiscard]] std::string row(double degrees) const {
    const double angle = degrees * std::acos(-1.0) / 180;
    std::string out;
    for (std::size_t i = 0; i + 2 < cells_.size(); i += 3) {
      if (cells_[i].empty() || std::stod(cells_[i + 1]) <= 0) {
        out += ',' + cells_[i] + ',' + cells_[i + 1] + ',' + cells_[i + 2];
        continue;
      }
      const double x = std::stod(cells_[i]);
      const double y = std::stod(cells_[i + 1]);
      out += ',' + std::to_string(x * std::cos(angle) + y * std::sin(angle)) + ',' +
             std::to_string(y * std::cos(angle) - x * std::sin(angle)) + ',' + cells_[i + 2];
    }
    return out;
  }

  std::string head_;
  std::vector<std::string> cells_;
};

class WatchCommand : public desktop::OnPrivateBus {
 protected:
  void SetUp() override {
    OnPrivateBus::SetUp();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"}) {
      unset_.push_back(std::make_unique<desktop::Variable>(name, std::nullopt));
    }
    for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}) {
      unset_.push_back(std::make_unique<desktop::Variable>(name, folder_.path().string()));
    }
  }

  // Runs beside the test until it is stopped.
  std::future<Outcome> begin(const std::string& arguments) {
    auto outcome =
        std::async(std::launch::async, [arguments] { return run_dorsal("watch " + arguments); });
    EXPECT_TRUE(comes([] { return status()["running"] == true; })) << "it does not answer";
    return outcome;
  }
  static json status() { return run_dorsal("watch status --json").json(); }
  static Outcome stop(std::future<Outcome>& running) {
    EXPECT_EQ(run_dorsal("watch stop").code, 0);
    return running.get();
  }
  // Whether it becomes true within a time that only a hung program needs.
  static bool comes(const std::function<bool()>& what) {
    for (int i = 0; i < 200; ++i) {
      if (what()) return true;
      std::this_thread::sleep_for(100ms);
    }
    return false;
  }
  [[nodiscard]] std::string in_folder(const std::string& name) const {
    return (folder_.path() / name).string();
  }

  TestFolder folder_;
  const std::string bending_ = folder_.file("bending.csv", Bending().text(30, 480, 60));

 private:
  std::vector<std::unique_ptr<desktop::Variable>> unset_;
};

bool fits(const json& document, const char* definition) {
  const auto checked = schema::check_definition(document, definition, "output");
  EXPECT_TRUE(checked) << to_string(checked.error());
  return static_cast<bool>(checked);
}

std::size_t count_of(const json& messages, const char* kind) {
  return static_cast<std::size_t>(std::ranges::count_if(
      messages, [&](const json& message) { return message["kind"] == kind; }));
}

bool is_nudge(const ShownNotice& notice) { return std::ranges::count(notice.actions, "skip") > 0; }

TEST_F(WatchCommand, nudges_through_a_recording_on_the_desktop) {
  const FakeNotices server(*private_bus);
  const Outcome run = run_dorsal("watch --json --input " + bending_);
  ASSERT_EQ(run.code, 0) << run.err;
  const json result = run.json();
  ASSERT_TRUE(fits(result, "WatchResult"));
  const std::size_t nudges = count_of(result["messages"], "nudge");
  EXPECT_GE(nudges, 1U);
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(server.shown(), is_nudge)), nudges);
  EXPECT_EQ(result["calibration"], "done");
  EXPECT_GT(result["today"]["exposed_s"]["trunk_bent"], 400);
  EXPECT_EQ(result["messages"][0]["cause"], "trunk_bent");
}

TEST_F(WatchCommand, hears_what_the_person_answers) {
  FakeNotices server(*private_bus);
  auto run = std::async(std::launch::async,
                        [this] { return run_dorsal("watch --json --input " + bending_); });
  std::size_t seen = 0;
  while (run.wait_for(2ms) != std::future_status::ready) {
    const auto shown = server.shown();
    for (; seen < shown.size(); ++seen) {
      if (is_nudge(shown[seen])) server.press(shown[seen].id, "taken");
    }
  }
  const json result = run.get().json();
  EXPECT_GE(result["today"]["nudges"]["taken"], 1) << result["today"]["nudges"];
}

TEST_F(WatchCommand, parks_its_nudges_while_the_person_wants_quiet) {
  NoticeManners quiet;
  quiet.inhibited = true;
  const FakeNotices server(*private_bus, quiet);
  const json result = run_dorsal("watch --json --input " + bending_).json();
  EXPECT_EQ(count_of(result["messages"], "nudge"), 0U);
  ASSERT_GE(count_of(result["messages"], "parked"), 1U);
  EXPECT_EQ(std::ranges::count_if(server.shown(), is_nudge), 0);
}

TEST_F(WatchCommand, tells_here_what_no_desktop_shows) {
  const Outcome run = run_dorsal("watch --input " + bending_);
  EXPECT_EQ(run.code, 0);
  EXPECT_NE(run.out.find("Your upper back could do with a change"), std::string::npos) << run.out;
  const Outcome spanish = run_dorsal("watch --lang es --no-desktop --input " + bending_);
  EXPECT_NE(spanish.out.find("Su día hasta ahora"), std::string::npos) << spanish.out;
}

TEST_F(WatchCommand, offers_nothing_while_answers_speak_of_an_emergency) {
  const std::string answers =
      folder_.file("answers.json", R"({"age": 60, "answers": {"weak_legs": true}})");
  const json result =
      run_dorsal("watch --json --no-desktop --answers " + answers + " --input " + bending_).json();
  for (const json& message : result["messages"]) EXPECT_TRUE(message["offer"].is_null()) << message;
  EXPECT_GE(count_of(result["messages"], "nudge"), 1U);
}

TEST_F(WatchCommand, equal_recordings_give_equal_sums) {
  const auto sums = [this] {
    return run_dorsal("watch --json --no-desktop --input " + bending_).json()["today"];
  };
  EXPECT_EQ(sums(), sums());
}

TEST_F(WatchCommand, the_running_one_is_asked_paused_and_stopped) {
  auto running = begin("--no-camera --json");
  const json now = status();
  ASSERT_TRUE(fits(now, "WatchStatus"));
  EXPECT_TRUE(now["paused_until"].is_null());
  EXPECT_EQ(run_dorsal("watch pause 1h30m").code, 0);
  EXPECT_TRUE(comes([] { return status()["paused_until"].is_string(); }));
  EXPECT_NE(run_dorsal("watch status").out.find("Paused until"), std::string::npos);
  EXPECT_EQ(run_dorsal("watch resume").code, 0);
  EXPECT_TRUE(comes([] { return status()["paused_until"].is_null(); }));
  const Outcome end = stop(running);
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_TRUE(fits(end.json(), "WatchResult"));
  EXPECT_EQ(status()["running"], false);
}

TEST_F(WatchCommand, a_pause_comes_back_by_itself) {
  auto running = begin("--no-camera --json");
  EXPECT_EQ(run_dorsal("watch pause 1s").code, 0);
  EXPECT_TRUE(comes([] { return status()["paused_until"].is_null(); }));
  const json result = stop(running).json();
  EXPECT_EQ(count_of(result["messages"], "pause_over"), 1U);
}

TEST_F(WatchCommand, there_is_only_one) {
  auto running = begin("--no-camera");
  const Outcome second = run_dorsal("watch --no-camera --days " + in_folder("others.csv"));
  EXPECT_EQ(second.code, 1);
  EXPECT_EQ(std::ranges::count(second.err, '\n'), 1) << second.err;
  const Outcome same_days = run_dorsal("watch --no-camera --no-desktop");
  EXPECT_EQ(same_days.code, 1);
  EXPECT_NE(same_days.err.find("already"), std::string::npos) << same_days.err;
  stop(running);
}

TEST_F(WatchCommand, a_camera_that_is_not_there_is_told_and_waited_for) {
  FakeNotices server(*private_bus);
  auto running = begin("--camera 63");
  EXPECT_TRUE(comes([&] { return !server.shown().empty(); }));
  const json now = status();
  EXPECT_EQ(now["sight"], "no_camera");
  EXPECT_NE(now["trouble"], "");
  EXPECT_EQ(stop(running).code, 0);
}

TEST_F(WatchCommand, remembers_its_days_for_their_owner_alone) {
  auto running = begin("--no-camera");
  stop(running);
  const std::string days = in_folder("dorsal/days.csv");
  struct stat about {};
  ASSERT_EQ(stat(days.c_str(), &about), 0) << days;
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  auto again = begin("--no-camera");
  EXPECT_EQ(stop(again).code, 0);
}

TEST_F(WatchCommand, never_overwrites_days_that_it_cannot_read) {
  const std::string days = folder_.file("days.csv", "not days\n");
  const Outcome run = run_dorsal("watch --no-camera --days " + days);
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(std::ranges::count(run.err, '\n'), 1) << run.err;
  EXPECT_EQ(text_of(days), "not days\n");
}

TEST_F(WatchCommand, keeps_nothing_of_a_recording_unless_asked) {
  run_dorsal("watch --no-desktop --input " + bending_);
  EXPECT_FALSE(fs::exists(in_folder("dorsal")));
}

TEST_F(WatchCommand, is_started_with_the_session_where_wanted) {
  EXPECT_EQ(run_dorsal("watch autostart on").code, 0);
  EXPECT_TRUE(fs::exists(in_folder("autostart/org.dorsal.Watch.desktop")));
  EXPECT_EQ(run_dorsal("watch autostart systemd").code, 0);
  EXPECT_TRUE(fs::exists(in_folder("systemd/user/dorsal-watch.service")));
  EXPECT_FALSE(fs::exists(in_folder("autostart/org.dorsal.Watch.desktop"))) << "not twice";
  EXPECT_EQ(run_dorsal("watch autostart off").code, 0);
  EXPECT_FALSE(fs::exists(in_folder("systemd/user/dorsal-watch.service")));
}

TEST_F(WatchCommand, refuses_what_it_cannot_use_in_one_sentence) {
  const std::string photo = folder_.file("not.mp4", "no video");
  for (const std::string& wrong :
       {std::string("pause 30"), std::string("pause 1m1h"), std::string("pause 0s"),
        std::string("pause 30m"), std::string("stop"), std::string("--input /no/such/file.mp4"),
        "--input " + photo, std::string("--no-camera --answers /no/such/file.json"),
        std::string("--no-camera --days /no/such/folder/days.csv")}) {
    const Outcome run = run_dorsal("watch " + wrong);
    EXPECT_EQ(run.code, 1) << wrong;
    EXPECT_EQ(std::ranges::count(run.err, '\n'), 1) << wrong << '\n' << run.err;
  }
  for (const std::string& wrong :
       {std::string("--fps 0"), std::string("pause"), std::string("--at-pace"),
        "--camera 1 --input " + photo, std::string("autostart maybe"), std::string("nonsense")}) {
    EXPECT_EQ(run_dorsal("watch " + wrong).code, 2) << wrong;
  }
}

TEST_F(WatchCommand, outlives_the_bus_of_its_session) {
  const std::string pid_file = in_folder("pid");
  auto running = std::async(std::launch::async, [pid_file] {
    return run_in_shell("echo $$ >" + pid_file + "; exec " + DORSAL_BINARY +
                        " watch --no-camera --json");
  });
  ASSERT_TRUE(comes([] { return status()["running"] == true; }));
  private_bus->stop();
  EXPECT_EQ(running.wait_for(3s), std::future_status::timeout) << "it ended with its bus";
  ASSERT_EQ(kill(std::stoi(text_of(pid_file)), SIGTERM), 0);
  const Outcome end = running.get();
  EXPECT_EQ(end.code, 0) << end.err;
  EXPECT_TRUE(fits(end.json(), "WatchResult"));
  EXPECT_TRUE(fs::exists(in_folder("dorsal/days.csv")));
}

TEST_F(WatchCommand, without_a_bus_says_so_where_one_is_needed) {
  private_bus->stop();
  const Outcome asked = run_dorsal("watch status");
  EXPECT_EQ(asked.code, 1);
  EXPECT_EQ(std::ranges::count(asked.err, '\n'), 1) << asked.err;
  EXPECT_EQ(run_dorsal("watch --input " + bending_).code, 0) << "watching needs none";
}

}  // namespace
}  // namespace dorsal::app_test
