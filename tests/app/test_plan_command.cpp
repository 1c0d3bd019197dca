#include <gtest/gtest.h>

#include <sstream>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

using nlohmann::json;

/// Answers of somebody with nothing wrong but pain for some weeks.
json well() {
  json answers{{"duration_class", "w1_6"}, {"severity_now", 4}};
  const auto known = knowledge::embedded();
  for (const auto& finding : known->findings) {
    if (finding.absent) answers[finding.id] = finding.options[*finding.absent];
  }
  return {{"age", 45}, {"sex", "female"}, {"answers", answers}};
}

json as_booleans(json request) {
  for (auto& [id, answer] : request["answers"].items()) {
    if (answer == "true" || answer == "false") answer = answer == "true";
  }
  return request;
}

json plan_of(const json& request, const std::string& options = "") {
  const Outcome run = run_dorsal("plan --json " + options, as_booleans(request).dump());
  EXPECT_EQ(run.code, 0) << run.err;
  const auto fit = schema::check_definition(run.json(), "PlanResult", "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
  return run.json();
}

TEST(PlanCommand, prints_a_plan_as_the_schema_says_in_both_languages) {
  const json english = plan_of(well());
  const json spanish = plan_of(well(), "--lang es");
  EXPECT_EQ(english["urgency"], spanish["urgency"]);
  ASSERT_EQ(english["steps"].size(), spanish["steps"].size());
  for (std::size_t i = 0; i < english["steps"].size(); ++i) {
    EXPECT_EQ(english["steps"][i]["id"], spanish["steps"][i]["id"]);
    for (const char* field : {"text", "dose", "effect", "quality_text", "when_text"}) {
      EXPECT_NE(english["steps"][i][field], spanish["steps"][i][field]) << field;
    }
  }
  EXPECT_FALSE(english["disclaimer"].get<std::string>().empty());
}

TEST(PlanCommand, writes_its_steps_as_a_care_plan_of_fhir) {
  const TestFolder folder;
  const std::string path = (folder.path() / "plan.json").string();
  const json plan = plan_of(well(), "--fhir " + path);
  const json care_plan = json::parse(text_of(path));
  EXPECT_EQ(care_plan["resourceType"], "CarePlan");
  EXPECT_EQ(care_plan["activity"].size(), plan["steps"].size() + plan["avoid"].size());
}

TEST(PlanCommand, equal_answers_give_equal_bytes) {
  const std::string input = as_booleans(well()).dump();
  EXPECT_EQ(run_dorsal("plan --json", input).out, run_dorsal("plan --json", input).out);
}

TEST(PlanCommand, an_emergency_is_a_page_of_whom_to_call_and_what_to_leave) {
  json request = well();
  request["answers"]["weak_legs"] = true;
  const json plan = plan_of(request);
  EXPECT_EQ(plan["urgency"], "emergency_now");
  for (const json& step : plan["steps"]) {
    EXPECT_TRUE(step["kind"] == "call" || step["kind"] == "attend") << step["id"];
  }
  const Outcome page = run_dorsal("plan", as_booleans(request).dump());
  EXPECT_EQ(page.out.find("exercise programme"), std::string::npos);
  EXPECT_NE(page.out.find("112"), std::string::npos);
  EXPECT_LT(std::ranges::count(page.out, '\n'), 60);
}

TEST(PlanCommand, the_page_keeps_to_80_columns_where_there_is_no_terminal) {
  for (const char* language : {"en", "es"}) {
    const Outcome page =
        run_dorsal(std::string("plan --lang ") + language, as_booleans(well()).dump());
    ASSERT_EQ(page.code, 0) << page.err;
    std::istringstream lines(page.out);
    for (std::string line; std::getline(lines, line);) {
      const auto columns = std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
      EXPECT_LE(columns, 80) << line;
    }
  }
}

TEST(PlanCommand, nothing_answered_gives_a_plan_that_says_what_to_answer_first) {
  const json plan = plan_of({{"answers", json::object()}});
  EXPECT_EQ(plan["stage"], "unknown");
  EXPECT_GT(plan["ask_first"].size(), 20U);
  for (const json& step : plan["steps"]) {
    EXPECT_NE(step["kind"], "exercise");
    EXPECT_NE(step["kind"], "medicine");
    EXPECT_NE(step["kind"], "manual");
  }
}

TEST(PlanCommand, the_language_of_the_answers_counts_where_none_is_asked_for) {
  json request = well();
  request["lang"] = "es";
  EXPECT_EQ(plan_of(request)["lang"], "es");
  EXPECT_EQ(plan_of(request, "--lang en")["lang"], "en");
}

TEST(PlanCommand, wrong_answers_end_with_one_sentence) {
  for (const char* input : {"", "[]", R"({"age": 12})", R"({"answers": {"fever": "hot"}})",
                            R"({"answers": {"feverr": true}})"}) {
    const Outcome run = run_dorsal("plan", input);
    EXPECT_EQ(run.code, 1) << input;
    EXPECT_TRUE(run.out.empty()) << run.out;
    EXPECT_FALSE(run.err.empty()) << input;
  }
  EXPECT_EQ(run_dorsal("plan --answers /no/such/file").code, 1);
  EXPECT_EQ(run_dorsal("plan --lang fr", "{}").code, 2);
}

}  // namespace
}  // namespace dorsal::app_test
