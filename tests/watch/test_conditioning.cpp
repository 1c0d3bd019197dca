#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "dorsal/watch/conditioning.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

/// Working days, each with so many exercises taken and so long without moving.
std::vector<DayRecord> working_weeks(int weeks, int taken, std::chrono::minutes still) {
  std::vector<DayRecord> days;
  const std::chrono::sys_days first = std::chrono::year(2026) / 3 / 2;  // a Monday
  for (int day = 0; day < 7 * weeks; ++day) {
    if (day % 7 >= 5) continue;
    DayRecord record;
    record.date = first + std::chrono::days(day);
    record.watched = 9h;
    record.moving = 1h;
    record.present = record.moving + still;
    record.nudges.taken = taken;
    days.push_back(record);
  }
  return days;
}

TEST(ConditioningOfDays, nothing_is_said_of_too_few_days) {
  for (const auto& days : {std::vector<DayRecord>{}, working_weeks(1, 4, 8h)}) {
    const Conditioning found = conditioning_from(days);
    EXPECT_LT(found.weeks, kFewestWeeks);
    EXPECT_EQ(found.value, 1);
    EXPECT_EQ(found.low, 1);
    EXPECT_EQ(found.high, 1);
  }
  auto brief = working_weeks(8, 4, 8h);
  for (DayRecord& day : brief) day.watched = 1h;
  EXPECT_EQ(conditioning_from(brief).weeks, 0);
}

TEST(ConditioningOfDays, still_weeks_weaken_and_trained_ones_strengthen) {
  EXPECT_LT(conditioning_from(working_weeks(8, 0, 8h)).value, 0.99);
  EXPECT_GT(conditioning_from(working_weeks(8, 4, 2h)).value, 1.01);
}

TEST(ConditioningOfDays, follows_the_written_formula) {
  const Conditioning still = conditioning_from(working_weeks(10, 0, 8h));
  EXPECT_EQ(still.weeks, 10);
  EXPECT_NEAR(still.value, 1 - 0.1 * 0.11 * std::log(1 + 70 / 5.0), 1e-12);
  EXPECT_NEAR(still.low, 1 - 0.3 * 0.11 * std::log(1 + 70 / 5.0), 1e-12);
  EXPECT_EQ(still.high, 1);
  const Conditioning trained = conditioning_from(working_weeks(10, 4, 5h));
  EXPECT_NEAR(trained.value, 1 + 10 * 0.0025, 1e-12);
  EXPECT_NEAR(trained.high, 1 + 10 * 0.01, 1e-12);
  EXPECT_NEAR(trained.exercises, 4, 1e-12);
  EXPECT_NEAR(trained.still_hours, 5, 1e-12);
}

TEST(ConditioningOfDays, what_was_lost_in_bed_is_as_published) {
  // The law behind it, read back from the low end, which takes 0.3 of it.
  const auto lost = [](int weeks) {
    return (1 - conditioning_from(working_weeks(weeks, 0, 8h)).low) / 0.3;
  };
  EXPECT_NEAR(lost(2), 0.145, 0.03);  // 14 days
  EXPECT_GT(lost(5), 0.06);           // 4 to 6 weeks
  EXPECT_LT(lost(5), 0.40);
}

TEST(ConditioningOfDays, more_exercise_never_weakens_and_more_stillness_never_strengthens) {
  double before = 0;
  for (int taken = 0; taken <= 8; ++taken) {
    const double value = conditioning_from(working_weeks(9, taken, 7h)).value;
    EXPECT_GE(value, before) << taken;
    before = value;
  }
  before = 2;
  for (int hours = 0; hours <= 12; ++hours) {
    const double value = conditioning_from(working_weeks(9, 1, std::chrono::hours(hours))).value;
    EXPECT_LE(value, before) << hours;
    before = value;
  }
}

TEST(ConditioningOfDays, time_at_the_desk_without_a_camera_is_still_time) {
  auto days = working_weeks(8, 0, 0h);
  for (DayRecord& day : days) day.by_time = 8h;
  EXPECT_EQ(conditioning_from(days).value, conditioning_from(working_weeks(8, 0, 8h)).value);
}

TEST(ConditioningOfDays, the_interval_holds_the_value_and_the_usual_strength) {
  std::mt19937 random(3);
  for (int run = 0; run < 200; ++run) {
    std::vector<DayRecord> days = working_weeks(1 + static_cast<int>(random() % 200U), 0, 0h);
    for (DayRecord& day : days) {
      day.nudges.taken = static_cast<int>(random() % 40U);
      day.present = std::chrono::minutes(random() % 1440U);
    }
    const Conditioning found = conditioning_from(days);
    EXPECT_LE(found.low, found.value);
    EXPECT_GE(found.high, found.value);
    EXPECT_LE(found.low, 1);
    EXPECT_GE(found.high, 1);
    EXPECT_GE(found.low, 0.8);
    EXPECT_LE(found.high, 1.2);
    EXPECT_LE(found.weeks, 12);
  }
}

}  // namespace
}  // namespace dorsal::watch
