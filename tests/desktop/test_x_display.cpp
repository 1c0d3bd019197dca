#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "desktop/fake_x_server.hpp"
#include "x_display.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const char* const kFull = "_NET_WM_STATE_FULLSCREEN";

class XDisplays : public ::testing::Test {
 protected:
  void SetUp() override {
    server = FakeXServer::start();
    if (!server) GTEST_SKIP() << "Xvfb is not installed";
    display = std::make_unique<XDisplay>(server->display());
  }
  std::optional<bool> full_screen(Instant now = seconds(1)) {
    display->begin(now);
    return display->full_screen();
  }
  std::optional<watch::Duration> idle(Instant now = seconds(1)) {
    display->begin(now);
    return display->idle();
  }

  std::unique_ptr<FakeXServer> server;
  std::unique_ptr<XDisplay> display;
};

TEST_F(XDisplays, tell_how_long_nobody_touched_the_keys) {
  const auto before = idle();
  ASSERT_TRUE(before);
  std::this_thread::sleep_for(milliseconds(120));
  const auto after = idle();
  ASSERT_TRUE(after);
  EXPECT_GE(*after - *before, milliseconds(100));
  EXPECT_LE(*after - *before, seconds(5));
}

TEST_F(XDisplays, do_not_know_of_full_screen_without_a_window_manager) {
  EXPECT_FALSE(full_screen());
}

TEST_F(XDisplays, tell_whether_the_active_window_covers_the_screen) {
  server->activate(XCB_WINDOW_NONE);
  EXPECT_EQ(full_screen(), false);
  const xcb_window_t film = server->new_window();
  server->activate(film);
  EXPECT_EQ(full_screen(), false);
  server->set_state(film, kFull);
  EXPECT_EQ(full_screen(), true);
  const xcb_window_t editor = server->new_window();
  server->set_state(editor, "_NET_WM_STATE_ABOVE");
  server->activate(editor);
  EXPECT_EQ(full_screen(), false) << "the film is behind it";
  server->activate(film);
  EXPECT_EQ(full_screen(), true);
  server->destroy(film);
  EXPECT_EQ(full_screen(), false);
}

TEST_F(XDisplays, take_a_property_of_another_kind_for_none) {
  server->put(server->root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_CARDINAL, 7);
  EXPECT_FALSE(full_screen());
  const xcb_window_t window = server->new_window();
  server->activate(window);
  server->put(window, "_NET_WM_STATE", XCB_ATOM_STRING, 7);
  EXPECT_EQ(full_screen(), false);
}

TEST_F(XDisplays, that_hang_hold_us_once_in_a_minute_for_half_a_second) {
  ASSERT_TRUE(idle());
  server->pause();
  const auto before = std::chrono::steady_clock::now();
  EXPECT_FALSE(idle(seconds(2)));
  EXPECT_FALSE(display->full_screen());
  EXPECT_FALSE(full_screen(seconds(61)));
  const auto held = std::chrono::steady_clock::now() - before;
  server->go_on();
  EXPECT_GE(held, milliseconds(450));
  EXPECT_LE(held, milliseconds(900));
  EXPECT_TRUE(idle(seconds(63)));
}

TEST_F(XDisplays, that_are_gone_say_nothing_and_are_tried_again_after_a_minute) {
  ASSERT_TRUE(idle(seconds(1)));
  server->stop();
  EXPECT_FALSE(idle(seconds(2)));
  EXPECT_FALSE(idle(seconds(3)));
  EXPECT_FALSE(idle(seconds(100)));
}

TEST(XDisplay, that_is_not_there_says_nothing) {
  XDisplay display(":4711");
  display.begin(seconds(0));
  EXPECT_FALSE(display.idle());
  EXPECT_FALSE(display.full_screen());
}

}  // namespace
}  // namespace dorsal::desktop
