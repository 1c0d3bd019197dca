#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "script.hpp"

namespace dorsal::watch::test {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

std::vector<fs::path> day_files() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(DORSAL_SOURCE_DIR) / "tests/watch/days")) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

bool fits(const Message& m, const Expectation& e) {
  return m.at >= e.from && m.at <= e.to && to_string(m.kind) == e.kind &&
         (e.cause.empty() || (m.cause && to_string(*m.cause) == e.cause)) &&
         (e.held_by.empty() || (m.held_by && to_string(*m.held_by) == e.held_by));
}

// Status lines need no permission; whatever reaches the person does.
bool must_be_expected(const Message& m) {
  return m.kind != Kind::parked && m.kind != Kind::rested && m.kind != Kind::judging_again &&
         m.kind != Kind::pause_over;
}

std::string told(const Lived& lived) {
  std::string text;
  for (const Message& m : lived.messages) {
    text += clock_text(m.at) + ' ' + std::string(to_string(m.kind)) + ": " +
            in_words(m, "en", 0min) + '\n';
  }
  return text;
}

void check(const Script& script, const Lived& lived) {
  std::set<const Message*> expected;
  for (const Expectation& e : script.expectations) {
    std::size_t found = 0;
    for (const Message& m : lived.messages) {
      if (!fits(m, e)) continue;
      ++found;
      if (e.wanted) expected.insert(&m);
    }
    EXPECT_EQ(found, e.wanted ? 1U : 0U) << script.name << ": " << e.line << '\n' << told(lived);
  }
  for (const Message& m : lived.messages) {
    EXPECT_TRUE(!must_be_expected(m) || expected.contains(&m))
        << script.name << ": nobody expected this at " << clock_text(m.at) << ": "
        << in_words(m, "en", 0min) << '\n'
        << told(lived);
  }
}

TEST(Days, bring_the_nudges_they_must_and_no_others) {
  const auto files = day_files();
  ASSERT_GE(files.size(), 9U);
  for (const fs::path& file : files) {
    const Script script = read_script(file);
    check(script, live(script, 1s));
  }
}

TEST(Days, bring_the_same_when_the_watcher_chooses_when_to_look) {
  for (const fs::path& file : day_files()) {
    const Script script = read_script(file);
    check(script, live(script, std::nullopt));
  }
}

TEST(Days, account_for_every_second) {
  for (const fs::path& file : day_files()) {
    const DayRecord day = live(read_script(file), 1s).day;
    EXPECT_EQ(day.watched, day.present + day.away + day.not_judged + day.by_time) << file;
    for (const Duration exposed : day.exposed) EXPECT_LE(exposed, day.watched) << file;
  }
}

TEST(Days, of_eight_hours_at_a_look_a_second_take_well_under_a_second) {
  Script script;
  script.activities = {{clock(9, 0), "phone", 30}};
  script.end = clock(17, 0);
  const std::clock_t begin = std::clock();
  const Lived lived = live(script, 1s);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_EQ(lived.looks, 8U * 3600);
  // Measured 0.03 s; sanitizers on a busy machine take many times that.
  EXPECT_LT(seconds, 1.0);
}

TEST(Days, of_an_empty_chair_cost_few_looks) {
  Script script;
  script.activities = {{clock(9, 0), "away", 0}};
  script.end = clock(10, 0);
  const Lived lived = live(script, std::nullopt);
  EXPECT_LE(lived.looks, 60U / 2 + 3600U / 5 + 2);  // two seconds for the first minute, then five
  EXPECT_TRUE(lived.messages.empty());
}

}  // namespace
}  // namespace dorsal::watch::test
