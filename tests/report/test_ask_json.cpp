#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/ask_json.hpp"
#include "dorsal/schema/document.hpp"
#include "reasoning/people.hpp"

namespace dorsal::report {
namespace {

using nlohmann::json;

class AskJson : public reasoning_test::WithKnowledge {
 protected:
  static json answer(std::string_view request, const AskOptions& options = {}) {
    const auto read = interview::read_request(known(), request, "input");
    EXPECT_TRUE(read) << to_string(read.error());
    return json::parse(text_of(*read, options));
  }

  static std::string text_of(const interview::Request& request, const AskOptions& options = {}) {
    static const interview::Interviewer kInterviewer(model());
    const care::Advice advice{
        {{"Keep moving.", "Siga moviéndose."}}, {"Nobody yet.", "A nadie por ahora."}, {}};
    return ask_json(kInterviewer, request, advice, options).dump();
  }

  static json find(const json& list, const char* field, const std::string& id) {
    for (const json& item : list) {
      if (item[field] == id) return item;
    }
    ADD_FAILURE() << "no " << id;
    return {};
  }
};

constexpr const char* kFever = R"({"age": 52, "sex": "female", "lang": "en",
    "answers": {"loc_level": "mid_T5_T8", "fever": true, "cough": false}})";

TEST_F(AskJson, fits_its_description_whatever_is_answered) {
  for (
      const char* request :
      {"{}", kFever, R"({"answers": {"weak_legs": true}})",
       R"({"age": 30, "answers": {"rigors": "unknown"}, "exposure": {"screen_posture": {"value": 1},
            "nothing": {"value": 2}}})"}) {
    const auto fits = schema::check_definition(answer(request), "AskResult", "output");
    EXPECT_TRUE(fits) << to_string(fits.error());
    EXPECT_TRUE(schema::check_definition(json::parse(request), "AskRequest", "input"));
  }
}

TEST_F(AskJson, every_rule_that_fired_is_named_with_what_made_it_fire) {
  const json result = answer(kFever);
  EXPECT_EQ(result["urgency"], "same_day");
  EXPECT_EQ(result["why"], json::array({"R7a"}));
  const json flag = find(result["red_flags"], "id", "R7a");
  EXPECT_EQ(flag["because"], json::array({"fever"}));
  EXPECT_EQ(flag["urgency"], "same_day");
  EXPECT_FALSE(flag["source"].get<std::string>().empty());
}

TEST_F(AskJson, a_cause_above_its_threshold_is_a_red_flag_too) {
  // Two of its signs and nothing that any rule reads as an emergency by itself.
  const json result = answer(R"({"age": 75, "sex": "female", "answers": {
      "constant_unremitting": true, "night_pain_wakes": true, "progressive_worse": true,
      "worse_lying": true, "fatigue_unwell": true, "weight_loss": true, "tender_spine_bone": true}})");
  json dangers = json::array();
  for (const json& flag : result["red_flags"]) {
    if (flag["kind"] == "threshold") dangers.push_back(flag);
  }
  ASSERT_FALSE(dangers.empty());
  const json danger = dangers[0];
  EXPECT_EQ(danger["id"], "threshold_" + danger["suspect"].get<std::string>());
  EXPECT_GT(danger["probability"], 0.1);
  EXPECT_FALSE(danger["because"].empty());
}

TEST_F(AskJson, lists_every_cause_once_most_likely_first_within_its_interval) {
  const json result = answer(kFever);
  ASSERT_EQ(result["causes"].size(), known().causes.size());
  std::vector<double> p;
  for (const json& cause : result["causes"]) {
    p.push_back(cause["probability"]);
    EXPECT_LE(cause["interval"][0], cause["probability"]);
    EXPECT_GE(cause["interval"][1], cause["probability"]);
  }
  EXPECT_TRUE(std::ranges::is_sorted(p, std::greater{}));
  const auto request = interview::read_request(known(), kFever, "input");
  const auto posterior = infer(model(), request->state.answers);
  const json first = find(result["causes"], "id", "spinal_infection_abscess");
  EXPECT_EQ(first["probability"], posterior.marginal[cause("spinal_infection_abscess")]);
}

TEST_F(AskJson, reasons_stand_on_the_side_they_speak_for) {
  const json infection = find(answer(kFever)["causes"], "id", "spinal_infection_abscess");
  ASSERT_FALSE(infection["for"].empty());
  EXPECT_EQ(infection["for"][0]["finding"], "fever");
  EXPECT_EQ(infection["for"][0]["answer"], true);
  for (const json& reason : infection["for"]) EXPECT_GT(reason["log_odds"], 0);
  for (const json& reason : infection["against"]) EXPECT_LT(reason["log_odds"], 0);
}

TEST_F(AskJson, says_what_to_ask_next_or_that_it_stops) {
  EXPECT_EQ(answer("{}")["next"]["question"], "age");
  const json screen = answer(R"({"age": 40, "sex": "male"})")["next"];
  EXPECT_EQ(screen["screen"], "legs_bladder");
  EXPECT_TRUE(screen["question"].is_null());
  EXPECT_EQ(screen["list"].size(), 7U);
  const json stop = answer(R"({"answers": {"weak_legs": true}})")["next"];
  EXPECT_EQ(stop["kind"], "emergency");
  EXPECT_TRUE(stop["screen"].is_null() && stop["question"].is_null());
}

TEST_F(AskJson, an_unanswered_red_flag_is_named_and_an_answered_one_is_not) {
  const json before = answer(R"({"age": 40, "sex": "male"})")["unanswered_red_flags"];
  EXPECT_EQ(std::ranges::count(before, "legs_bladder"), 1);
  const json after = answer(R"({"age": 40, "sex": "male", "answers": {"weak_legs": false,
      "gait_unsteady": false, "numb_legs": false, "saddle_numb": false, "bladder_change": false,
      "bowel_change": false, "leg_pain": false}})")["unanswered_red_flags"];
  EXPECT_EQ(std::ranges::count(after, "legs_bladder"), 0);
  EXPECT_EQ(std::ranges::count(after, "injury"), 1);
}

TEST_F(AskJson, measured_answers_are_marked_as_such) {
  const json result = answer(R"({"exposure": {
      "screen_posture": {"value": true, "measured": true, "interval": [0.2, 0.5], "observed_s": 60}}})");
  EXPECT_EQ(result["measured"]["screen_posture"]["answer"], true);
  EXPECT_EQ(result["measured"]["screen_posture"]["observed_s"], 60);
  bool marked = false;
  for (const json& cause : result["causes"]) {
    for (const char* side : {"for", "against"}) {
      for (const json& reason : cause[side])
        marked = marked || (reason["finding"] == "screen_posture" && reason["measured"] == true);
    }
  }
  EXPECT_TRUE(marked);
}

TEST_F(AskJson, an_exposure_that_no_study_measured_counts_as_our_own_estimate) {
  const json result = answer(R"({"age": 40, "answers": {"overhead_work": true}})");
  bool labelled = false;
  for (const json& cause : result["causes"]) {
    for (const char* side : {"for", "against"}) {
      for (const json& reason : cause[side]) {
        if (reason["finding"] != "overhead_work") continue;
        EXPECT_EQ(reason["quality"], "expert");
        labelled = labelled || reason["source"].get<std::string>().starts_with("expert range");
      }
    }
  }
  EXPECT_TRUE(labelled);
}

TEST_F(AskJson, speaks_the_language_asked_and_says_that_no_clinician_has_reviewed_it) {
  AskOptions spanish;
  spanish.lang = "es";
  const json result = answer(kFever, spanish);
  EXPECT_EQ(result["lang"], "es");
  EXPECT_EQ(result["advice"]["see"], "A nadie por ahora.");
  EXPECT_NE(result["disclaimer"].get<std::string>().find("No lo ha revisado"), std::string::npos);
  EXPECT_NE(result["causes"][0]["name"], answer(kFever)["causes"][0]["name"]);
  EXPECT_NE(answer(kFever)["disclaimer"].get<std::string>().find("Not reviewed by a clinician"),
            std::string::npos);
}

TEST_F(AskJson, contradictory_answers_are_both_named) {
  auto request = interview::no_request(known());
  request.state.answers = answers({{"rigors", "true"}, {"fever", "false"}});
  const json result = json::parse(text_of(request));
  EXPECT_EQ(result["contradictions"], json::array({json::array({"rigors", "fever"})}));
  EXPECT_EQ(result["urgency"], "emergency_now") << "the alarming one of the two counts";
}

TEST_F(AskJson, equal_input_gives_equal_bytes) {
  const auto request = interview::read_request(known(), kFever, "input");
  EXPECT_EQ(text_of(*request), text_of(*request));
}

TEST_F(AskJson, the_questions_that_would_change_most_come_first) {
  const json influence = answer(kFever)["influence"];
  ASSERT_EQ(influence.size(), AskOptions{}.influences);
  EXPECT_EQ(influence[0]["urgency"], "emergency_now");
}

}  // namespace
}  // namespace dorsal::report
