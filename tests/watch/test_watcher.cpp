#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/watch/watcher.hpp"
#include "script.hpp"

namespace dorsal::watch::test {
namespace {

using namespace std::chrono_literals;

Activity bent() { return {clock(9, 0), "bent", 30}; }

// Steps of a second from `now` on, with the same activity.
std::vector<Message> go_on(Watcher& watcher, Time& now, Duration time, const Activity& activity,
                           const Surroundings& around = {}) {
  std::vector<Message> said;
  for (const Time end = now + time; now < end; now += 1s) {
    for (Message& m : watcher.step(look_at(activity, now, 1), around)) said.push_back(m);
  }
  return said;
}

Watcher calibrated() {
  Watcher watcher;
  watcher.calibrate(upright_before(clock(9, 0)));
  return watcher;
}

TEST(Watcher, takes_angles_as_they_are_before_it_is_calibrated) {
  Watcher watcher;
  Time now = clock(9, 0);
  go_on(watcher, now, 5min, {now, "bent", 17});  // and four degrees of this person's own
  EXPECT_GT(watcher.budget()[Cause::trunk_bent].level, 0.1);
  Watcher knows = calibrated();
  now = clock(9, 0);
  go_on(knows, now, 5min, {now, "bent", 17});
  EXPECT_EQ(knows.budget()[Cause::trunk_bent].level, 0);
}

TEST(Watcher, sees_in_an_unchanged_picture_what_it_saw_before) {
  Watcher measured = calibrated();
  Watcher skips = calibrated();
  Time now = clock(9, 0);
  go_on(measured, now, 5min, bent());
  now = clock(9, 0);
  go_on(skips, now, 1s, bent());
  for (const Time end = clock(9, 5); now < end; now += 1s) {
    Look look;
    look.at = now;
    look.unchanged = true;
    (void)skips.step(look, {});
  }
  EXPECT_EQ(skips.budget()[Cause::trunk_bent].exposed,
            measured.budget()[Cause::trunk_bent].exposed);
  EXPECT_FALSE(skips.rhythm().skip_unchanged) << "after minutes it is time to measure again";
}

TEST(Watcher, says_once_that_the_camera_has_moved_however_often_it_does) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  std::vector<Message> said;
  const auto live = [&](const char* name, Duration time) {
    for (Message& m : go_on(watcher, now, time, {now, name})) said.push_back(m);
  };
  const auto told = [&said](Kind kind) { return std::ranges::count(said, kind, &Message::kind); };
  for (int i = 0; i < 9; ++i) {
    live("camera_moved", 1min);
    live("upright", 1min);
  }
  EXPECT_EQ(told(Kind::camera_moved), 1);
  EXPECT_EQ(told(Kind::judging_again), 1);
  live("camera_moved", 4min);
  EXPECT_EQ(told(Kind::camera_moved), 2) << "where it is still so after a while, it is said again";
}

TEST(Watcher, takes_the_sleep_of_the_computer_for_rest) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  go_on(watcher, now, 5min, bent());
  const double before = watcher.budget()[Cause::trunk_bent].level;
  now += 2min;
  go_on(watcher, now, 1s, bent());
  // Two minutes and a second of five, whatever the trunk did before.
  EXPECT_NEAR(watcher.budget()[Cause::trunk_bent].level, before - 121.0 / 300, 0.01);
  EXPECT_LT(watcher.today().watched, 6min) << "what nobody saw was not watched";
}

TEST(Watcher, stands_still_where_time_goes_back) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  go_on(watcher, now, 5min, bent());
  const Budget before = watcher.budget();
  now = clock(8, 0);
  (void)watcher.step(look_at(bent(), now, 1), {});
  EXPECT_EQ(watcher.budget(), before);
}

TEST(Watcher, counts_nothing_in_a_pause_and_comes_back_by_itself) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  go_on(watcher, now, 5min, bent());
  const Budget before = watcher.budget();
  watcher.pause(now, 30min);
  EXPECT_FALSE(watcher.rhythm().open_camera);
  EXPECT_EQ(watcher.rhythm().next, 30min);
  EXPECT_TRUE(go_on(watcher, now, 30min, bent()).empty());
  EXPECT_EQ(watcher.budget(), before);
  const auto said = go_on(watcher, now, 1s, bent());
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].kind, Kind::pause_over);
}

TEST(Watcher, ends_a_pause_early_when_told_to) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  watcher.pause(now, 2h);
  now += 10min;
  watcher.resume(now);
  const auto said = go_on(watcher, now, 1s, bent());
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].kind, Kind::pause_over);
  watcher.resume(now);
  EXPECT_TRUE(go_on(watcher, now, 1s, bent()).empty()) << "there was no pause to end";
}

TEST(Watcher, offers_after_a_pause_what_was_on_show_before_it) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  const auto said = go_on(watcher, now, 14min, bent());
  ASSERT_EQ(said.size(), 1U);
  watcher.pause(now, 1h);
  EXPECT_FALSE(watcher.status().on_show);
  now += 1h;
  const auto after = go_on(watcher, now, 1s, bent());
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0].kind, Kind::pause_over);
  EXPECT_EQ(after[1].kind, Kind::nudge);
}

TEST(Watcher, does_not_count_the_exercise_that_it_offered) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  ASSERT_EQ(go_on(watcher, now, 14min, bent()).size(), 1U);
  const double before = watcher.budget()[Cause::trunk_bent].level;
  EXPECT_TRUE(watcher.answer(Answer::taken, now).empty());
  go_on(watcher, now, 2min, {now, "ceiling"});  // a stretch overhead
  EXPECT_EQ(watcher.budget()[Cause::arms_raised].level, 0);
  // Two minutes empty a full part; the first two seconds are still a bridge.
  EXPECT_NEAR(watcher.budget()[Cause::trunk_bent].level, before - 1, 0.03);
}

TEST(Watcher, keeps_a_budget_over_midnight_and_hands_the_day_over) {
  Watcher watcher = calibrated();
  Time now = clock(23, 55);
  Surroundings around;
  go_on(watcher, now, 10min, bent(), around);
  const auto finished = watcher.take_finished_days();
  ASSERT_EQ(finished.size(), 1U);
  EXPECT_EQ(finished[0].date, std::chrono::year(2026) / 3 / 2);
  EXPECT_EQ(watcher.today().date, std::chrono::year(2026) / 3 / 3);
  EXPECT_NEAR(std::chrono::duration<double>(finished[0].present).count(), 300, 2);
  EXPECT_EQ(watcher.budget()[Cause::trunk_bent].since, clock(23, 55));
  EXPECT_TRUE(watcher.take_finished_days().empty());
}

TEST(Watcher, begins_the_day_where_the_person_lives) {
  Watcher watcher = calibrated();
  Surroundings around;
  around.utc_offset = 2h;
  Time now = clock(22, 30);
  go_on(watcher, now, 1s, bent(), around);
  EXPECT_EQ(watcher.today().date, std::chrono::year(2026) / 3 / 3);
}

TEST(Watcher, goes_on_where_it_left_off) {
  Watcher before = calibrated();
  Time now = clock(9, 0);
  go_on(before, now, 8min, bent());
  const DayRecord kept = before.today();
  Watcher after = calibrated();
  after.remember(kept, now, 0min);
  EXPECT_NEAR(after.budget().level(), before.budget().level(), 0.01);  // a second of rest
  EXPECT_EQ(after.today().present, kept.present);
  EXPECT_EQ(after.today().date, kept.date);
  Watcher next_day;
  next_day.remember(kept, now + 24h, 0min);
  EXPECT_EQ(next_day.budget().level(), 0) << "a night is rest enough";
  EXPECT_EQ(next_day.today().present, 0s);
}

TEST(Watcher, stays_silent_about_a_camera_that_it_already_complained_of) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  std::size_t complaints = 0;
  for (int i = 0; i < 5; ++i) {
    for (const Message& m : go_on(watcher, now, 30s, {now, "no_camera"})) {
      complaints += m.kind == Kind::no_camera ? 1 : 0;
    }
    go_on(watcher, now, 30s, {now, "away"});
  }
  EXPECT_EQ(complaints, 1U);
}

TEST(Watcher, tells_how_things_stand) {
  Watcher watcher = calibrated();
  Time now = clock(9, 0);
  Surroundings meeting;
  meeting.call = true;
  go_on(watcher, now, 14min, bent(), meeting);
  const Status status = watcher.status();
  EXPECT_EQ(status.sight, Sight::present);
  EXPECT_TRUE(status.nudge_waits);
  EXPECT_EQ(status.held_by, Obstacle::call);
  EXPECT_FALSE(status.on_show);
  EXPECT_EQ(status.today.nudges.offered, 0);
}

TEST(Watcher, survives_looks_that_show_nothing) {
  Watcher watcher = calibrated();
  Look look;
  look.unchanged = true;  // and there was none before
  (void)watcher.step(look, {});
  look.at = clock(8, 0) - 24h * 365 * 20;
  (void)watcher.step(look, {});
  look.sight = Sight::present;
  look.unchanged = false;
  look.measures.trunk_inclination = Angle();
  look.outline = Outline{};
  look.at = clock(9, 0);
  (void)watcher.step(look, {});
  EXPECT_EQ(watcher.budget().level(), 0);
}

}  // namespace
}  // namespace dorsal::watch::test
