#include <signal.h>

#include "desktop/fake_service.hpp"
#include "desktop/observed_desk.hpp"
#include "shell_services.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const char* const kMutterIdle = "org.gnome.Mutter.IdleMonitor";
const char* const kMutterCore = "/org/gnome/Mutter/IdleMonitor/Core";
const char* const kMutterCast = "org.gnome.Mutter.ScreenCast";
const char* const kMutterCasts = "/org/gnome/Mutter/ScreenCast/Session";
const char* const kGnomeSaver = "org.gnome.ScreenSaver";
const char* const kGnomeSaverPath = "/org/gnome/ScreenSaver";
const char* const kAnySaver = "org.freedesktop.ScreenSaver";
const char* const kAnySaverPath = "/org/freedesktop/ScreenSaver";
const char* const kDeskPortal = "org.freedesktop.portal.Desktop";

class DeskServices : public ObservedDesk {
 protected:
  void mutter_idles(FakeService& service, std::uint64_t time) {
    service.answers(kMutterCore, kMutterIdle, "GetIdletime", [time] { return time; })
        .comes({kMutterIdle});
  }
  pid_t process_of_bus() {
    std::uint32_t process = 0;
    sdbus::createProxy(session->connection(), "org.freedesktop.DBus", "/org/freedesktop/DBus")
        ->callMethod("GetConnectionUnixProcessID")
        .onInterface("org.freedesktop.DBus")
        .withArguments("org.freedesktop.DBus")
        .storeResultsTo(process);
    return static_cast<pid_t>(process);
  }
};

TEST_F(DeskServices, gnome_tells_how_long_nobody_touched_the_keys) {
  FakeService mutter(*private_bus);
  std::atomic<std::uint64_t> idle = 1234;
  mutter.answers(kMutterCore, kMutterIdle, "GetIdletime", [&] { return idle.load(); })
      .comes({kMutterIdle});
  EXPECT_EQ(observe().idle, milliseconds(1234));
  idle = 70;
  EXPECT_EQ(observe().idle, milliseconds(70));
}

TEST_F(DeskServices, kde_tells_it_in_milliseconds_and_whoever_else_has_that_method_is_not_asked) {
  FakeService saver(*private_bus);
  saver.answers(kAnySaverPath, kAnySaver, "GetSessionIdleTime", [] { return std::uint32_t{5000}; })
      .comes({kAnySaver});
  EXPECT_FALSE(observe().idle);
  FakeService kde(*private_bus);
  kde.comes({"org.kde.screensaver"});
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.idle == milliseconds(5000); }));
}

TEST_F(DeskServices, one_that_comes_late_is_heard_and_one_that_goes_is_forgotten) {
  EXPECT_FALSE(observe().idle);
  {
    FakeService mutter(*private_bus);
    mutter_idles(mutter, 10);
    EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.idle == milliseconds(10); }));
  }
  EXPECT_TRUE(comes_to([](const Observation& seen) { return !seen.idle; }));
}

TEST_F(DeskServices, an_answer_of_another_kind_is_none_and_is_not_asked_for_within_a_minute) {
  FakeService liar(*private_bus);
  liar.answers(kMutterCore, kMutterIdle, "GetIdletime", [] { return std::string("a while"); })
      .comes({kMutterIdle});
  EXPECT_FALSE(observe().idle);
  EXPECT_EQ(liar.calls, 1);
  pass(seconds(59));
  EXPECT_FALSE(observe().idle);
  EXPECT_EQ(liar.calls, 1);
  pass(seconds(2));
  EXPECT_FALSE(observe().idle);
  EXPECT_EQ(liar.calls, 2);
}

TEST_F(DeskServices, an_idle_time_of_ages_is_no_answer) {
  FakeService liar(*private_bus);
  mutter_idles(liar, ~std::uint64_t{0});
  EXPECT_FALSE(observe().idle);
  EXPECT_EQ(liar.calls, 1);
}

TEST_F(DeskServices, one_that_hangs_holds_one_observation_for_half_a_second_and_no_other) {
  FakeService hung(*private_bus);
  mutter_idles(hung, 10);
  FakeService saver(*private_bus);
  saver.answers(kGnomeSaverPath, kGnomeSaver, "GetActive", [] { return true; })
      .comes({kGnomeSaver});
  hung.hangs = true;
  const auto first = time_of_observing();
  EXPECT_GE(first, milliseconds(450));
  EXPECT_LE(first, milliseconds(900));
  EXPECT_LE(time_of_observing(), milliseconds(300));
  EXPECT_EQ(observe().locked, true) << "the others are heard meanwhile";
  hung.hangs = false;
  pass(seconds(61));
  EXPECT_EQ(observe().idle, milliseconds(10));
}

TEST_F(DeskServices, a_bus_that_hangs_holds_no_more_than_two_observations_a_minute) {
  sources.wayland_display = "none";
  FakeService desk(*private_bus);
  desk.answers(kMutterCasts, "org.dorsal.Test", "Unused", [] { return true; })
      .answers(kGnomeSaverPath, kGnomeSaver, "GetActive", [] { return true; })
      .answers(kAnySaverPath, kAnySaver, "GetActive", [] { return true; })
      .answers(kMutterCore, kMutterIdle, "GetIdletime", [] { return std::uint64_t{10}; })
      .comes({kMutterIdle, kMutterCast, kGnomeSaver, kAnySaver});
  ASSERT_EQ(observe().locked, true);
  const pid_t daemon = process_of_bus();
  ::kill(daemon, SIGSTOP);
  pass(seconds(10));
  for (int held = 0; held < 2; ++held) EXPECT_LE(time_of_observing(), milliseconds(1300));
  for (int free = 0; free < 5; ++free) EXPECT_LE(time_of_observing(), milliseconds(200));
  const Observation seen = observe();
  EXPECT_FALSE(seen.idle || seen.locked || seen.screen_sharing) << "old answers hold no longer";
  ::kill(daemon, SIGCONT);
  pass(seconds(61));
  EXPECT_TRUE(comes_to([](const Observation& now) { return now.idle && now.locked == true; }));
}

TEST_F(DeskServices, a_bus_that_is_gone_leaves_gaps) {
  FakeService mutter(*private_bus);
  mutter_idles(mutter, 10);
  ASSERT_EQ(observe().idle, milliseconds(10));
  private_bus->stop();
  EXPECT_FALSE(observe().idle);
  EXPECT_FALSE(observer().about_to_sleep());
  EXPECT_FALSE(observer().gaps().empty());
}

TEST_F(DeskServices, a_saver_says_whether_the_screen_is_locked_and_its_signal_hurries_us) {
  FakeService saver(*private_bus);
  std::atomic<bool> active = false;
  saver.answers(kGnomeSaverPath, kGnomeSaver, "GetActive", [&] { return active.load(); })
      .comes({kGnomeSaver});
  EXPECT_EQ(observe().locked, false);
  active = true;
  EXPECT_EQ(observe().locked, false) << "not asked again so soon";
  saver.tells(kGnomeSaverPath, kGnomeSaver, "ActiveChanged", true);
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.locked == true; }));
  active = false;
  pass(seconds(6));
  EXPECT_EQ(observe().locked, false) << "asked without a signal too";
}

TEST_F(DeskServices, either_of_two_savers_locks) {
  FakeService gnome(*private_bus);
  gnome.answers(kGnomeSaverPath, kGnomeSaver, "GetActive", [] { return false; })
      .comes({kGnomeSaver});
  FakeService other(*private_bus);
  other.answers(kAnySaverPath, kAnySaver, "GetActive", [] { return true; }).comes({kAnySaver});
  EXPECT_EQ(observe().locked, true);
}

TEST_F(DeskServices, a_signal_is_not_believed_but_makes_us_ask) {
  FakeService saver(*private_bus);
  saver.answers(kGnomeSaverPath, kGnomeSaver, "GetActive", [] { return false; })
      .comes({kGnomeSaver});
  ASSERT_EQ(observe().locked, false);
  saver.tells(kGnomeSaverPath, kGnomeSaver, "ActiveChanged", std::string("perhaps"));
  EXPECT_TRUE(comes_to([&](const Observation&) { return saver.calls == 2; }));
  EXPECT_EQ(observe().locked, false);
}

TEST_F(DeskServices, gnome_shows_each_screen_cast_as_an_object) {
  sources.wayland_display = "none";
  {
    FakeService mutter(*private_bus);
    mutter.answers(kMutterCasts, "org.dorsal.Test", "Unused", [] { return true; })
        .comes({kMutterCast});
    EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.screen_sharing == false; }));
  }
  FakeService sharing(*private_bus);
  sharing.answers(kMutterCasts, "org.dorsal.Test", "Unused", [] { return true; })
      .answers(kMutterCasts + std::string("/u1"), "org.dorsal.Test", "Unused", [] { return true; })
      .comes({kMutterCast});
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.screen_sharing == true; }));
}

TEST_F(DeskServices, on_x11_no_cast_does_not_mean_that_the_screen_is_not_shared) {
  FakeService mutter(*private_bus);
  mutter.answers(kMutterCasts, "org.dorsal.Test", "Unused", [] { return true; })
      .comes({kMutterCast});
  EXPECT_FALSE(observe().screen_sharing);
}

TEST(ScreenCasts, are_children_of_an_object) {
  EXPECT_TRUE(has_children("<node>\n <interface name=\"a\"/>\n  <node name=\"u1\"/>\n</node>"));
  EXPECT_FALSE(has_children("<node>\n <interface name=\"a\"/>\n</node>"));
  EXPECT_FALSE(has_children(""));
}

TEST_F(DeskServices, banners_that_are_switched_off_mean_do_not_disturb) {
  FakeService portal(*private_bus);
  std::atomic<bool> banners = false;
  portal
      .answers("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "Read",
               [&](const std::string& space, const std::string& key) {
                 const bool right =
                     space == "org.gnome.desktop.notifications" && key == "show-banners";
                 return sdbus::Variant(sdbus::Variant(right && banners));
               })
      .comes({kDeskPortal});
  EXPECT_EQ(observe().do_not_disturb, true);
  banners = true;
  pass(seconds(6));
  EXPECT_EQ(observe().do_not_disturb, false);
}

TEST_F(DeskServices, banners_of_another_kind_are_no_answer) {
  FakeService portal(*private_bus);
  portal
      .answers("/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "Read",
               [](const std::string&, const std::string&) {
                 return sdbus::Variant(std::string("true"));
               })
      .comes({kDeskPortal});
  EXPECT_FALSE(observe().do_not_disturb);
  EXPECT_EQ(portal.calls, 1);
}

TEST_F(DeskServices, gnomes_own_program_says_it_where_the_portal_does_not) {
  sources.settings_program = folder.write_program(
      "gsettings", "[ \"$*\" = 'get org.gnome.desktop.notifications show-banners' ] && echo false");
  EXPECT_FALSE(observe().do_not_disturb) << "not asked where no GNOME is";
  FakeService mutter(*private_bus);
  mutter_idles(mutter, 10);
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.do_not_disturb == true; }));
}

}  // namespace
}  // namespace dorsal::desktop
