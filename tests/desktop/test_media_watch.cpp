#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "desktop/fake_proc.hpp"
#include "media_watch.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

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
