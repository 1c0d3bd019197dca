#include <gtest/gtest.h>

#include <string>

#include "sound_graph.hpp"

namespace dorsal::desktop {
namespace {

// A node as pw-dump prints it. @param properties  beside the class, each with a comma before it
std::string node(int id, const std::string& media_class, const std::string& state,
                 const std::string& properties = "") {
  return R"({"id": )" + std::to_string(id) +
         R"(, "type": "PipeWire:Interface:Node", "info": {"state": ")" + state +
         R"(", "props": {"media.class": ")" + media_class + "\"" + properties + "}}}";
}

std::string link(int from, int to) {
  return R"({"id": 900, "type": "PipeWire:Interface:Link", "info": {"output-node-id": )" +
         std::to_string(from) + R"(, "input-node-id": )" + std::to_string(to) + "}}";
}

SoundGraph read(const std::string& objects) {
  const auto graph = read_sound_graph("[" + objects + "]");
  EXPECT_TRUE(graph);
  return graph.value_or(SoundGraph{});
}

TEST(SoundGraphs, of_a_quiet_desk_say_nothing) {
  EXPECT_EQ(read(""), SoundGraph{});
  const SoundGraph graph =
      read(node(1, "Audio/Source", "suspended") + "," +
           node(2, "Video/Source", "suspended", R"(, "media.role": "Camera")"));
  EXPECT_TRUE(graph.sound);
  EXPECT_FALSE(graph.microphone);
  EXPECT_FALSE(graph.screen);
  EXPECT_FALSE(graph.camera_user);
}

TEST(SoundGraphs, show_a_program_that_records_from_a_microphone) {
  const std::string microphone = node(1, "Audio/Source", "running");
  EXPECT_TRUE(read(microphone + "," + node(2, "Stream/Input/Audio", "running") + "," + link(1, 2))
                  .microphone);
  EXPECT_TRUE(read(node(2, "Stream/Input/Audio", "running")).microphone);
  EXPECT_FALSE(
      read(microphone + "," + node(2, "Stream/Input/Audio", "idle") + "," + link(1, 2)).microphone);
  EXPECT_FALSE(read(node(2, "Stream/Output/Audio", "running")).microphone);
}

TEST(SoundGraphs, do_not_take_what_listens_to_loudspeakers_or_shows_a_level_for_a_call) {
  const std::string speakers = node(1, "Audio/Sink", "running");
  const std::string stream = node(2, "Stream/Input/Audio", "running");
  EXPECT_FALSE(read(speakers + "," + stream + "," + link(1, 2)).microphone);
  EXPECT_TRUE(read(speakers + "," + stream + "," + node(3, "Audio/Source", "running") + "," +
                   link(1, 2) + "," + link(3, 2))
                  .microphone);
  EXPECT_FALSE(
      read(node(2, "Stream/Input/Audio", "running", R"(, "stream.monitor": true)")).microphone);
  EXPECT_FALSE(
      read(node(2, "Stream/Input/Audio", "running", R"(, "stream.monitor": "true")")).microphone);
  EXPECT_FALSE(read(node(2, "Stream/Input/Audio", "running", R"(, "stream.capture.sink": true)"))
                   .microphone);
}

TEST(SoundGraphs, show_a_screen_that_is_handed_out_and_no_camera_as_one) {
  EXPECT_TRUE(read(node(1, "Stream/Output/Video", "running")).screen) << "GNOME, KDE";
  EXPECT_TRUE(read(node(1, "Video/Source", "running")).screen) << "wlroots";
  EXPECT_FALSE(read(node(1, "Video/Source", "idle")).screen);
  EXPECT_FALSE(read(node(1, "Video/Source", "running", R"(, "media.role": "Camera")")).screen);
  EXPECT_FALSE(
      read(node(1, "Video/Source", "running", R"(, "api.v4l2.path": "/dev/video0")")).screen);
  EXPECT_FALSE(read(node(1, "Stream/Input/Video", "running")).screen);
}

TEST(SoundGraphs, name_the_program_that_gets_the_camera) {
  const std::string camera = node(1, "Video/Source", "running", R"(, "media.role": "Camera")");
  const auto user = [&](const std::string& properties) {
    return read(camera + "," + node(2, "Stream/Input/Video", "running", properties) + "," +
                link(1, 2))
        .camera_user;
  };
  EXPECT_EQ(user(R"(, "application.name": "Meeting", "node.name": "n")"), "Meeting");
  EXPECT_EQ(user(R"(, "node.name": "n")"), "n");
  EXPECT_EQ(user(""), "another program");
  EXPECT_EQ(user(R"(, "application.name": "a\u001bb")"), "a?b");
  EXPECT_FALSE(read(camera + "," + node(2, "Stream/Input/Video", "running")).camera_user);
}

TEST(SoundGraphs, pass_over_objects_of_another_shape) {
  EXPECT_EQ(read(R"(1, null, [], {}, {"type": 3}, {"type": "PipeWire:Interface:Node"},
                    {"id": "x", "type": "PipeWire:Interface:Node", "info": []},
                    {"id": 1.5, "type": "PipeWire:Interface:Node", "info": {"props": 3}},
                    {"id": 4, "type": "PipeWire:Interface:Node",
                     "info": {"state": 1, "props": {"media.class": ["Stream/Input/Audio"]}}},
                    {"id": 5, "type": "PipeWire:Interface:Link",
                     "info": {"output-node-id": 99999999999999999999, "input-node-id": 4}})"),
            SoundGraph{});
}

TEST(SoundGraphs, that_are_no_list_are_refused) {
  for (const char* text : {"", "{", "{}", "3", "[1,", "Failed to connect\n"}) {
    const auto graph = read_sound_graph(text);
    ASSERT_FALSE(graph) << text;
    EXPECT_EQ(graph.error().code, ErrorCode::malformed);
  }
}

}  // namespace
}  // namespace dorsal::desktop
