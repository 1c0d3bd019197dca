#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dorsal/report/fhir.hpp"
#include "reasoning/people.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::AnswerType;
using nlohmann::json;

class FhirResponse : public reasoning_test::WithKnowledge {
 protected:
  static Result<reasoning::Answers> read(const json& items) {
    return answers_from_response(
        known(),
        json{{"resourceType", "QuestionnaireResponse"}, {"status", "completed"}, {"item", items}}
            .dump());
  }
  static json answered(const std::string& id, const json& answer) {
    return json::array({{{"linkId", id}, {"answer", json::array({answer})}}});
  }
  // The whole sentence of the mistake.
  static std::string mistake(const Result<reasoning::Answers>& result) {
    return result ? "no mistake" : to_string(result.error());
  }
  static std::string mistake_in(const std::string& text) {
    return mistake(answers_from_response(known(), text, "file"));
  }
};

void expect_says(const std::string& sentence, const std::string& part) {
  EXPECT_NE(sentence.find(part), std::string::npos) << sentence;
}

TEST_F(FhirResponse, every_answer_to_every_finding_is_read_as_it_was_written) {
  for (std::size_t f = 0; f < known().findings.size(); ++f) {
    const knowledge::Finding& finding = known().findings[f];
    std::vector<double> all;
    for (std::size_t i = 0; i < finding.options.size(); ++i) all.push_back(static_cast<double>(i));
    if (is_numeric(finding)) all = {finding.least, finding.most};
    if (finding.type == AnswerType::number) all.push_back(finding.least + 0.1);
    for (const double answer : all) {
      auto answers = reasoning::no_answers(known());
      answers.of[f] = answer;
      const auto again =
          answers_from_response(known(), questionnaire_response(known(), answers).dump());
      ASSERT_TRUE(again) << to_string(again.error());
      EXPECT_EQ(again->of, answers.of) << finding.id << " " << answer;
    }
  }
}

TEST_F(FhirResponse, whole_interviews_are_read_as_they_were_written_in_both_languages) {
  std::mt19937 random(20260301);
  for (int i = 0; i < 100; ++i) {
    // What a true answer implies holds: answers that contradict each other are not read.
    const auto answers = with_implied(known(), any_interview(0.01 * i, 0.3, random));
    Context context;
    context.lang = i % 2 == 0 ? "en" : "es";
    const auto text = questionnaire_response(known(), answers, context).dump();
    const auto again = answers_from_response(known(), text);
    ASSERT_TRUE(again) << to_string(again.error());
    EXPECT_EQ(again->of, answers.of);
    EXPECT_EQ(text, questionnaire_response(known(), *again, context).dump());
  }
}

TEST_F(FhirResponse, what_is_unanswered_is_absent_and_no_is_not) {
  const auto nothing = questionnaire_response(known(), reasoning::no_answers(known()));
  EXPECT_FALSE(nothing.contains("item"));
  EXPECT_FALSE(nothing.contains("authored"));
  const auto no = questionnaire_response(known(), answers({{"fever", "false"}}));
  ASSERT_EQ(no["item"].size(), 1U);
  EXPECT_EQ(no["item"][0]["item"][0]["answer"][0]["valueBoolean"], false);
}

TEST_F(FhirResponse, person_and_time_are_those_passed_in) {
  Context context;
  context.subject = "Patient/1";
  context.authored = "2026-03-01T09:30:00Z";
  context.completed = false;
  const auto response = questionnaire_response(known(), answers({{"age", "52"}}), context);
  EXPECT_EQ(response["subject"]["reference"], "Patient/1");
  EXPECT_EQ(response["authored"], "2026-03-01T09:30:00Z");
  EXPECT_EQ(response["status"], "in-progress");
}

TEST_F(FhirResponse, groups_may_be_nested_or_left_out) {
  const json flat = answered("fever", {{"valueBoolean", true}});
  json nested = flat;
  for (int i = 0; i < 20; ++i) {
    nested = json::array({{{"linkId", "theirs" + std::to_string(i)}, {"item", nested}}});
  }
  for (const json& items : {flat, nested}) {
    const auto read_back = read(items);
    ASSERT_TRUE(read_back) << to_string(read_back.error());
    EXPECT_EQ(read_back->of[finding("fever")], 1.0);
  }
}

TEST_F(FhirResponse, questions_below_an_answer_are_read_too) {
  const auto read_back = read(answered(
      "fever", {{"valueBoolean", true}, {"item", answered("age", {{"valueInteger", 60}})}}));
  ASSERT_TRUE(read_back) << to_string(read_back.error());
  EXPECT_EQ(read_back->of[finding("age")], 60.0);
}

TEST_F(FhirResponse, an_answer_without_a_value_is_no_answer) {
  const auto read_back = read(answered("fever", {{"extension", json::array()}}));
  ASSERT_TRUE(read_back) << to_string(read_back.error());
  EXPECT_FALSE(read_back->of[finding("fever")]);
}

TEST_F(FhirResponse, each_mistake_in_an_answer_is_named) {
  expect_says(mistake(read(answered("fevers", {{"valueBoolean", true}}))),
              "there is no question \"fevers\"");
  expect_says(mistake(read(answered("fever", {{"valueString", "yes"}}))),
              "\"fever\" is answered with valueString; it takes valueBoolean");
  expect_says(mistake(read(answered("fever", {{"valueBoolean", 1}}))), "must be true or false");
  expect_says(mistake(read(answered("age", {{"valueInteger", 52.5}}))), "must be a whole number");
  expect_says(mistake(read(answered("sitting_hours", {{"valueDecimal", "7"}}))),
              "must be a number");
  expect_says(mistake(read(answered("sex", {{"valueCoding", {{"code", "other"}}}}))),
              "\"sex\" has no option \"other\"; use one of female, male");
  expect_says(
      mistake(read(answered("sex", {{"valueCoding", {{"system", "x"}, {"code", "male"}}}}))),
      "use the system urn:dorsal:finding:sex");
  expect_says(mistake(read(answered("sex", {{"valueCoding", "male"}}))), "an object with a code");
  expect_says(mistake(read(answered("severity_now", {{"valueInteger", 11}}))),
              "is 11 and must be between 0 and 10");
  expect_says(mistake(read(answered("age", {{"valueInteger", 12}}))), "see a doctor");
}

TEST_F(FhirResponse, several_answers_to_one_question_are_refused) {
  const json yes{{"valueBoolean", true}};
  const std::string sentence = "\"fever\" has several answers and takes one";
  expect_says(mistake(read(json::array({{{"linkId", "fever"}, {"answer", {yes, yes}}}}))),
              sentence);
  json twice = answered("fever", yes);
  twice.push_back(twice[0]);
  expect_says(mistake(read(twice)), sentence);
}

TEST_F(FhirResponse, answers_that_contradict_each_other_are_refused_with_both_named) {
  const auto has_implied = std::ranges::find_if(
      known().findings, [](const knowledge::Finding& f) { return !f.implies.empty(); });
  ASSERT_NE(has_implied, known().findings.end());
  json items = answered(has_implied->id, {{"valueBoolean", true}});
  items.push_back(answered(has_implied->implies[0], {{"valueBoolean", false}})[0]);
  const std::string sentence = mistake(read(items));
  expect_says(sentence, has_implied->id);
  expect_says(sentence, has_implied->implies[0]);
}

TEST_F(FhirResponse, the_wrong_resource_and_broken_shapes_are_named) {
  expect_says(mistake_in(""), "file");
  expect_says(mistake_in("{\"resourceType\": "), "file");
  expect_says(mistake_in("[]"), "not a resource of FHIR");
  expect_says(mistake_in(R"({"resourceType": "Patient"})"), "the resource is \"Patient\"");
  const std::string head = R"({"resourceType": "QuestionnaireResponse", )";
  expect_says(mistake_in(head + R"("item": []})"), "\"status\" is missing");
  expect_says(mistake_in(head + R"("status": "done"})"), "the status \"done\" is not known");
  expect_says(mistake_in(head + R"("status": "entered-in-error"})"), "entered in error");
  expect_says(mistake_in(head + R"("status": "completed", "questionnaire": "urn:x"})"),
              "another questionnaire, \"urn:x\"");
  expect_says(mistake_in(head + R"("status": "completed", "implicitRules": "urn:x"})"),
              "\"implicitRules\" is not understood");
  expect_says(mistake_in(head + R"("status": "completed", "item": {}})"), "must be a list");
  expect_says(mistake_in(head + R"("status": "completed", "item": [7]})"), "must be an object");
  expect_says(mistake_in(head + R"("status": "completed", "item": [{}]})"), "has no linkId");
  expect_says(
      mistake_in(head + R"("status": "completed", "item": [{"linkId": "fever", "answer": 1}]})"),
      "must be a list");
  expect_says(
      mistake_in(head + R"("status": "completed", "item": [{"linkId": "fever", "answer": [1]}]})"),
      "must be an object");
}

TEST_F(FhirResponse, what_would_turn_the_meaning_around_is_refused) {
  json items = answered("fever", {{"valueBoolean", true}});
  items[0]["modifierExtension"] = json::array();
  expect_says(mistake(read(items)), "\"modifierExtension\" is not understood");
}

TEST_F(FhirResponse, what_is_too_large_or_too_deep_is_refused) {
  expect_says(mistake_in(std::string(5'000'000, ' ')), "larger than 4 MiB");
  std::string deep = R"({"resourceType": "QuestionnaireResponse", "status": "completed")";
  for (int i = 0; i < 200; ++i) deep += R"(, "item": [{"linkId": "g")";
  expect_says(mistake_in(deep), "nested more than");
}

TEST_F(FhirResponse, a_resource_is_told_from_a_document_of_our_own) {
  EXPECT_TRUE(is_resource(json{{"resourceType", "QuestionnaireResponse"}}));
  EXPECT_FALSE(is_resource(json{{"age", 52}}));
  EXPECT_FALSE(is_resource(json::array()));
}

}  // namespace
}  // namespace dorsal::report::fhir
