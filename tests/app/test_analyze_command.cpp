#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/schema/document.hpp"
#include "example_rows.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

TEST(AnalyzeCommand, landmarks_become_the_six_files_of_the_interface) {
  const TestFolder folder;
  const std::string out = (folder.path() / "out").string();
  const Outcome run = run_dorsal("analyze " + example_rows(folder) + " --out " + out);
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(names_in(fs::path(out) / "short"),
            (std::vector<std::string>{"exposure.csv", "landmarks.trc", "loads.sto", "posture.mot",
                                      "report.html", "report.json"}));
  const auto report = nlohmann::json::parse(text_of(fs::path(out) / "short/report.json"));
  const auto fit = schema::check(report, schema::Document::report, "report.json");
  EXPECT_TRUE(fit) << to_string(fit.error());
}

TEST(AnalyzeCommand, dorsal_reads_its_own_landmarks_again) {
  const TestFolder folder;
  const std::string out = (folder.path() / "out").string();
  ASSERT_EQ(run_dorsal("analyze " + example_rows(folder) + " --out " + out).code, 0);
  const Outcome again = run_dorsal("analyze " + out + "/short/landmarks.trc --json");
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_GT(again.json()["frames"]["with_person"], 0);
}

TEST(AnalyzeCommand, json_alone_writes_no_files_and_equal_input_gives_equal_bytes) {
  const TestFolder folder;
  const std::string input = example_rows(folder);
  const Outcome first = run_dorsal("analyze " + input + " --json");
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.out, run_dorsal("analyze " + input + " --json").out);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"short.csv"});
}

TEST(AnalyzeCommand, several_inputs_give_a_line_each_and_a_bad_one_an_error_in_its_place) {
  const TestFolder folder;
  const std::string good = example_rows(folder, 20);
  const Outcome run = run_dorsal("analyze " + good + " /no/such.mp4 " + good + " --json");
  EXPECT_EQ(run.code, 1);
  std::istringstream lines(run.out);
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1]["error"]["code"], "no_such_file");
  EXPECT_EQ(rows[0], rows[2]);
}

TEST(AnalyzeCommand, the_shards_together_do_what_one_run_does) {
  const TestFolder folder;
  const std::string a = example_rows(folder, 20);
  const std::string b = folder.file("b.csv", text_of(a));
  const std::string whole = run_dorsal("analyze " + a + " " + b + " --json").out;
  const std::string first = run_dorsal("analyze " + a + " " + b + " --json --shard 0/2").out;
  const std::string second = run_dorsal("analyze " + a + " " + b + " --json --shard 1/2").out;
  EXPECT_EQ(whole, first + second);
  EXPECT_EQ(run_dorsal("analyze " + a + " --shard 2/2").code, 2);
}

TEST(AnalyzeCommand, weight_in_the_hands_raises_the_load) {
  const TestFolder folder;
  const std::string input = example_rows(folder, 20);
  const auto peak = [](const Outcome& run) {
    return run.json()["load"]["levels"][7]["compression_N"]["median"].get<double>();
  };
  EXPECT_GT(peak(run_dorsal("analyze " + input + " --json --hands 5,5")),
            peak(run_dorsal("analyze " + input + " --json")));
}

TEST(AnalyzeCommand, an_output_that_cannot_be_written_is_one_sentence_and_leaves_nothing) {
  const TestFolder folder;
  const std::string input = example_rows(folder, 20);
  const std::string blocked = folder.file("blocked", "a file where a folder belongs");
  const Outcome run = run_dorsal("analyze " + input + " --out " + blocked);
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("--out"), std::string::npos) << run.err;
  EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"blocked", "short.csv"}));
}

TEST(AnalyzeCommand, a_failed_input_leaves_no_folder_behind) {
  const TestFolder folder;
  const std::string bad = folder.file("bad.trc", "this is no TRC");
  const Outcome run = run_dorsal("analyze " + bad + " --out " + (folder.path() / "out").string());
  EXPECT_EQ(run.code, 1);
  EXPECT_FALSE(fs::exists(folder.path() / "out"));
}

TEST(AnalyzeCommand, wrong_options_say_what_they_want) {
  const TestFolder folder;
  const std::string input = example_rows(folder, 20);
  EXPECT_EQ(run_dorsal("analyze").code, 2);
  EXPECT_EQ(run_dorsal("analyze " + input + " --view behind").code, 2);
  EXPECT_EQ(run_dorsal("analyze " + input + " --field-of-view 5").code, 2);
  EXPECT_EQ(run_dorsal("analyze " + input + " --field-of-view wide").code, 2);
  const Outcome hands = run_dorsal("analyze " + input + " --hands heavy");
  EXPECT_EQ(hands.code, 1);
  EXPECT_NE(hands.err.find("kilograms"), std::string::npos);
  EXPECT_EQ(run_dorsal("analyze " + input + " --person /no/such.json").code, 1);
}

}  // namespace
}  // namespace dorsal::app_test
