#include <gtest/gtest.h>

#include <random>

#include "dorsal/watch/day_text.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

DayRecord some_day(unsigned seed) {
  std::mt19937 random(seed);
  const auto some = [&random](int most) { return static_cast<int>(random() % unsigned(most)); };
  DayRecord day;
  const auto date =
      std::chrono::sys_days(std::chrono::year(2026) / 1 / 1) + std::chrono::days(seed);
  day.date = date;
  day.updated = date + Duration(some(86'400'000));
  for (Duration DayRecord::*part :
       {&DayRecord::watched, &DayRecord::present, &DayRecord::moving, &DayRecord::away,
        &DayRecord::not_judged, &DayRecord::by_time}) {
    day.*part = Duration(some(86'400'000));
  }
  for (std::size_t c = 0; c < kCauses; ++c) {
    day.exposed[c] = Duration(some(86'400'000));
    day.budget.parts[c].level = some(1000) / 501.0;
    day.budget.parts[c].exposed = Duration(some(86'400'000));
    if (some(2) == 0) day.budget.parts[c].since = date + Duration(some(86'400'000));
  }
  day.nudges = {some(9), some(9), some(9), some(9), some(9), some(9), some(9)};
  return day;
}

std::string refusal(const std::string& text) {
  const auto days = read_days(text, "days.csv");
  EXPECT_FALSE(days);
  return days ? "" : to_string(days.error());
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(DayText, comes_back_as_it_was_written) {
  std::vector<DayRecord> days;
  for (unsigned seed = 0; seed < 60; ++seed) days.push_back(some_day(seed));
  const std::string text = write_days(days);
  const auto read = read_days(text, "days.csv");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, days);
  EXPECT_EQ(write_days(*read), text);
}

TEST(DayText, names_its_units_in_the_columns) {
  const std::string text = write_days({});
  EXPECT_TRUE(text.starts_with("dorsal_days,1\ndate,updated_utc,watched_s,"));
  EXPECT_NE(text.find(",trunk_bent_s,trunk_bent_level,"), std::string::npos);
  EXPECT_TRUE(read_days(text, "days.csv")->empty());
}

TEST(DayText, may_have_been_edited_on_a_machine_that_ends_lines_otherwise) {
  const std::vector<DayRecord> days = {some_day(1)};
  std::string text = write_days(days);
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.insert(at, "\r");
  }
  EXPECT_EQ(*read_days(text, "days.csv"), days);
}

TEST(DayText, is_refused_in_one_sentence_with_place_and_remedy) {
  const std::vector<DayRecord> days = {some_day(1), some_day(2)};
  const std::string text = write_days(days);
  EXPECT_NE(refusal("").find("days.csv, line 1: these are not the days"), std::string::npos);
  EXPECT_NE(refusal("hello\n").find("line 1"), std::string::npos);
  EXPECT_NE(refusal(replaced(text, "dorsal_days,1", "dorsal_days,2")).find("format 2"),
            std::string::npos);
  EXPECT_NE(refusal(replaced(text, "watched_s", "watched_min")).find("line 2: the columns"),
            std::string::npos);
  EXPECT_NE(refusal(replaced(text, "2026-01-03,", "2026-02-30,")).find("\"2026-02-30\""),
            std::string::npos);
  EXPECT_NE(refusal(replaced(text, "2026-01-03,", "2026-01-02,")).find("not in order"),
            std::string::npos);
  EXPECT_NE(refusal(text.substr(0, text.size() - 20)).find("line 4: the day has"),
            std::string::npos);
}

TEST(DayText, refuses_what_no_day_can_have) {
  DayRecord day = some_day(1);
  day.watched = 1s;
  const std::string text = write_days(std::vector{day});
  for (const char* wrong : {"-1.000", "nan", "1e3", "1.0", "1.0000", " 1.000", "99999999999.000",
                            "1,000", "", "1.-10"}) {
    EXPECT_FALSE(read_days(replaced(text, "Z,1.000,", std::string("Z,") + wrong + ","), "d"))
        << wrong;
  }
}

TEST(DayText, shows_a_strange_cell_without_harm) {
  const std::string text = write_days(std::vector{some_day(1)});
  const std::string said =
      refusal(replaced(text, "2026-01-02,", "\x1b[2J\xff" + std::string(500, 'x') + ","));
  EXPECT_EQ(said.find('\x1b'), std::string::npos);
  EXPECT_LT(said.size(), 250U);
}

}  // namespace
}  // namespace dorsal::watch
