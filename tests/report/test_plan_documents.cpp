#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "care/patients.hpp"
#include "dorsal/report/plan_json.hpp"
#include "dorsal/report/plan_page.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::report_test {
namespace {

std::ptrdiff_t columns(const std::string& line) {
  return std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
}

class PlanDocuments : public care_test::WithPlans {};

TEST_F(PlanDocuments, fit_the_schema_for_every_cause_in_both_languages) {
  const auto answers = well();
  for (std::size_t c = 0; c < known().causes.size(); ++c) {
    const auto plan = plan_for(c, answers);
    const auto english = report::plan_json(known(), answers, plan, "en");
    const auto spanish = report::plan_json(known(), answers, plan, "es");
    for (const auto& document : {english, spanish}) {
      const auto fit = schema::check_definition(nlohmann::json(document), "PlanResult", "plan");
      EXPECT_TRUE(fit) << known().causes[c].id << ": " << to_string(fit.error());
    }
    EXPECT_NE(english["expect"], spanish["expect"]);
    EXPECT_EQ(english.dump(), report::plan_json(known(), answers, plan, "en").dump());
  }
}

TEST_F(PlanDocuments, hold_every_step_left_out_row_and_question_of_the_plan) {
  auto answers = well();
  answer(answers, "ulcer_history", "true");
  answer(answers, "prior_spine_surgery", "unknown");
  const auto plan = plan_for(cause("postural_deconditioning"), answers);
  const auto document = report::plan_json(known(), answers, plan, "en");
  EXPECT_EQ(document["steps"].size(), plan.steps.size());
  EXPECT_EQ(document["left_out"].size(), plan.left_out.size());
  ASSERT_FALSE(plan.ask_first.empty());
  ASSERT_EQ(document["ask_first"].size(), plan.ask_first.size());
  EXPECT_EQ(document["ask_first"][0]["finding"], "prior_spine_surgery");
  EXPECT_EQ(document["ask_first"][0]["purpose"], "safety");
}

TEST_F(PlanDocuments, a_page_keeps_to_its_width_in_both_languages) {
  const auto answers = well();
  for (const std::size_t width : {40U, 80U}) {
    for (std::size_t c = 0; c < known().causes.size(); c += 3) {
      for (const char* language : {"en", "es"}) {
        std::istringstream page(
            report::plan_page(known(), answers, plan_for(c, answers), language, width));
        for (std::string line; std::getline(page, line);) {
          EXPECT_LE(columns(line), static_cast<std::ptrdiff_t>(width)) << line;
        }
      }
    }
  }
}

TEST_F(PlanDocuments, a_page_says_a_sentence_about_evidence_only_once) {
  const auto answers = well();
  const auto plan = plan_for(cause("muscle_overuse"), answers);
  const std::string page = report::plan_page(known(), answers, plan, "en", 10000);
  for (const care::Step& step : plan.steps) {
    const std::string& effect = step.care->effect->en;
    const std::size_t first = page.find(effect);
    ASSERT_NE(first, std::string::npos) << step.care->id;
    EXPECT_EQ(page.find(effect, first + 1), std::string::npos) << step.care->id;
  }
}

}  // namespace
}  // namespace dorsal::report_test
