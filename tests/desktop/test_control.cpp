#include <gtest/gtest.h>
#include <sdbus-c++/sdbus-c++.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "desktop/handling.hpp"
#include "desktop/private_bus.hpp"
#include "dorsal/desktop/bus.hpp"
#include "dorsal/desktop/control.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

// A caller of another make, which checks nothing itself.
void raw_pause(std::int64_t count) {
  const auto connection = sdbus::createSessionBusConnection();
  sdbus::createProxy(*connection, "org.dorsal.Watch", "/org/dorsal/Watch")
      ->callMethod("Pause")
      .onInterface("org.dorsal.Watch1")
      .withArguments(count);
}

class ControlTest : public OnPrivateBus {
 protected:
  void SetUp() override {
    OnPrivateBus::SetUp();
    if (private_bus) bus.emplace(Bus::session().value());
  }
  // What the handlers were asked, one word each.
  ControlHandlers noting_handlers() {
    return {
        [] { return std::string(R"({"watching":true})"); },
        [this](milliseconds length) { asked += "pause " + std::to_string(length.count()) + ";"; },
        [this] { asked += "resume;"; }, [this] { asked += "calibrate;"; },
        [this] { asked += "stop;"; }};
  }
  void claim(ControlHandlers handlers) {
    auto claimed = Control::claim(*bus, std::move(handlers));
    ASSERT_TRUE(claimed) << to_string(claimed.error());
    control = std::move(*claimed);
  }
  // As another process would speak to the one that watches.
  template <class Talk>
  auto remotely(Talk talk) {
    return while_handling(*bus, [talk] {
      Bus other = Bus::session().value();
      RemoteWatcher watcher = RemoteWatcher::find(other).value();
      return talk(watcher);
    });
  }

  std::optional<Bus> bus;
  std::unique_ptr<Control> control;
  std::string asked;
};

TEST_F(ControlTest, the_status_arrives) {
  claim(noting_handlers());
  const auto status = remotely([](RemoteWatcher& watcher) { return watcher.status(); });
  ASSERT_TRUE(status) << to_string(status.error());
  EXPECT_EQ(*status, R"({"watching":true})");
}

TEST_F(ControlTest, the_commands_arrive) {
  claim(noting_handlers());
  const auto all = remotely([](RemoteWatcher& watcher) {
    return watcher.pause(minutes(30)) && watcher.resume() && watcher.calibrate() && watcher.stop();
  });
  EXPECT_TRUE(all);
  EXPECT_EQ(asked, "pause 1800000;resume;calibrate;stop;");
}

TEST_F(ControlTest, a_second_watcher_is_refused) {
  claim(noting_handlers());
  Bus other = Bus::session().value();
  for (Bus* one : {&other, &*bus}) {
    const auto second = Control::claim(*one, noting_handlers());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::taken);
    EXPECT_EQ(to_string(second.error()).find('\n'), std::string::npos);
  }
  EXPECT_TRUE(remotely([](RemoteWatcher& watcher) { return watcher.resume(); }));
}

TEST_F(ControlTest, the_place_is_free_when_the_first_has_gone) {
  claim(noting_handlers());
  control.reset();
  Bus other = Bus::session().value();
  EXPECT_EQ(RemoteWatcher::find(other).error().code, ErrorCode::missing);
  EXPECT_TRUE(Control::claim(other, noting_handlers()));
}

TEST_F(ControlTest, the_place_is_free_when_the_first_was_cut_off) {
  auto first = std::make_unique<Bus>(Bus::session().value());
  auto lost = Control::claim(*first, noting_handlers()).value();
  EXPECT_FALSE(Control::claim(*bus, noting_handlers()));
  lost.reset();
  first.reset();
  EXPECT_TRUE(Control::claim(*bus, noting_handlers()));
}

TEST_F(ControlTest, without_a_watcher_it_says_how_to_start_one) {
  const auto watcher = RemoteWatcher::find(*bus);
  ASSERT_FALSE(watcher);
  EXPECT_EQ(watcher.error().code, ErrorCode::missing);
  EXPECT_NE(to_string(watcher.error()).find("`dorsal watch`"), std::string::npos);
}

TEST_F(ControlTest, a_watcher_that_has_ended_meanwhile_is_told_but_is_stopped) {
  claim(noting_handlers());
  Bus other = Bus::session().value();
  RemoteWatcher watcher = RemoteWatcher::find(other).value();
  control.reset();
  EXPECT_EQ(watcher.status().error().code, ErrorCode::missing);
  EXPECT_EQ(watcher.resume().error().code, ErrorCode::missing);
  EXPECT_TRUE(watcher.stop());
}

TEST_F(ControlTest, a_pause_of_no_length_or_of_days_is_refused_on_both_sides) {
  claim(noting_handlers());
  for (const milliseconds length : {milliseconds(0), milliseconds(-5), milliseconds(hours(25))}) {
    const auto here = remotely([=](RemoteWatcher& watcher) { return watcher.pause(length); });
    EXPECT_EQ(here.error().code, ErrorCode::out_of_range);
    EXPECT_THROW(while_handling(*bus, [=] { raw_pause(length.count()); }), sdbus::Error);
  }
  EXPECT_EQ(asked, "");
}

TEST_F(ControlTest, what_the_watcher_cannot_do_is_told_to_who_asked) {
  ControlHandlers handlers = noting_handlers();
  handlers.calibrate = nullptr;
  handlers.resume = [] { throw std::runtime_error("no camera"); };
  claim(std::move(handlers));
  const auto calibrated = remotely([](RemoteWatcher& watcher) { return watcher.calibrate(); });
  EXPECT_EQ(calibrated.error().code, ErrorCode::unreadable);
  const auto resumed = remotely([](RemoteWatcher& watcher) { return watcher.resume(); });
  EXPECT_NE(to_string(resumed.error()).find("no camera"), std::string::npos);
}

TEST_F(ControlTest, a_watcher_that_hangs_is_told_within_seconds) {
  claim(noting_handlers());
  Bus other = Bus::session().value();
  RemoteWatcher watcher = RemoteWatcher::find(other).value();
  const auto status = watcher.status();  // nobody handles the watcher's bus
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::unreadable);
  EXPECT_NE(to_string(status.error()).find("does not answer"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::desktop
