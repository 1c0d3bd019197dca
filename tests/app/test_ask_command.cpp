#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

class AskCommand : public ::testing::Test {
 protected:
  [[nodiscard]] Outcome answer(const std::string& text, const std::string& more = "--json") const {
    return run_dorsal("ask --answers " + folder_.file("answers.json", text) + " " + more);
  }
  /// Types the lines into an interview.
  [[nodiscard]] Outcome type(const std::string& lines, const std::string& more = "") const {
    return run_dorsal("ask " + more, lines);
  }
  TestFolder folder_;
};

TEST_F(AskCommand, answers_as_the_schema_says_with_every_cause) {
  const Outcome run = answer(
      R"({"age": 52, "sex": "female", "answers": {"loc_level": "mid_T5_T8", "fever": false}})");
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["causes"].size(), 35U);
  const auto fit = schema::check_definition(run.json(), "AskResult", "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
}

TEST_F(AskCommand, names_the_rule_of_an_emergency_and_asks_nothing_more) {
  const Outcome run = answer(R"({"age_years": 60, "answers": {"saddle_numb": true}})");
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["urgency"], "emergency_now");
  EXPECT_EQ(run.json()["why"][0], "R1a");
  EXPECT_TRUE(run.json()["next"]["screen"].is_null());
  EXPECT_TRUE(run.json()["next"]["question"].is_null());
}

TEST_F(AskCommand, gives_equal_bytes_for_equal_answers) {
  const std::string text = R"({"age": 40, "answers": {"q_ache": true, "worse_posture": true}})";
  EXPECT_EQ(answer(text).out, answer(text).out);
}

TEST_F(AskCommand, refuses_what_it_cannot_read_in_one_sentence) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {R"({"answers": {"feverish": true}})", "feverish"},
      {R"({"answers": {"fever": "perhaps"}})", "fever"},
      {R"({"answers": {"fever": 3}})", "fever"},
      {R"({"age": 200})", "age"},
      {R"({"age": 12})", "doctor"},
      {R"({"answers": {"rigors": true, "fever": false}})", "rigors"},
      {R"({"lang": "fr"})", "lang"},
      {R"({"answers": )", "JSON"},
      {R"([])", ""},
      {"", ""}};
  for (const auto& [text, word] : wrong) {
    const Outcome run = answer(text);
    EXPECT_EQ(run.code, 1) << text;
    EXPECT_TRUE(run.out.empty()) << text;
    EXPECT_NE(run.err.find(word), std::string::npos) << text << "\n" << run.err;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
}

TEST_F(AskCommand, answers_json_lines_in_order_and_keeps_a_bad_ones_place) {
  const std::string path = folder_.file(
      "many.jsonl", "{\"answers\": {\"saddle_numb\": true}}\n{\"age\": 3}\n{\"age\": 33}\n");
  const Outcome run = run_dorsal("ask --json --answers " + path);
  EXPECT_EQ(run.code, 1);
  std::istringstream lines(run.out);
  std::vector<nlohmann::json> documents;
  for (std::string line; std::getline(lines, line);)
    documents.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0]["urgency"], "emergency_now");
  EXPECT_TRUE(documents[1].contains("error"));
  EXPECT_EQ(documents[2]["causes"].size(), 35U);
}

TEST_F(AskCommand, holds_an_interview_in_both_languages_to_a_page) {
  std::string typed = "45\n1\n";
  for (int i = 0; i < 12; ++i) typed += "0\n";
  for (int i = 0; i < 80; ++i) typed += "-\n";
  const Outcome english = type(typed);
  ASSERT_EQ(english.code, 0) << english.err;
  EXPECT_NE(english.out.find("What is your age in years?"), std::string::npos);
  EXPECT_NE(english.out.find("HOW SOON"), std::string::npos);
  EXPECT_NE(english.out.find("Not reviewed by a clinician"), std::string::npos);
  const Outcome spanish = type(typed, "--lang es");
  ASSERT_EQ(spanish.code, 0) << spanish.err;
  EXPECT_NE(spanish.out.find("¿Qué edad tiene, en años?"), std::string::npos);
  EXPECT_NE(spanish.out.find("CUÁNDO"), std::string::npos);
  EXPECT_EQ(spanish.out.find("HOW SOON"), std::string::npos);
}

TEST_F(AskCommand, stops_at_an_emergency_and_says_whom_to_call) {
  const Outcome run = type("45\n1\n4\nthis is never read\n");  // the fourth: numb where one sits
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("112"), std::string::npos);
  EXPECT_NE(run.out.find("R1a"), std::string::npos);
  EXPECT_EQ(run.out.find("WHAT IT MAY BE"), std::string::npos);
  EXPECT_EQ(run.out.find("Question 4"), std::string::npos);
}

TEST_F(AskCommand, goes_back_says_why_and_asks_again_what_it_did_not_understand) {
  const Outcome run =
      type("fifty\n?\n45\n<\n46\n1\n.\n", "--save " + (folder_.path() / "kept.json").string());
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("That was not understood"), std::string::npos);
  EXPECT_NE(run.out.find("become more common with age"), std::string::npos);
  const auto kept = nlohmann::json::parse(text_of(folder_.path() / "kept.json"));
  EXPECT_EQ(kept["age"], 46);
  constexpr auto kOwner = fs::perms::owner_read | fs::perms::owner_write;
  EXPECT_EQ(fs::status(folder_.path() / "kept.json").permissions(), kOwner);
  const Outcome again =
      run_dorsal("ask --json --answers " + (folder_.path() / "kept.json").string());
  EXPECT_EQ(again.code, 0) << again.err;
}

TEST_F(AskCommand, tells_a_child_that_it_is_not_made_for_them) {
  const Outcome run = type("12\n");
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("see a doctor"), std::string::npos);
  EXPECT_EQ(run.out.find("HOW SOON"), std::string::npos);
}

TEST_F(AskCommand, says_nothing_of_urgency_where_nothing_was_answered) {
  const Outcome run = type("");
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out.find("HOW SOON"), std::string::npos);
}

TEST_F(AskCommand, names_what_was_skipped_when_it_ends_early) {
  const Outcome run = type("45\n1\n-\n.\n");
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("NOT ANSWERED"), std::string::npos);
  EXPECT_NE(run.out.find("This is no all-clear"), std::string::npos);
}

TEST_F(AskCommand, writes_a_bundle_of_fhir_whose_answers_give_the_same_result_again) {
  const std::string bundle = (folder_.path() / "bundle.json").string();
  const Outcome run =
      answer(R"({"age": 61, "sex": "male", "answers": {"onset": "sudden_seconds_minutes",
                 "after_event": "lifting", "fever": false}})",
             "--json --fhir " + bundle);
  ASSERT_EQ(run.code, 0) << run.err;
  nlohmann::json response;
  nlohmann::json risk;
  const auto document = nlohmann::json::parse(text_of(bundle));
  for (const auto& entry : document["entry"]) {
    const auto& resource = entry["resource"];
    if (resource["resourceType"] == "QuestionnaireResponse") response = resource;
    if (resource["resourceType"] == "RiskAssessment") risk = resource;
  }
  EXPECT_EQ(risk["prediction"].size(), 35U);
  const Outcome again = answer(response.dump());
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out, run.out);
}

TEST_F(AskCommand, leaves_no_file_behind_that_was_not_asked_for) {
  const Outcome run = run_dorsal("ask --json --answers " + folder_.file("a.json", "{}"));
  EXPECT_EQ(run.code, 0);
  const auto files =
      std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator());
  EXPECT_EQ(files, 1);
}

}  // namespace
}  // namespace dorsal::app_test
