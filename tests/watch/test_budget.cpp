#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/watch/budget.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;
using namespace literals;

constexpr Time kStart{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h};
const Limits kLimits = published_limits();

Rates rate(Cause cause, double value) {
  Rates rates{};
  rates.fill(0.0);
  rates[static_cast<std::size_t>(cause)] = value;
  return rates;
}
Rates rest() { return rate(Cause::still, 0); }

Measures trunk(double deg) { return {degrees(deg), 0.0_deg, 0.0_deg, 0.0_deg}; }

double trunk_rate(double deg) { return *posture_rates(trunk(deg), kLimits)[0]; }

void pass(Meter& meter, Time& now, Duration time, const Rates& rates, Doing doing,
          Duration step = 1s) {
  for (const Time end = now + time; now < end; now += step) meter.pass(now, step, rates, doing);
}

TEST(PostureRates, of_the_trunk_begin_at_the_border_and_never_fall_with_the_angle) {
  EXPECT_EQ(trunk_rate(19.9), 0);
  EXPECT_DOUBLE_EQ(trunk_rate(20), 1);
  for (int deg = 0; deg < 120; ++deg) EXPECT_LE(trunk_rate(deg), trunk_rate(deg + 1));
}

TEST(PostureRates, of_the_trunk_follow_endurance_at_the_moment_of_gravity) {
  // By hand: (sin 40 / sin 20)^2.27 = 1.8794^2.27.
  EXPECT_NEAR(trunk_rate(40), 4.188, 0.001);
  EXPECT_DOUBLE_EQ(trunk_rate(90), trunk_rate(60));
}

TEST(PostureRates, of_the_arms_are_those_of_the_higher_one) {
  const auto arms = [](std::optional<Angle> left, std::optional<Angle> right) {
    return posture_rates({{}, {}, left, right},
                         kLimits)[static_cast<std::size_t>(Cause::arms_raised)];
  };
  EXPECT_EQ(arms(10.0_deg, 100.0_deg), 1.0);
  EXPECT_EQ(arms(70.0_deg, 10.0_deg), 0.77);
  EXPECT_EQ(arms(10.0_deg, 59.0_deg), 0.0);
  EXPECT_EQ(arms({}, 100.0_deg), 1.0);
  EXPECT_FALSE(arms({}, 10.0_deg)) << "the hidden arm may be raised";
  EXPECT_FALSE(arms({}, {}));
}

TEST(PostureRates, of_what_is_not_seen_are_unset) {
  const Rates rates = posture_rates({Angle(), {}, {}, {}}, kLimits);
  EXPECT_FALSE(rates[0]) << "not a number is not seen";
  EXPECT_FALSE(rates[1]);
  EXPECT_EQ(rates[3], 0.0);
}

TEST(Meter, is_full_after_the_capacity_and_says_how_long_and_since_when) {
  Meter meter(kLimits);
  Time now = kStart;
  pass(meter, now, 20min, rate(Cause::trunk_bent, 1), Doing::holding);
  const Part& part = meter.budget()[Cause::trunk_bent];
  EXPECT_NEAR(part.level, 1, 1e-9);
  EXPECT_EQ(part.exposed, 20min);
  EXPECT_EQ(part.since, kStart);
  EXPECT_EQ(meter.budget().fullest(), Cause::trunk_bent);
  EXPECT_EQ(meter.take_counted()[0], 20min);
  EXPECT_EQ(meter.take_counted()[0], 0min);
}

TEST(Meter, counts_the_same_however_often_it_looks) {
  Meter often(kLimits);
  Meter seldom(kLimits);
  Time now = kStart;
  pass(often, now, 10min, rate(Cause::neck_bent, 1), Doing::holding, 500ms);
  pass(often, now, 5min, rest(), Doing::holding, 500ms);
  now = kStart;
  pass(seldom, now, 10min, rate(Cause::neck_bent, 1), Doing::holding, 5s);
  pass(seldom, now, 5min, rest(), Doing::holding, 5s);
  EXPECT_NEAR(often.budget()[Cause::neck_bent].level, seldom.budget()[Cause::neck_bent].level,
              1e-9);
}

TEST(Meter, does_not_count_a_glance_but_counts_all_of_what_is_longer) {
  Meter meter(kLimits);
  Time now = kStart;
  for (int i = 0; i < 100; ++i) {
    pass(meter, now, 4s, rate(Cause::neck_bent, 1), Doing::holding);
    pass(meter, now, 6s, rest(), Doing::holding);
  }
  EXPECT_EQ(meter.budget().level(), 0);
  const Time begin = now;
  pass(meter, now, 6s, rate(Cause::neck_bent, 1), Doing::holding);
  EXPECT_EQ(meter.budget()[Cause::neck_bent].exposed, 6s);
  EXPECT_EQ(meter.budget()[Cause::neck_bent].since, begin);
}

TEST(Meter, bridges_noise_at_the_border) {
  Meter meter(kLimits);
  Time now = kStart;
  for (int i = 0; i < 60; ++i) {
    pass(meter, now, 2s, rate(Cause::trunk_bent, 1), Doing::holding);
    pass(meter, now, 1s, rest(), Doing::holding);
  }
  EXPECT_EQ(meter.budget()[Cause::trunk_bent].exposed, 2min) << "the bridges themselves do not";
}

TEST(Meter, empties_faster_with_movement_than_with_absence_than_upright) {
  const auto left_after = [](Doing doing, Duration time) {
    Meter meter(kLimits);
    Time now = kStart;
    pass(meter, now, 20min, rate(Cause::trunk_bent, 1), Doing::holding);
    pass(meter, now, time, rest(), doing);
    return meter.budget()[Cause::trunk_bent].level;
  };
  EXPECT_LT(left_after(Doing::moving, 1min), left_after(Doing::away, 1min));
  EXPECT_LT(left_after(Doing::away, 1min), left_after(Doing::holding, 1min));
  EXPECT_LT(left_after(Doing::holding, 1min), 1);
  EXPECT_EQ(left_after(Doing::moving, 2min + 2s), 0);
  EXPECT_EQ(left_after(Doing::away, 5min + 2s), 0);
  EXPECT_EQ(left_after(Doing::holding, 20min + 2s), 0);
  EXPECT_NEAR(left_after(Doing::not_known, 2h), 1, 1e-9);
}

TEST(Meter, neither_fills_nor_empties_what_is_not_seen) {
  Meter meter(kLimits);
  Time now = kStart;
  pass(meter, now, 10min, rate(Cause::trunk_bent, 1), Doing::holding);
  Rates hidden = rest();
  hidden[0].reset();
  pass(meter, now, 30min, hidden, Doing::holding);
  EXPECT_NEAR(meter.budget()[Cause::trunk_bent].level, 0.5, 1e-9);
}

TEST(Meter, empties_arms_when_they_hang_and_stillness_when_the_posture_changes) {
  Meter meter(kLimits);
  Time now = kStart;
  pass(meter, now, 150s, rate(Cause::arms_raised, 1), Doing::holding);
  EXPECT_NEAR(meter.budget().level(), 1, 1e-9);
  pass(meter, now, 122s, rate(Cause::still, 1), Doing::holding);
  EXPECT_EQ(meter.budget()[Cause::arms_raised].level, 0);
  EXPECT_GT(meter.budget()[Cause::still].level, 0);
  meter.change_posture();
  EXPECT_EQ(meter.budget().level(), 0);
}

TEST(Meter, never_holds_more_than_can_be_rested_off) {
  Meter meter(kLimits);
  Time now = kStart;
  pass(meter, now, 8h, rate(Cause::trunk_bent, 8), Doing::holding, 10s);
  EXPECT_EQ(meter.budget().level(), kMostLevel);
  EXPECT_EQ(meter.budget()[Cause::trunk_bent].exposed, 8h);
}

TEST(Causes, have_names_that_read_back) {
  for (std::size_t i = 0; i < kCauses; ++i) {
    EXPECT_EQ(cause_from(to_string(static_cast<Cause>(i))), static_cast<Cause>(i));
  }
  EXPECT_FALSE(cause_from("slouch"));
}

Look look_with(Time at, std::optional<Angle> inclination) {
  Look look;
  look.at = at;
  look.sight = Sight::present;
  look.measures.trunk_inclination = inclination;
  return look;
}

TEST(PostureChange, is_one_that_is_held) {
  PostureChange change;
  Time now = kStart;
  const auto add = [&](double deg) {
    return change.add(look_with(now += 1s, degrees(deg)), kLimits);
  };
  EXPECT_FALSE(add(0));
  EXPECT_FALSE(add(9));
  EXPECT_FALSE(add(25));
  EXPECT_FALSE(add(25));
  EXPECT_FALSE(add(1)) << "it was a nod";
  EXPECT_FALSE(add(25));
  EXPECT_FALSE(add(25));
  EXPECT_FALSE(add(25));
  EXPECT_TRUE(add(25));
  EXPECT_FALSE(add(25)) << "this is the posture now";
}

}  // namespace
}  // namespace dorsal::watch
