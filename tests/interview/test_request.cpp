#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dorsal/interview/request.hpp"
#include "interview/interviews.hpp"

namespace dorsal::interview_test {
namespace {

using interview::begin;

class Request : public Interviews {
 protected:
  static Result<interview::Request> read(std::string_view text) {
    return interview::read_request(known(), text, "input");
  }
  static std::string complaint(std::string_view text) {
    const auto request = read(text);
    return request ? "no error" : to_string(request.error());
  }
};

TEST_F(Request, every_answer_arrives_at_its_finding) {
  const auto request = read(R"({"age": 52, "sex": "female", "lang": "es",
      "answers": {"loc_level": "mid_T5_T8", "fever": false, "cough": true, "severity_now": 4,
                  "rigors": "unknown"}})");
  ASSERT_TRUE(request) << to_string(request.error());
  const auto& of = request->state.answers.of;
  EXPECT_EQ(of[finding("age")], 52);
  EXPECT_EQ(of[finding("sex")], 0);
  EXPECT_EQ(of[finding("loc_level")], 1);
  EXPECT_EQ(of[finding("fever")], 0);
  EXPECT_EQ(of[finding("cough")], 1);
  EXPECT_EQ(of[finding("severity_now")], 4);
  EXPECT_EQ(request->lang, "es");
}

TEST_F(Request, unknown_was_asked_and_an_absent_finding_was_not) {
  const auto request = read(R"({"answers": {"rigors": "unknown"}})");
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->state.skipped[finding("rigors")]);
  EXPECT_FALSE(request->state.answers.of[finding("rigors")]);
  EXPECT_FALSE(request->state.skipped[finding("fever")]);
}

TEST_F(Request, age_has_two_names_and_is_taken_in_completed_years) {
  for (const char* text : {R"({"age": 52})", R"({"age_years": 52.9})",
                           R"({"answers": {"age": 52}})", R"({"age": 52, "age_years": 52})"}) {
    const auto request = read(text);
    ASSERT_TRUE(request) << text;
    EXPECT_EQ(request->state.answers.of[finding("age")], 52) << text;
  }
  EXPECT_NE(complaint(R"({"age": 52, "age_years": 53})").find("answered twice"), std::string::npos);
}

TEST_F(Request, who_is_under_18_is_told_that_this_is_not_made_for_them) {
  for (const char* text :
       {R"({"age": 17})", R"({"age_years": 17.9})", R"({"answers": {"age": 0}})"})
    EXPECT_NE(complaint(text).find("not made for people under 18; a child or adolescent with back "
                                   "pain should see a doctor"),
              std::string::npos)
        << complaint(text);
}

TEST_F(Request, every_mistake_is_one_sentence_with_what_where_and_how_to_mend_it) {
  const std::vector<std::pair<const char*, const char*>> mistakes{
      {"", "input: it is empty"},
      {"{", "input, line 1, column 2: this is not valid JSON"},
      {"[]", "input: [] where an object is expected; give for example"},
      {R"({"ages": 3})", "input: there is no field \"ages\" here; the fields are"},
      {R"({"age": "old"})", "input, age: \"old\" is no age"},
      {R"({"age": 111})", "input, age: \"age\" is 111 and must be between 18 and 110"},
      {R"({"age": -3})", "input, age: \"age\" is -3 and must be between 18 and 110"},
      {R"({"sex": "other"})",
       "input, sex: \"sex\" has no answer \"other\"; give one of \"female\""},
      {R"({"lang": "fr"})", "input, lang: \"fr\" is no language of dorsal; give \"en\" or \"es\""},
      {R"({"answers": []})", "input, answers: [] where an object is expected"},
      {R"({"answers": {"feber": true}})",
       "input, answers.feber: there is no finding \"feber\"; did you mean fever?"},
      {R"({"answers": {"qwertyuiop": true}})", "`dorsal knowledge list` names them all"},
      {R"({"answers": {"fever": "yes"}})",
       "input, answers.fever: \"yes\" is no answer to \"fever\"; give true, false or \"unknown\""},
      {R"({"answers": {"fever": 1}})", "1 is no answer to \"fever\""},
      {R"({"answers": {"fever": null}})", "null is no answer to \"fever\""},
      {R"({"answers": {"onset": "slow"}})", "\"onset\" has no answer \"slow\"; give one of"},
      {R"({"answers": {"severity_now": 11}})", "must be between 0 and 10; give a whole number"},
      {R"({"answers": {"severity_now": 3.5}})", "must be answered with a whole number"},
      {R"({"answers": {"severity_now": "3"}})", "\"3\" is no answer to \"severity_now\""},
      {R"({"answers": {"fever": true, "fever": false}})", "the field \"fever\" stands twice"},
      {R"({"exposure": 3})", "input, exposure: 3 where an object is expected"},
      {R"({"exposure": {"screen_posture": {}}})",
       "input, exposure.screen_posture: \"value\" is not what a measurement has"},
      {R"({"exposure": {"screen_posture": {"value": true, "interval": [2, 1]}}})",
       "\"interval\" is not what a measurement has"},
  };
  for (const auto& [text, said] : mistakes) {
    const std::string sentence = complaint(text);
    EXPECT_NE(sentence.find(said), std::string::npos) << text << "\n" << sentence;
    EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
  }
}

TEST_F(Request, two_answers_that_contradict_each_other_are_both_named) {
  const auto sentence = complaint(R"({"answers": {"rigors": true, "fever": false}})");
  EXPECT_NE(sentence.find("\"rigors\" is true and \"fever\" is false"), std::string::npos)
      << sentence;
}

TEST_F(Request, a_hostile_document_is_refused_before_it_is_read) {
  EXPECT_NE(complaint(std::string(200, '[')).find("nested more than"), std::string::npos);
  EXPECT_NE(complaint(std::string(2'000'000, ' ')).find("larger than a megabyte"),
            std::string::npos);
}

TEST_F(Request, measured_findings_count_where_the_person_has_not_answered) {
  const auto request = read(R"({"answers": {"overhead_work": false, "trunk_bending": "unknown"},
      "exposure": {"screen_posture": {"value": true, "measured": true, "interval": [0.3, 0.6],
                                      "observed_s": 5400},
                   "sitting_hours": {"value": 7.5, "measured": true},
                   "overhead_work": {"value": true, "measured": true},
                   "trunk_bending": {"value": true, "measured": true}}})");
  ASSERT_TRUE(request) << to_string(request.error());
  const auto& of = request->state.answers.of;
  EXPECT_EQ(of[finding("screen_posture")], 1);
  EXPECT_EQ(of[finding("sitting_hours")], 7.5);
  EXPECT_EQ(of[finding("overhead_work")], 0) << "the person's own answer wins";
  EXPECT_FALSE(of[finding("trunk_bending")]) << "who said that they do not know is not overruled";
  const auto& measured = request->measured[finding("screen_posture")];
  ASSERT_TRUE(measured);
  EXPECT_EQ(measured->observed_s, 5400);
  EXPECT_EQ(measured->low, 0.3);
  EXPECT_EQ(measured->high, 0.6);
  EXPECT_FALSE(request->measured[finding("overhead_work")]);
  EXPECT_EQ(request->notes.size(), 2U);
}

TEST_F(Request, what_is_measured_but_no_finding_or_no_answer_is_left_out_and_named) {
  const auto request = read(R"({"exposure": {
      "slouching_hours": {"value": 3, "measured": true},
      "heavy_bag": {"value": 0.4, "measured": true},
      "smoking": {"value": "sometimes"},
      "vibration": {"value": true, "measured": false}}})");
  ASSERT_TRUE(request) << to_string(request.error());
  EXPECT_EQ(request->state.answers.of, begin(known()).answers.of);
  ASSERT_EQ(request->notes.size(), 4U);
  for (const char* id : {"slouching_hours", "heavy_bag", "smoking", "vibration"}) {
    const bool named = std::ranges::any_of(request->notes, [&](const Diagnostic& note) {
      return note.sentence.find(id) != std::string::npos;
    });
    EXPECT_TRUE(named) << id;
  }
}

TEST_F(Request, a_report_gives_its_findings) {
  for (const char* text : {R"({"view": "left", "findings": {"screen_posture": {"value": 1}}})",
                           R"({"screen_posture": {"value": 1}})"}) {
    auto request = interview::no_request(known());
    ASSERT_TRUE(add_exposure(known(), text, "report.json", request));
    EXPECT_EQ(request.state.answers.of[finding("screen_posture")], 1);
    EXPECT_TRUE(request.measured[finding("screen_posture")]);
  }
  auto request = interview::no_request(known());
  EXPECT_FALSE(add_exposure(known(), "[]", "report.json", request));
}

}  // namespace
}  // namespace dorsal::interview_test
