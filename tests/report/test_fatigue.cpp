#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/report/files.hpp"
#include "dorsal/report/html.hpp"
#include "dorsal/schema/document.hpp"
#include "report/example_assessment.hpp"

namespace dorsal::report {
namespace {

using nlohmann::json;

json fatigue_of(const Assessment& assessment) {
  return json::parse(report_json(assessment), nullptr, false)["fatigue"];
}

ExampleOptions hard_work() {
  ExampleOptions options;
  options.minutes = 10;
  options.effort = 4;
  return options;
}

bool page_says(const Assessment& assessment, const std::string& words) {
  return report_html(assessment, Language::english).find(words) != std::string::npos;
}

TEST(FatigueJson, fits_the_schema_and_gives_every_group_on_both_sides) {
  for (const double effort : {0.0, 1.0, 4.0, 12.0}) {
    ExampleOptions options = hard_work();
    options.effort = effort;
    const json report = json::parse(report_json(example_assessment(options)), nullptr, false);
    const auto fit = schema::check(report, schema::Document::report, "report.json");
    EXPECT_TRUE(fit) << to_string(fit.error());
    EXPECT_EQ(report["fatigue"]["groups"].size(), 2 * ergonomics::muscle_groups().size());
  }
}

TEST(FatigueJson, a_document_with_a_part_beyond_one_does_not_fit_the_schema) {
  json report = json::parse(report_json(example_assessment(hard_work())), nullptr, false);
  report["fatigue"]["groups"][0]["able"][0] = 1.2;
  EXPECT_FALSE(schema::check(report, schema::Document::report, "report.json"));
}

TEST(FatigueJson, says_that_a_short_recording_was_repeated_and_where_rates_are_a_guess) {
  const json fatigue = fatigue_of(example_assessment(hard_work()));
  EXPECT_EQ(fatigue["repeated"], true);
  EXPECT_NEAR(fatigue["observed_s"].get<double>(), 590, 20);
  for (const json& group : fatigue["groups"]) {
    EXPECT_EQ(group["guess"], group["grade"] == "C");
    EXPECT_EQ(group["able"].size(), fatigue["at_min"].size());
    EXPECT_FALSE(group["reason"].get<std::string>().empty());
  }
}

TEST(FatigueJson, null_stands_for_a_muscle_that_does_not_tire) {
  ExampleOptions rest = hard_work();
  rest.effort = 0;
  rest.bands = false;
  const json fatigue = fatigue_of(example_assessment(rest));
  for (const json& group : fatigue["groups"]) {
    EXPECT_TRUE(group["minutes_until_tired"]["value"].is_null());
    EXPECT_EQ(group["minutes_to_recover"]["value"], 0);
    EXPECT_EQ(group["resting_share"], 1);
  }
}

TEST(FatiguePage, tells_in_both_languages_when_a_muscle_tires_and_when_it_has_recovered) {
  const std::string page = report_html(example_assessment(hard_work()), Language::english);
  EXPECT_NE(page.find("until your left upper trapezius tires"), std::string::npos);
  EXPECT_NE(page.find("hasta que se canse el trapecio superior izquierdo"), std::string::npos);
  EXPECT_NE(page.find("en-strength-upper_trapezius-l"), std::string::npos);
  EXPECT_NE(page.find("a guess"), std::string::npos);
}

TEST(FatiguePage, says_that_not_tired_is_no_leave_to_go_on) {
  ExampleOptions easy;
  easy.effort = 0.1;
  easy.bands = false;
  EXPECT_TRUE(page_says(example_assessment(easy), "does not mean that it is good for you"));
  EXPECT_TRUE(page_says(example_assessment(hard_work()), "pain is not in it"));
}

TEST(FatiguePage, names_the_time_that_asked_for_more_than_the_muscles_have) {
  Assessment assessment = example_assessment(hard_work());
  EXPECT_FALSE(page_says(assessment, "really tire sooner"));
  assessment.load.add_gap(assessment.posture.duration(), std::chrono::seconds(30),
                          exposure::LoadGap::cannot_be_held);
  EXPECT_TRUE(page_says(assessment, "For 30 s the posture asked for more"));
}

TEST(FatiguePage, is_silent_where_no_load_was_known) {
  ExampleOptions desk;
  desk.hips = false;
  EXPECT_FALSE(page_says(example_assessment(desk), "How soon muscles tire"));
  EXPECT_TRUE(fatigue_of(example_assessment(desk))["groups"].empty());
}

}  // namespace
}  // namespace dorsal::report
