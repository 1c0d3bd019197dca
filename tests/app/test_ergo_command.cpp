#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

const char* const kStanding = R"({"back":1,"arms":1,"legs":2,"load":1})";
const char* const kTwisted = R"({"back":4,"arms":1,"legs":2,"load":1})";

TEST(ErgoCommand, gives_one_object_for_one_object) {
  const Outcome run = run_dorsal("ergo owas --json", kTwisted);
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["action_category"], 2);
  EXPECT_EQ(run.json()["applies_to"], "whole_body");
}

TEST(ErgoCommand, gives_a_list_for_a_list_and_an_error_in_a_bad_ones_place) {
  const std::string list = std::string("[") + kStanding + ",{\"back\":9}," + kTwisted + "]";
  const Outcome run = run_dorsal("ergo owas --json --input -", list);
  EXPECT_EQ(run.code, 1);
  ASSERT_EQ(run.json().size(), 3U);
  EXPECT_EQ(run.json()[1]["error"]["code"], "out_of_range");
  EXPECT_EQ(run.json()[2]["action_category"], 2);
  EXPECT_NE(run.err.find("item 2"), std::string::npos);
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
}

TEST(ErgoCommand, gives_lines_for_lines_and_names_the_broken_one) {
  const TestFolder folder;
  const std::string lines = std::string(kStanding) + "\n{\"back\":\n\n" + kTwisted + "\n";
  const std::string file = folder.file("a.jsonl", lines);
  for (const std::string& command : {std::string("ergo owas"), "ergo owas --input " + file}) {
    const Outcome run = run_dorsal(command, lines);
    EXPECT_EQ(run.code, 1);
    EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 3) << run.out;
    EXPECT_NE(run.err.find("row 2"), std::string::npos) << run.err;
  }
}

TEST(ErgoCommand, refuses_empty_input_an_empty_list_and_a_missing_file_in_one_sentence) {
  for (const char* input : {"", "[]", "{", "3", "[[]]", "{}"}) {
    const Outcome run = run_dorsal("ergo rula --json", input);
    EXPECT_EQ(run.code, 1) << input;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
  EXPECT_EQ(run_dorsal("ergo rula --input /no/such/file").code, 1);
  EXPECT_EQ(run_dorsal("ergo rula --from /no/such/file").code, 1);
  EXPECT_EQ(run_dorsal("ergo nonsense").code, 2);
  EXPECT_EQ(run_dorsal("ergo").code, 2);
}

TEST(ErgoCommand, speaks_spanish_when_asked) {
  const Outcome english = run_dorsal("ergo owas", kTwisted);
  const Outcome spanish = run_dorsal("ergo owas --lang es", kTwisted);
  EXPECT_NE(english.out.find("action category, 1 to 4: 2"), std::string::npos) << english.out;
  EXPECT_NE(spanish.out.find("categoría de acción, de 1 a 4: 2"), std::string::npos) << spanish.out;
}

TEST(ErgoCommand, gives_equal_bytes_for_equal_input) {
  EXPECT_EQ(run_dorsal("ergo owas --json", kTwisted).out,
            run_dorsal("ergo owas --json", kTwisted).out);
}

}  // namespace
}  // namespace dorsal::app_test
