#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include "example_rows.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

// Exit 1, one line, and that word in it.
void expect_refused(const Outcome& run, const std::string& word) {
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  EXPECT_NE(run.err.find(word), std::string::npos) << run.err;
}

std::string analyze(const std::string& input, const std::string& more) {
  return "analyze '" + input + "' --uncertainty 0 " + more;
}

TEST(BadInput, nesting_without_end_is_refused_by_every_reader_of_json) {
  const TestFolder folder;
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  const std::string file = folder.file("deep.json", deep);
  expect_refused(run_dorsal("load", deep), "nested");
  expect_refused(run_dorsal(analyze(file, "--json")), "nested");
  expect_refused(run_dorsal(analyze(example_rows(folder, 5), "--json --person " + file)), "nested");
}

TEST(BadInput, an_empty_list_of_postures_is_an_error) {
  const TestFolder folder;
  expect_refused(run_dorsal("load --posture " + folder.file("a.jsonl", "\n \r\n")), "empty");
}

TEST(BadInput, a_result_that_standard_output_does_not_take_is_an_error) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "missing: /dev/full";
  const TestFolder folder;
  const std::string posture = folder.file("a.json", "{}");
  const std::string command = std::string(DORSAL_BINARY) + " load --json --posture " + posture +
                              " >/dev/full 2>" + (folder.path() / "err").string();
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_NE(text_of(folder.path() / "err").find("standard output"), std::string::npos);
}

TEST(BadInput, names_that_are_no_text_give_valid_lines_of_json) {
  const TestFolder folder;
  const std::string odd = folder.file("a\xff\n.csv", text_of(example_rows(folder, 5)));
  const Outcome run = run_dorsal("analyze '" + odd + "' '" + odd + ".trc' --uncertainty 0 --json");
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  std::istringstream lines(run.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["input"]["name"], "a??.csv");
  std::getline(lines, line);
  EXPECT_EQ(nlohmann::json::parse(line)["error"]["code"], "no_such_file");
}

TEST(BadInput, a_folder_named_by_a_dot_keeps_its_results_under_its_own_name) {
  const TestFolder folder;
  fs::create_directory(folder.path() / "inside");
  const std::string out = (folder.path() / "out").string();
  const Outcome run =
      run_dorsal(analyze((folder.path() / "inside/..").string() + "/.", "--out " + out));
  expect_refused(run, "no images");
  EXPECT_FALSE(fs::exists(out));
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"inside"});
}

TEST(BadInput, options_that_make_no_sense_say_what_they_want) {
  const TestFolder folder;
  const std::string input = example_rows(folder, 5);
  for (const char* hands : {"1", "1,2,3", "-1,0", "nan,0", "1e9,0", ",", "0,inf"}) {
    expect_refused(run_dorsal(analyze(input, std::string("--hands=") + hands)), "kilograms");
  }
  for (const char* point : {"1", "a,b", "nan,0", "1,1e30", "1;2"}) {
    expect_refused(run_dorsal(analyze(input, std::string("'--follow=") + point + "'")), "pixels");
  }
  for (const char* shard : {"1/1", "0/0", "-1/2", "1", "a/b", "0/2/3"}) {
    EXPECT_EQ(run_dorsal(analyze(input, std::string("--shard=") + shard)).code, 2) << shard;
  }
  EXPECT_EQ(run_dorsal("analyze " + input + " --uncertainty -1").code, 2);
  EXPECT_EQ(run_dorsal("analyze " + input + " --uncertainty 1000001").code, 2);
}

TEST(BadInput, a_person_in_other_units_is_told_the_unit) {
  const TestFolder folder;
  const std::string input = example_rows(folder, 5);
  const auto with = [&](const std::string& person) {
    return run_dorsal(analyze(input, "--person " + folder.file("person.json", person)));
  };
  expect_refused(with(R"({"height_m": 174})"), "metres");
  expect_refused(with(R"({"mass_kg": 72000})"), "kilograms");
  expect_refused(with(R"({"weight": 72})"), "no field \"weight\"");
  expect_refused(with(R"({"sex": "male", "sex": "female"})"), "twice");
}

TEST(BadInput, commands_that_do_not_exist_are_wrong_usage) {
  const Outcome none = run_dorsal("");
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("analyze"), std::string::npos) << none.err;
  const Outcome nonsense = run_dorsal("nonsense");
  EXPECT_EQ(nonsense.code, 2);
  EXPECT_NE(nonsense.err.find("nonsense"), std::string::npos) << nonsense.err;
}

}  // namespace
}  // namespace dorsal::app_test
