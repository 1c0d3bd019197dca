#include <gtest/gtest.h>

#include <cmath>
#include <string_view>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/zones.hpp"
#include "exposure/series.hpp"

namespace dorsal::exposure {
namespace {

const ZoneScheme& scheme(std::string_view id) {
  for (const ZoneScheme& s : zone_schemes()) {
    if (s.id == id) return s;
  }
  std::abort();
}

/// Feeds one value a second.
struct Clock {
  ZoneTimes& zones;
  Duration at{0};
  void hold(int seconds, double degrees, double plus_minus = 0) {
    for (int i = 0; i < seconds; ++i, at += Duration{1'000'000}) {
      zones.add(
          at, Duration{1'000'000},
          {degrees * kDegree, (degrees - plus_minus) * kDegree, (degrees + plus_minus) * kDegree});
    }
  }
  void gap(int seconds) { hold(seconds, kNaN); }
};

TEST(ZoneTimes, every_observed_second_lies_in_exactly_one_zone) {
  ZoneTimes zones(scheme("trunk_inclination"));
  Clock clock{zones};
  clock.hold(10, -5);
  clock.hold(20, 10);
  clock.hold(30, 20);  // a border belongs to the zone beyond it
  clock.hold(5, 75);
  clock.gap(100);
  EXPECT_EQ(in_seconds(zones.observed()), 65);
  EXPECT_EQ(in_seconds(zones.in_zone(0).value), 10);
  EXPECT_EQ(in_seconds(zones.in_zone(1).value), 20);
  EXPECT_EQ(in_seconds(zones.in_zone(2).value), 30);
  EXPECT_EQ(in_seconds(zones.in_zone(3).value), 5);
  EXPECT_EQ(in_seconds(zones.past(1).value), 35);
}

TEST(ZoneTimes, certain_and_possible_time_follow_from_the_interval) {
  ZoneTimes zones(scheme("trunk_inclination"));
  Clock clock{zones};
  clock.hold(10, 18, 5);  // 13..23: perhaps past 20
  clock.hold(10, 22, 5);  // 17..27: past 20, perhaps not
  clock.hold(10, 30, 5);  // surely past 20
  EXPECT_EQ(in_seconds(zones.past(1).certain), 10);
  EXPECT_EQ(in_seconds(zones.past(1).value), 20);
  EXPECT_EQ(in_seconds(zones.past(1).possible), 30);
  EXPECT_EQ(in_seconds(zones.in_zone(1).certain), 0);
  EXPECT_EQ(in_seconds(zones.in_zone(1).possible), 20);
}

TEST(ZoneTimes, bending_to_either_side_counts_alike) {
  ZoneTimes zones(scheme("trunk_lateral_bend"));
  Clock clock{zones};
  clock.hold(10, -15, 2);
  clock.hold(10, 15, 2);
  clock.hold(10, 1, 2);  // its interval reaches across zero: 0..3
  EXPECT_EQ(in_seconds(zones.past(0).value), 20);
  EXPECT_EQ(in_seconds(zones.past(0).certain), 20);
  EXPECT_EQ(in_seconds(zones.in_zone(0).certain), 10);
}

TEST(ZoneTimes, a_short_dip_does_not_cut_a_hold_and_a_long_one_does) {
  ZoneTimes zones(scheme("trunk_inclination"));
  Clock clock{zones};
  clock.hold(60, 25);
  clock.hold(2, 19);
  clock.hold(60, 25);
  EXPECT_EQ(in_seconds(zones.longest_hold(1)), 122);
  EXPECT_EQ(zones.entries(1), 1);
  clock.hold(10, 5);
  clock.hold(30, 25);
  EXPECT_EQ(in_seconds(zones.longest_hold(1)), 122);
  EXPECT_EQ(zones.entries(1), 2);
}

TEST(ZoneTimes, time_unseen_ends_a_hold) {
  ZoneTimes zones(scheme("trunk_inclination"));
  Clock clock{zones};
  clock.hold(60, 25);
  clock.gap(30);
  clock.hold(60, 25);
  EXPECT_EQ(in_seconds(zones.longest_hold(1)), 60);
}

TEST(ZoneTimes, frequency_needs_a_minute) {
  ZoneTimes zones(scheme("right_upper_arm_elevation"));
  Clock clock{zones};
  clock.hold(30, 30);
  EXPECT_TRUE(std::isnan(zones.entries_per_minute(0)));
  clock.hold(60, 5);
  clock.hold(30, 30);
  EXPECT_DOUBLE_EQ(zones.entries_per_minute(0), 1.0);
}

TEST(ZoneTimes, verdict_follows_from_how_often_a_zone_is_entered) {
  ZoneTimes seldom(scheme("right_upper_arm_elevation"));
  EXPECT_EQ(seldom.verdict(1), Verdict::undecided);
  Clock{seldom}.hold(120, 30);
  EXPECT_EQ(seldom.verdict(0), Verdict::acceptable);
  EXPECT_EQ(seldom.verdict(1), Verdict::acceptable);
  EXPECT_EQ(seldom.verdict(2), Verdict::not_acceptable);
  ZoneTimes often(scheme("right_upper_arm_elevation"));
  Clock clock{often};
  for (int i = 0; i < 10; ++i) {
    clock.hold(5, 30);
    clock.hold(5, 3);
  }
  EXPECT_EQ(often.verdict(1), Verdict::conditional);
  EXPECT_EQ(ZoneTimes(scheme("trunk_inclination")).verdict(2), Verdict::none);
}

TEST(ZoneTimes, pooled_recordings_add_up_whatever_their_order) {
  ZoneTimes a(scheme("trunk_inclination"));
  ZoneTimes b(scheme("trunk_inclination"));
  ZoneTimes c(scheme("trunk_inclination"));
  Clock{a}.hold(40, 25, 3);
  Clock{b}.hold(70, 21, 3);
  Clock{c}.hold(10, -2, 3);
  ZoneTimes left = a;
  left.merge(b);
  left.merge(c);
  ZoneTimes right = c;
  right.merge(b);
  right.merge(a);
  EXPECT_EQ(left, right);
  EXPECT_EQ(in_seconds(left.longest_hold(1)), 70);
  EXPECT_EQ(in_seconds(left.observed()), 120);
}

TEST(ZoneTimes, every_scheme_has_ascending_borders_and_a_source) {
  for (const ZoneScheme& s : zone_schemes()) {
    EXPECT_FALSE(s.source.empty()) << s.id;
    EXPECT_TRUE(s.grade == 'A' || s.grade == 'B') << s.id;
    for (std::size_t b = 1; b < s.borders.size(); ++b) {
      EXPECT_LT(s.borders[b - 1].at, s.borders[b].at) << s.id;
    }
  }
}

TEST(Stillness, a_change_of_more_than_ten_degrees_ends_it) {
  Stillness still;
  Duration at{0};
  const auto hold = [&](int seconds, double degrees) {
    for (int i = 0; i < seconds; ++i, at += Duration{1'000'000}) {
      still.add(at, Duration{1'000'000}, degrees * kDegree);
    }
  };
  hold(60, 20);
  hold(60, 26);
  EXPECT_EQ(in_seconds(still.longest()), 120);
  hold(30, 35);
  EXPECT_EQ(still.changes(), 1);
  EXPECT_EQ(in_seconds(still.longest()), 120);
  still.add(at, Duration{1'000'000}, kNaN);
  hold(130, 35);
  EXPECT_EQ(in_seconds(still.longest()), 130);
}

}  // namespace
}  // namespace dorsal::exposure
