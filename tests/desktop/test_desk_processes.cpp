#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "camera_holder.hpp"
#include "desktop/observed_desk.hpp"
#include "helper_program.hpp"
#include "media_watch.hpp"
#include "microphones.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// A pretended /proc in which processes have files open.
class FakeProc {
 public:
  FakeProc() { fs::create_directories(proc()); }
  [[nodiscard]] fs::path proc() const { return folder.path() / "proc"; }
  [[nodiscard]] fs::path camera() const { return folder.path() / "video0"; }

  void runs(int process, const std::string& program, const std::vector<fs::path>& open) const {
    const std::string place = "proc/" + std::to_string(process);
    folder.write(place + "/comm", program + "\n");
    fs::create_directories(folder.path() / place / "fd");
    int number = 0;
    for (const fs::path& file : open) {
      fs::create_symlink(file, folder.path() / place / "fd" / std::to_string(number++));
    }
  }
  [[nodiscard]] std::optional<std::string> holder(pid_t self = 1) const {
    return find_camera_holder(proc(), camera(), self);
  }

  OwnFolder folder;
};

TEST(CameraHolder, is_the_program_that_has_the_device_open) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.folder.write("video1", "");
  fake.runs(40, "editor", {"/dev/null", fake.folder.path() / "video1"});
  EXPECT_EQ(fake.holder(), "");
  fake.runs(50, "meeting", {"/dev/null", "socket:[77]", fake.camera()});
  EXPECT_EQ(fake.holder(), "meeting");
}

TEST(CameraHolder, is_never_this_program_itself) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(50, "dorsal", {fake.camera()});
  EXPECT_EQ(fake.holder(50), "");
  EXPECT_EQ(fake.holder(5), "dorsal") << "a number that begins alike is another process";
}

TEST(CameraHolder, is_found_behind_a_link_to_the_device) {
  FakeProc fake;
  const fs::path device = fake.folder.write("video7", "");
  fs::create_symlink(device, fake.camera());
  fake.runs(50, "meeting", {device});
  EXPECT_EQ(fake.holder(), "meeting");
}

TEST(CameraHolder, is_nobody_where_the_camera_is_unplugged) {
  FakeProc fake;
  fake.runs(50, "meeting", {fake.camera().string() + " (deleted)"});
  EXPECT_EQ(fake.holder(), "");
}

TEST(CameraHolder, comes_before_whoever_only_passes_the_camera_on) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(40, "pipewire", {fake.camera()});
  EXPECT_EQ(fake.holder(), "pipewire");
  fake.runs(50, "meeting", {fake.camera()});
  EXPECT_EQ(fake.holder(), "meeting");
}

TEST(CameraHolder, has_a_name_that_a_terminal_can_show) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(50, "me\x1b[2J\xff", {fake.camera()});
  EXPECT_EQ(fake.holder(), "me?[2J?");
}

TEST(CameraHolder, is_unknown_where_processes_cannot_be_read) {
  EXPECT_FALSE(find_camera_holder("/nowhere/at/all", "/dev/video0", 1));
}

TEST(CameraHolder, is_found_among_real_processes) {
  OwnFolder folder;
  const fs::path camera = folder.write("video0", "");
  const int open = ::open(camera.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_GE(open, 0);
  EXPECT_NE(find_camera_holder("/proc", camera, 1), "") << "this process has it open";
  EXPECT_EQ(find_camera_holder("/proc", camera, ::getpid()), "");
  ::close(open);
  EXPECT_EQ(find_camera_holder("/proc", camera, 1), "");
}

TEST(Microphones, are_recorded_where_a_capture_device_runs) {
  OwnFolder folder;
  EXPECT_FALSE(microphone_recorded(folder.path())) << "no sound card";
  folder.write("asound/card0/pcm0p/sub0/status", "state: RUNNING\n");
  EXPECT_FALSE(microphone_recorded(folder.path())) << "plays, has no microphone";
  folder.write("asound/card1/pcm0c/sub0/status", "closed\n");
  EXPECT_EQ(microphone_recorded(folder.path()), false);
  folder.write("asound/card1/pcm3c/sub1/status", "state: RUNNING\nowner_pid   : 4\n");
  EXPECT_EQ(microphone_recorded(folder.path()), true);
}

TEST(Microphones, are_not_what_a_loopback_card_or_another_file_offers) {
  OwnFolder folder;
  folder.write("asound/card2/id", "Loopback\n");
  folder.write("asound/card2/pcm0c/sub0/status", "state: RUNNING\n");
  folder.write("asound/cardinal/pcm0c/sub0/status", "state: RUNNING\n");
  folder.write("asound/cards", "state: RUNNING\n");
  EXPECT_FALSE(microphone_recorded(folder.path()));
}

/// Steps until there is something to take.
std::optional<Result<std::string>> output_of(HelperProgram& program, Instant now) {
  for (int i = 0; i < 2000; ++i) {
    if (auto output = program.step(now)) return output;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return std::nullopt;
}

TEST(HelperPrograms, give_what_they_print_and_are_run_again_after_their_time) {
  OwnFolder folder;
  HelperProgram program(
      {folder.write_program("count", "echo more >> " + (folder.path() / "runs").string() +
                                         "; cat " + (folder.path() / "runs").string())},
      seconds(10));
  auto first = output_of(program, seconds(0));
  ASSERT_TRUE(first && *first);
  EXPECT_EQ(first->value(), "more\n");
  EXPECT_FALSE(program.step(seconds(9)));
  auto second = output_of(program, seconds(10));
  ASSERT_TRUE(second && *second);
  EXPECT_EQ(second->value(), "more\nmore\n");
}

TEST(HelperPrograms, that_print_much_are_not_held_up) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("much", "head -c 3000000 /dev/zero")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ASSERT_TRUE(output && *output);
  EXPECT_EQ(output->value().size(), 3'000'000U);
}

TEST(HelperPrograms, that_fail_or_are_not_there_say_so_and_rest_for_a_minute) {
  OwnFolder folder;
  HelperProgram failing({folder.write_program("fail", "echo half; exit 3")}, seconds(10));
  const auto failed = output_of(failing, seconds(0));
  ASSERT_TRUE(failed && !*failed);
  EXPECT_FALSE(failing.step(seconds(59)));
  HelperProgram absent({(folder.path() / "absent").string()}, seconds(10));
  const auto missing = output_of(absent, seconds(0));
  ASSERT_TRUE(missing && !*missing);
  EXPECT_EQ(missing->error().code, ErrorCode::missing);
  EXPECT_FALSE(absent.step(seconds(59)));
}

TEST(HelperPrograms, that_do_not_end_are_ended) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("sleep", "exec sleep 1000")}, seconds(10));
  EXPECT_FALSE(program.step(seconds(0)));
  EXPECT_FALSE(program.step(seconds(4)));
  const auto output = program.step(seconds(6));
  ASSERT_TRUE(output && !*output);
  EXPECT_FALSE(program.step(seconds(60)));
}

TEST(HelperPrograms, that_print_without_end_are_ended) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("yes", "exec cat /dev/zero")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ASSERT_TRUE(output && !*output);
}

TEST(HelperPrograms, are_handed_no_open_file_of_this_process) {
  OwnFolder folder;
  const int open = ::open("/dev/null", O_RDONLY);  // as a camera's library would open it
  HelperProgram program({folder.write_program("ls", "ls /proc/self/fd | wc -w")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ::close(open);
  ASSERT_TRUE(output && *output);
  EXPECT_LE(std::stoi(output->value()), 4) << "its own three, and the folder it lists";
}

const char* const kCallGraph = R"([
 {"id": 1, "type": "PipeWire:Interface:Node",
  "info": {"state": "running", "props": {"media.class": "Audio/Source"}}},
 {"id": 2, "type": "PipeWire:Interface:Node",
  "info": {"state": "running",
           "props": {"media.class": "Stream/Input/Audio", "application.name": "meeting"}}},
 {"id": 3, "type": "PipeWire:Interface:Node",
  "info": {"state": "running",
           "props": {"media.class": "Video/Source", "media.role": "Camera"}}},
 {"id": 4, "type": "PipeWire:Interface:Node",
  "info": {"state": "running",
           "props": {"media.class": "Stream/Input/Video", "application.name": "meeting"}}},
 {"id": 5, "type": "PipeWire:Interface:Link",
  "info": {"output-node-id": 3, "input-node-id": 4}}])";

class MediaWatches : public ::testing::Test {
 protected:
  MediaWatches() {
    sources.proc = fake.proc();
    sources.camera = fake.folder.write("video0", "");
    sources.runtime_dir = fake.folder.path();
    sources.clocks.steady = [] { return Instant(0); };
  }
  void graph_is(const std::string& text) {
    fake.folder.write("pipewire-0", "");
    const fs::path graph = fake.folder.write("graph.json", text);
    sources.graph_program = fake.folder.write_program("pw-dump", "cat " + graph.string());
  }
  /// After the graph was read.
  MediaWatch& settled(Instant now) {
    if (!watch_) watch_.emplace(sources);
    for (int i = 0; i < 100; ++i) {
      watch_->begin(now);
      std::this_thread::sleep_for(milliseconds(3));
    }
    return *watch_;
  }

  FakeProc fake;
  ObserverSources sources;

 private:
  std::optional<MediaWatch> watch_;
};

TEST_F(MediaWatches, go_by_the_sound_card_where_no_graph_is) {
  fake.folder.write("proc/asound/card0/pcm0c/sub0/status", "state: RUNNING\n");
  MediaWatch& watch = settled(seconds(0));
  EXPECT_EQ(watch.call(seconds(0)), true);
  EXPECT_FALSE(watch.screen_handed_out());
}

TEST_F(MediaWatches, go_by_the_graph_where_sound_flows_through_it) {
  fake.folder.write("proc/asound/card0/pcm0c/sub0/status", "closed\n");
  graph_is(kCallGraph);
  EXPECT_EQ(settled(seconds(0)).call(seconds(0)), true);
}

TEST_F(MediaWatches, go_by_the_sound_card_where_the_graph_has_pictures_alone) {
  fake.folder.write("proc/asound/card0/pcm0c/sub0/status", "state: RUNNING\n");
  graph_is("[]");
  MediaWatch& watch = settled(seconds(0));
  EXPECT_EQ(watch.call(seconds(0)), true);
  EXPECT_EQ(watch.screen_handed_out(), false);
}

TEST_F(MediaWatches, name_who_gets_the_camera_through_pipewire) {
  fake.runs(40, "pipewire", {sources.camera});
  graph_is(kCallGraph);
  EXPECT_EQ(settled(seconds(0)).camera_holder(seconds(0)), "meeting");
}

TEST_F(MediaWatches, believe_the_graph_that_nobody_gets_the_camera_that_pipewire_holds) {
  fake.runs(40, "pipewire", {sources.camera});
  EXPECT_EQ(settled(seconds(0)).camera_holder(seconds(0)), "pipewire") << "no graph";
  graph_is("[]");
  MediaWatch watch(sources);
  for (int i = 0; i < 100; ++i) {
    watch.begin(seconds(0));
    std::this_thread::sleep_for(milliseconds(3));
  }
  EXPECT_EQ(watch.camera_holder(seconds(0)), "");
}

TEST_F(MediaWatches, forget_the_graph_when_pipewire_goes_or_prints_nonsense) {
  graph_is("[]");
  ASSERT_EQ(settled(seconds(0)).screen_handed_out(), false);
  fake.folder.write("graph.json", "Cannot connect");
  EXPECT_FALSE(settled(seconds(11)).screen_handed_out());
  fake.folder.write("graph.json", "[]");
  ASSERT_EQ(settled(seconds(22)).screen_handed_out(), false);
  fs::remove(fake.folder.path() / "pipewire-0");
  EXPECT_FALSE(settled(seconds(23)).screen_handed_out());
}

TEST_F(MediaWatches, walk_through_processes_every_five_seconds_and_less_often_where_it_takes_long) {
  Instant clock(0);
  Instant cost(0);
  sources.clocks.steady = [&] { return clock += cost; };
  MediaWatch watch(sources);
  EXPECT_EQ(watch.camera_holder(seconds(0)), "");
  fake.runs(50, "meeting", {sources.camera});
  EXPECT_EQ(watch.camera_holder(seconds(4)), "");
  cost = milliseconds(20);
  EXPECT_EQ(watch.camera_holder(seconds(5)), "meeting");
  fs::remove_all(fake.proc() / "50");
  EXPECT_EQ(watch.camera_holder(seconds(24)), "meeting");
  EXPECT_EQ(watch.camera_holder(seconds(25)), "");
}

}  // namespace
}  // namespace dorsal::desktop
