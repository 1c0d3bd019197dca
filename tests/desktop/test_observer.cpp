#include <unistd.h>

#include <algorithm>

#include "desktop/fake_compositor.hpp"
#include "desktop/fake_service.hpp"
#include "desktop/fake_x_server.hpp"
#include "desktop/observed_desk.hpp"
#include "dorsal/desktop/observer.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class ObserverOnDesk : public ObservedDesk {
 protected:
  void idle_of(FakeService& service, std::uint64_t time) {
    service
        .answers("/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor",
                 "GetIdletime", [time] { return time; })
        .comes({"org.gnome.Mutter.IdleMonitor"});
  }
};

TEST(ObserverAlone, has_nothing_but_gaps_to_tell_and_says_what_follows_from_each) {
  OwnFolder folder;
  ObserverSources sources;
  sources.proc = folder.path() / "none";
  sources.runtime_dir = folder.path();
  const auto observer = Observer::create(nullptr, nullptr, sources);
  EXPECT_TRUE(observer->gaps().empty()) << "nothing was asked";
  const Observation seen = observer->observe();
  EXPECT_FALSE(seen.idle || seen.locked || seen.call || seen.screen_sharing || seen.full_screen ||
               seen.do_not_disturb || seen.camera_holder || seen.slept);
  EXPECT_FALSE(observer->about_to_sleep());
  const std::vector<knowledge::Text> gaps = observer->gaps();
  EXPECT_EQ(gaps.size(), 7U);
  for (const knowledge::Text& gap : gaps) {
    for (const std::string& sentence : {gap.en, gap.es}) {
      EXPECT_TRUE(sentence.ends_with(".")) << sentence;
      EXPECT_NE(sentence.find(": "), std::string::npos) << "names what follows: " << sentence;
    }
  }
}

TEST(ObserverAlone, reads_this_computers_own_clocks_and_processes) {
  OwnFolder folder;
  ObserverSources sources;
  sources.runtime_dir = folder.path();
  sources.camera = folder.write("video0", "");
  sources.self = ::getpid();
  const auto observer = Observer::create(nullptr, nullptr, sources);
  const Observation seen = observer->observe();
  EXPECT_EQ(seen.camera_holder, "");
  EXPECT_FALSE(seen.slept);
}

TEST_F(ObserverOnDesk, closes_the_gap_of_what_is_told) {
  const auto speaks_of_keys = [](const knowledge::Text& gap) {
    return gap.en.find("keys and pointer") != std::string::npos;
  };
  static_cast<void>(observe());
  EXPECT_TRUE(std::ranges::any_of(observer().gaps(), speaks_of_keys));
  FakeService mutter(*private_bus);
  idle_of(mutter, 10);
  ASSERT_TRUE(comes_to([](const Observation& seen) { return seen.idle.has_value(); }));
  EXPECT_TRUE(std::ranges::none_of(observer().gaps(), speaks_of_keys));
}

TEST_F(ObserverOnDesk, asks_an_x_server_before_the_bus) {
  const auto server = FakeXServer::start();
  if (!server) GTEST_SKIP() << "Xvfb is not installed";
  FakeService mutter(*private_bus);
  idle_of(mutter, 99'000'000);
  sources.x_display = server->display();
  server->activate(XCB_WINDOW_NONE);
  const Observation seen = observe();
  EXPECT_LT(seen.idle, milliseconds(99'000'000));
  EXPECT_EQ(seen.full_screen, false);
  EXPECT_EQ(mutter.calls, 0);
  server->stop();
  EXPECT_TRUE(comes_to([](const Observation& now) { return now.idle == milliseconds(99'000'000); }))
      << "the bus where the server does not answer";
}

TEST_F(ObserverOnDesk, does_not_ask_the_x_server_beside_wayland_which_knows_x_programs_alone) {
  const auto server = FakeXServer::start();
  if (!server) GTEST_SKIP() << "Xvfb is not installed";
  sources.x_display = server->display();
  sources.wayland_display = "wayland-9";
  server->activate(XCB_WINDOW_NONE);
  FakeCompositor compositor(folder.path() / "wayland-9", true);
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.idle == milliseconds(0); }));
  EXPECT_FALSE(observe().full_screen);
}

TEST_F(ObserverOnDesk, does_not_ask_kde_on_wayland_where_it_always_says_zero) {
  sources.wayland_display = "none";
  FakeService kde(*private_bus);
  kde.answers("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "GetSessionIdleTime",
              [] { return std::uint32_t{0}; })
      .comes({"org.kde.screensaver", "org.freedesktop.ScreenSaver"});
  EXPECT_FALSE(observe().idle);
}

TEST_F(ObserverOnDesk, takes_the_screen_for_locked_where_the_saver_or_logind_says_so) {
  std::atomic<bool> covered = false;
  std::atomic<bool> hint = true;
  FakeService desk(*private_bus);
  desk.answers("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "GetActive",
               [&] { return covered.load(); })
      .answers("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "GetSession",
               [](const std::string&) { return sdbus::ObjectPath("/session"); })
      .has("/session", "org.freedesktop.login1.Session", "LockedHint", [&] { return hint.load(); })
      .comes({"org.gnome.ScreenSaver", "org.freedesktop.login1"});
  EXPECT_EQ(observe().locked, true) << "logind alone";
  hint = false;
  pass(seconds(6));
  EXPECT_EQ(observe().locked, false);
  covered = true;
  pass(seconds(6));
  EXPECT_EQ(observe().locked, true) << "the saver alone";
}

TEST_F(ObserverOnDesk, sees_a_call_and_a_shared_screen_in_the_graph) {
  folder.write("pipewire-0", "");
  sources.graph_program = folder.write_program(
      "pw-dump",
      R"(echo '[{"id": 1, "type": "PipeWire:Interface:Node", "info": {"state": "running",)"
      R"( "props": {"media.class": "Stream/Output/Video"}}},)"
      R"( {"id": 2, "type": "PipeWire:Interface:Node", "info": {"state": "running",)"
      R"( "props": {"media.class": "Stream/Input/Audio"}}},)"
      R"( {"id": 3, "type": "PipeWire:Interface:Node", "info": {"state": "running",)"
      R"( "props": {"media.class": "Audio/Source"}}}]')");
  EXPECT_TRUE(comes_to(
      [](const Observation& seen) { return seen.call == true && seen.screen_sharing == true; }));
}

// Some 300 microseconds on a desktop whose every service answers, and up to a millisecond for the
// walk through its processes; far more only fails here, since the machine may be busy.
TEST_F(ObserverOnDesk, costs_milliseconds_at_most) {
  FakeService mutter(*private_bus);
  mutter
      .answers("/org/gnome/Mutter/ScreenCast/Session", "org.dorsal.Test", "Unused",
               [] { return true; })
      .answers("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "GetActive", [] { return false; })
      .answers("/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "GetIdletime",
               [] { return std::uint64_t{10}; })
      .comes(
          {"org.gnome.Mutter.IdleMonitor", "org.gnome.Mutter.ScreenCast", "org.gnome.ScreenSaver"});
  sources.proc = "/proc";
  const auto server = FakeXServer::start();
  if (server) sources.x_display = server->display();
  static_cast<void>(observe());
  constexpr int kSeconds = 300;
  const auto cpu = [] {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  };
  const auto before = cpu();
  for (int second = 0; second < kSeconds; ++second) {
    pass(seconds(1));
    session->wait(milliseconds(0));
    static_cast<void>(observe());
  }
  const auto each = (cpu() - before) / kSeconds;
  RecordProperty("microseconds", static_cast<int>(each / std::chrono::microseconds(1)));
  EXPECT_LT(each, milliseconds(20));
}

}  // namespace
}  // namespace dorsal::desktop
