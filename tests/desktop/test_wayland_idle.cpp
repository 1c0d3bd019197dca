#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>

#include "desktop/fake_compositor.hpp"
#include "desktop/observed_desk.hpp"
#include "wayland_idle.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class WaylandIdles : public ::testing::Test {
 protected:
  /// Asks until the answer is so. @return the last answer
  template <class Condition>
  std::optional<watch::Duration> until(Instant now, Condition is_so) {
    std::optional<watch::Duration> answer;
    for (int i = 0; i < 2000; ++i) {
      answer = idle.idle(now);
      if (is_so(answer)) break;
      std::this_thread::sleep_for(milliseconds(2));
    }
    return answer;
  }

  OwnFolder folder;
  std::filesystem::path socket = folder.path() / "wayland-9";
  WaylandIdle idle{socket.string()};
};

TEST_F(WaylandIdles, tell_since_when_the_keys_rest) {
  FakeCompositor compositor(socket, true);
  const auto known = [](const auto& answer) { return answer.has_value(); };
  EXPECT_EQ(until(seconds(10), known), milliseconds(0));
  const auto asked = [&](const auto&) { return compositor.threshold_ms != 0; };
  EXPECT_EQ(until(seconds(10), asked), milliseconds(0));
  EXPECT_EQ(compositor.threshold_ms, 1000U);
  compositor.idle = true;
  const auto rests = [](const auto& answer) { return answer && *answer > milliseconds(0); };
  EXPECT_EQ(until(seconds(10), rests), seconds(1)) << "the compositor's threshold has passed";
  EXPECT_EQ(idle.idle(seconds(40)), seconds(31));
  compositor.idle = false;
  EXPECT_EQ(until(seconds(41), [](const auto& answer) { return answer == milliseconds(0); }),
            milliseconds(0));
}

TEST_F(WaylandIdles, are_unknown_where_the_compositor_does_not_speak_of_them) {
  FakeCompositor compositor(socket, false);
  for (int i = 0; i < 50; ++i) {
    EXPECT_FALSE(idle.idle(seconds(10)));
    std::this_thread::sleep_for(milliseconds(2));
  }
}

TEST_F(WaylandIdles, are_unknown_without_a_compositor_and_tried_again_after_a_minute) {
  EXPECT_FALSE(idle.idle(seconds(10)));
  FakeCompositor compositor(socket, true);
  for (int i = 0; i < 50; ++i) {
    EXPECT_FALSE(idle.idle(seconds(69)));
    std::this_thread::sleep_for(milliseconds(2));
  }
  EXPECT_TRUE(until(seconds(71), [](const auto& answer) { return answer.has_value(); }));
}

TEST_F(WaylandIdles, are_forgotten_when_the_compositor_goes) {
  auto compositor = std::make_unique<FakeCompositor>(socket, true);
  compositor->idle = true;
  const auto rests = [](const auto& answer) { return answer && *answer > milliseconds(0); };
  ASSERT_EQ(until(seconds(10), rests), seconds(1));
  compositor.reset();
  EXPECT_FALSE(until(seconds(11), [](const auto& answer) { return !answer; }));
  compositor = std::make_unique<FakeCompositor>(socket, true);
  EXPECT_TRUE(until(seconds(80), [](const auto& answer) { return answer.has_value(); }));
}

}  // namespace
}  // namespace dorsal::desktop
