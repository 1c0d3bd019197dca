#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "camera_holder.hpp"
#include "desktop/fake_proc.hpp"
#include "microphones.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> holder_in(const FakeProc& fake, pid_t self = 1) {
  return find_camera_holder(fake.proc(), fake.camera(), self);
}

TEST(CameraHolder, is_the_program_that_has_the_device_open) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.folder.write("video1", "");
  fake.runs(40, "editor", {"/dev/null", fake.folder.path() / "video1"});
  EXPECT_EQ(holder_in(fake), "");
  fake.runs(50, "meeting", {"/dev/null", "socket:[77]", fake.camera()});
  EXPECT_EQ(holder_in(fake), "meeting");
}

TEST(CameraHolder, is_never_this_program_itself) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(50, "dorsal", {fake.camera()});
  EXPECT_EQ(holder_in(fake, 50), "");
  EXPECT_EQ(holder_in(fake, 5), "dorsal") << "a number that begins alike is another process";
}

TEST(CameraHolder, is_found_behind_a_link_to_the_device) {
  FakeProc fake;
  const fs::path device = fake.folder.write("video7", "");
  fs::create_symlink(device, fake.camera());
  fake.runs(50, "meeting", {device});
  EXPECT_EQ(holder_in(fake), "meeting");
}

TEST(CameraHolder, is_nobody_where_the_camera_is_unplugged) {
  FakeProc fake;
  fake.runs(50, "meeting", {fake.camera().string() + " (deleted)"});
  EXPECT_EQ(holder_in(fake), "");
}

TEST(CameraHolder, comes_before_whoever_only_passes_the_camera_on) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(40, "pipewire", {fake.camera()});
  EXPECT_EQ(holder_in(fake), "pipewire");
  fake.runs(50, "meeting", {fake.camera()});
  fake.runs(60, "pipewire", {fake.camera()});  // in whichever order they are walked through
  EXPECT_EQ(holder_in(fake), "meeting");
}

TEST(CameraHolder, has_a_name_that_a_terminal_can_show) {
  FakeProc fake;
  fake.folder.write("video0", "");
  fake.runs(50, "me\x1b[2J\xff", {fake.camera()});
  EXPECT_EQ(holder_in(fake), "me?[2J?");
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

}  // namespace
}  // namespace dorsal::desktop
