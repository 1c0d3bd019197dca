#include <gtest/gtest.h>

#include "dorsal/schema/document.hpp"
#include "dorsal/watch/day_text.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

using namespace std::chrono_literals;

/// Eight weeks of days.
std::string days_text(int taken, std::chrono::hours still) {
  std::vector<watch::DayRecord> days;
  for (int i = 0; i < 56; ++i) {
    watch::DayRecord day;
    day.date = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + std::chrono::days(i);
    day.watched = 9h;
    day.present = still;
    day.nudges.taken = taken;
    days.push_back(day);
  }
  return watch::write_days(days);
}

const std::string kLeaning = R"({"trunk": {"inclination_deg": 30}})";

double mean_activation(const Outcome& run) {
  const auto muscles = run.json()["muscles"];
  double sum = 0;
  for (const auto& muscle : muscles) sum += muscle["activation"].get<double>();
  return sum / static_cast<double>(muscles.size());
}

TEST(DaysOption, still_weeks_make_a_load_ask_more_of_the_muscles_and_training_less) {
  const TestFolder folder;
  const std::string still = folder.file("still.csv", days_text(0, 9h));
  const std::string trained = folder.file("trained.csv", days_text(5, 1h));
  const Outcome plain = run_dorsal("load --json", kLeaning);
  const Outcome weak = run_dorsal("load --json --days " + still, kLeaning);
  const Outcome strong = run_dorsal("load --json --days " + trained, kLeaning);
  ASSERT_EQ(weak.code, 0) << weak.err;
  const auto fit = schema::check(weak.json(), schema::Document::load_result, "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
  EXPECT_LT(weak.json()["conditioning"]["value"], 1);
  EXPECT_EQ(weak.json()["conditioning"]["quality"], "expert");
  EXPECT_GT(mean_activation(weak), mean_activation(plain));
  EXPECT_LT(mean_activation(strong), mean_activation(plain));
  EXPECT_FALSE(plain.json().contains("conditioning"));
}

TEST(DaysOption, what_the_person_says_of_their_own_strength_goes_before_the_days) {
  const TestFolder folder;
  const std::string still = folder.file("still.csv", days_text(0, 9h));
  const std::string own = R"({"person": {"conditioning": 1.1}, "trunk": {"inclination_deg": 30}})";
  EXPECT_EQ(run_dorsal("load --json --days " + still, own).out, run_dorsal("load --json", own).out);
}

TEST(DaysOption, the_table_says_what_the_days_made_of_the_strength) {
  const TestFolder folder;
  const std::string still = folder.file("still.csv", days_text(0, 9h));
  EXPECT_NE(run_dorsal("load --days " + still, "{}").out.find("by 8 weeks of days"),
            std::string::npos);
}

TEST(DaysOption, a_file_of_days_that_is_none_ends_in_one_sentence_and_exit_1) {
  const TestFolder folder;
  std::string cut = days_text(0, 9h);
  cut.resize(cut.size() - 20);
  std::string later = days_text(0, 9h);
  later.replace(later.find(",1"), 2, ",2");
  for (const std::string& path :
       {folder.file("cut.csv", cut), folder.file("empty.csv", ""), folder.file("later.csv", later),
        folder.file("other.csv", "time,x\n1,2\n"), folder.file("none.csv", watch::write_days({})),
        (folder.path() / "missing.csv").string(), folder.path().string()}) {
    for (const std::string& command :
         {std::string("load --json --days "), std::string("analyze nothing.mp4 --days ")}) {
      const Outcome run = run_dorsal(command + path, kLeaning);
      EXPECT_EQ(run.code, 1) << path;
      EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
      EXPECT_NE(run.err.find(path), std::string::npos) << run.err;
      EXPECT_TRUE(run.out.empty()) << run.out;
    }
  }
}

}  // namespace
}  // namespace dorsal::app_test
