#include <gtest/gtest.h>

#include "dorsal/watch/rhythm.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

Attention attention(Sight sight, Duration same = 0s) {
  Attention a;
  a.sight = sight;
  a.same_sight = same;
  return a;
}

TEST(Rhythm, is_one_or_two_looks_a_second_at_somebody_who_is_there) {
  Attention a = attention(Sight::present);
  EXPECT_EQ(next_look(a).next, 1s);
  a.moving = true;
  EXPECT_EQ(next_look(a).next, 500ms);
  a.moving = false;
  a.nudge_waits = true;
  EXPECT_EQ(next_look(a).next, 500ms);
}

TEST(Rhythm, skips_unchanged_pictures_but_not_for_ever) {
  Attention a = attention(Sight::present);
  EXPECT_TRUE(next_look(a).skip_unchanged);
  a.since_measured = 30s;
  EXPECT_FALSE(next_look(a).skip_unchanged);
}

TEST(Rhythm, falls_asleep_when_nobody_is_there) {
  EXPECT_EQ(next_look(attention(Sight::absent)).next, 2s);
  EXPECT_EQ(next_look(attention(Sight::absent, 2min)).next, 5s);
}

TEST(Rhythm, leaves_the_camera_alone_in_a_pause_until_its_end) {
  Attention a = attention(Sight::present);
  a.paused_until = a.now + 30min;
  EXPECT_EQ(next_look(a).next, 30min);
  EXPECT_FALSE(next_look(a).open_camera);
  a.now += 31min;
  EXPECT_EQ(next_look(a).next, 1s);
}

TEST(Rhythm, tries_a_lost_camera_seldom_but_sooner_than_a_gap_would_count_as_sleep) {
  const Rhythm rhythm = next_look(attention(Sight::no_camera));
  EXPECT_EQ(rhythm.next, 30s);
}

}  // namespace
}  // namespace dorsal::watch
