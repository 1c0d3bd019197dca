#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "dorsal/base/version.hpp"
#include "dorsal/report/fhir.hpp"
#include "reasoning/people.hpp"
#include "report/fhir_examples.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::AnswerType;
using Json = nlohmann::ordered_json;

class FhirQuestionnaire : public reasoning_test::WithKnowledge {
 protected:
  // Every item that can be answered, by its linkId.
  static std::map<std::string, Json> questions(std::string_view lang) {
    std::map<std::string, Json> out;
    const Json whole = questionnaire(known(), lang);
    for (const Json& group : whole["item"]) {
      for (const Json& item : group["item"]) {
        EXPECT_TRUE(out.emplace(item["linkId"], item).second) << item["linkId"] << " stands twice";
      }
    }
    return out;
  }
};

std::string other_language(const Json& object, const std::string& field) {
  return object["_" + field]["extension"][0]["extension"][1]["valueString"];
}

TEST_F(FhirQuestionnaire, asks_for_every_finding_once_with_its_type) {
  const auto items = questions("en");
  EXPECT_EQ(items.size(), known().findings.size());
  for (const knowledge::Finding& finding : known().findings) {
    const Json& item = items.at(finding.id);
    const std::map<AnswerType, std::string> types{{AnswerType::boolean, "boolean"},
                                                  {AnswerType::choice, "choice"},
                                                  {AnswerType::integer, "integer"},
                                                  {AnswerType::number, "decimal"}};
    EXPECT_EQ(item["type"], types.at(finding.type)) << finding.id;
    EXPECT_EQ(item["text"], finding.question.en);
    EXPECT_EQ(other_language(item, "text"), finding.question.es);
    EXPECT_EQ(item["item"].back()["text"], finding.why.en) << "why it is asked";
  }
}

TEST_F(FhirQuestionnaire, every_link_id_stands_once) {
  std::set<std::string> seen;
  const std::function<void(const Json&)> walk = [&](const Json& parent) {
    if (!parent.contains("item")) return;
    for (const Json& item : parent["item"]) {
      EXPECT_TRUE(seen.insert(item["linkId"]).second) << item["linkId"];
      walk(item);
    }
  };
  walk(questionnaire(known(), "en"));
  EXPECT_GT(seen.size(), 2 * known().findings.size());
}

TEST_F(FhirQuestionnaire, begins_with_the_person_and_then_the_screens_in_their_order) {
  const Json groups = questionnaire(known(), "en")["item"];
  EXPECT_EQ(groups[0]["item"][0]["linkId"], "age");
  EXPECT_EQ(groups[1]["linkId"], "screen.legs_bladder");
  for (std::size_t i = 0; i < groups.size(); ++i) EXPECT_EQ(groups[i]["type"], "group");
  EXPECT_EQ(groups.size(), known().screens.size() + 2);
}

TEST_F(FhirQuestionnaire, offers_the_options_of_a_choice_with_their_codes_and_texts) {
  const Json sex = questions("es").at("sex");
  ASSERT_EQ(sex["answerOption"].size(), 2U);
  const Json female = sex["answerOption"][0]["valueCoding"];
  EXPECT_EQ(female["system"], "urn:dorsal:finding:sex");
  EXPECT_EQ(female["code"], "female");
  EXPECT_EQ(female["display"], "Mujer");
  EXPECT_EQ(other_language(female, "display"), "Female");
}

TEST_F(FhirQuestionnaire, gives_the_range_of_a_number_in_its_own_type) {
  const auto items = questions("en");
  EXPECT_EQ(items.at("age")["extension"][0]["valueInteger"], 18);
  EXPECT_EQ(items.at("age")["extension"][1]["valueInteger"], 110);
  EXPECT_EQ(items.at("sitting_hours")["extension"][1]["valueDecimal"], 20.0);
  EXPECT_FALSE(items.at("fever").contains("extension"));
}

TEST_F(FhirQuestionnaire, asks_only_where_the_knowledge_asks) {
  const auto items = questions("en");
  for (const knowledge::Finding& finding : known().findings) {
    const Json& item = items.at(finding.id);
    ASSERT_EQ(item.contains("enableWhen"), !finding.asked_if.empty()) << finding.id;
    if (finding.asked_if.empty()) continue;
    EXPECT_EQ(item["enableWhen"][0]["question"], finding.asked_if);
    EXPECT_EQ(item["enableWhen"][0]["answerBoolean"], true);
  }
}

TEST_F(FhirQuestionnaire, is_a_draft_of_the_version_of_the_knowledge) {
  const Json whole = questionnaire(known(), "en");
  EXPECT_EQ(whole["status"], "draft");
  EXPECT_EQ(whole["version"], versions().knowledge);
  EXPECT_NE(whole["description"].get<std::string>().find("Not reviewed by a clinician"),
            std::string::npos);
  EXPECT_EQ(whole.dump(), questionnaire(known(), "en").dump());
}

Json assessed(const Context& context = {}) {
  return risk_assessment(report_test::example_ask(),
                         {{"resourceType", "QuestionnaireResponse"}, {"status", "completed"}},
                         context);
}

TEST(FhirRiskAssessment, gives_each_cause_with_code_and_percent) {
  const Json risk = assessed();
  EXPECT_EQ(risk["status"], "preliminary");
  ASSERT_EQ(risk["prediction"].size(), 3U);
  const Json& first = risk["prediction"][0];
  EXPECT_EQ(first["outcome"]["text"], "Overused muscles");
  EXPECT_EQ(first["outcome"]["coding"][0]["system"], "http://hl7.org/fhir/sid/icd-10-cm");
  EXPECT_EQ(first["outcome"]["coding"][0]["code"], "S29.012A");
  EXPECT_EQ(first["probabilityDecimal"], 41.0);
  EXPECT_EQ(first["extension"][0]["valueRange"]["low"]["value"], 25.0);
  EXPECT_EQ(first["extension"][0]["valueRange"]["high"]["value"], 50.0);
  const std::string why = first["rationale"];
  EXPECT_NE(why.find("41 % (likely between 25 and 50 %)"), std::string::npos) << why;
  EXPECT_NE(why.find("heavy_lifting (+0.70; a study; measured)"), std::string::npos) << why;
  EXPECT_NE(why.find("fever (-0.90; expert estimate; expert)"), std::string::npos) << why;
}

TEST(FhirRiskAssessment, keeps_a_rare_danger_apart_from_none_and_splits_its_codes) {
  const Json rare = assessed()["prediction"][1];
  EXPECT_EQ(rare["probabilityDecimal"], 0.03);
  EXPECT_EQ(rare["outcome"]["coding"][0]["code"], "N20.0");
  EXPECT_EQ(rare["outcome"]["coding"][1]["code"], "N10");
}

TEST(FhirRiskAssessment, says_nothing_of_a_probability_that_is_not_known) {
  const Json unknown = assessed()["prediction"][2];
  EXPECT_FALSE(unknown.contains("probabilityDecimal"));
  EXPECT_EQ(unknown["outcome"]["text"], "dish");
}

TEST(FhirRiskAssessment, carries_urgency_red_flags_and_what_it_is_not) {
  const Json risk = assessed();
  EXPECT_EQ(risk["extension"][0]["valueCode"], "same_day");
  EXPECT_NE(risk["mitigation"].get<std::string>().find("See a doctor today."), std::string::npos);
  const std::string notes = risk["note"].dump();
  for (const char* part : {"does not diagnose", "Not reviewed by a clinician", "R7a (same_day)",
                           "a guideline", "legs_bladder"}) {
    EXPECT_NE(notes.find(part), std::string::npos) << part;
  }
}

TEST(FhirRiskAssessment, rests_on_the_answers_inside_it) {
  const Json risk = assessed();
  EXPECT_EQ(risk["contained"][0]["id"], "answers");
  EXPECT_EQ(risk["basis"][0]["reference"], "#answers");
  const Json without = risk_assessment(report_test::example_ask(), nullptr);
  EXPECT_FALSE(without.contains("basis"));
  EXPECT_FALSE(without.contains("contained"));
}

TEST(FhirCarePlan, proposes_each_step_with_dose_cautions_and_evidence) {
  const Json plan = care_plan(report_test::example_plan());
  EXPECT_EQ(plan["status"], "draft");
  EXPECT_EQ(plan["intent"], "proposal");
  const Json step = plan["activity"][0]["detail"];
  EXPECT_EQ(step["status"], "not-started");
  EXPECT_EQ(step["doNotPerform"], false);
  EXPECT_EQ(step["scheduledString"], "3 x 10");
  const std::string text = step["description"];
  for (const char* part : {"Pull a band.", "Caution: Stop if it hurts.", "expert estimate"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  const Json medicine = plan["activity"][1]["detail"];
  EXPECT_EQ(medicine["kind"], "MedicationRequest");
  EXPECT_EQ(medicine["scheduledString"], "first_days") << "where there is no dose";
  EXPECT_TRUE(medicine["description"].get<std::string>().starts_with("Also possible: "));
}

TEST(FhirCarePlan, forbids_what_to_avoid_and_says_when_to_come_back) {
  const Json plan = care_plan(report_test::example_plan());
  ASSERT_EQ(plan["activity"].size(), 3U);
  EXPECT_EQ(plan["activity"][2]["detail"]["doNotPerform"], true);
  EXPECT_EQ(plan["activity"][2]["detail"]["description"], "Bed rest.");
  const std::string notes = plan["note"].dump();
  for (const char* part : {"Fever.", "Most are well in weeks.", "does not diagnose"}) {
    EXPECT_NE(notes.find(part), std::string::npos) << part;
  }
}

TEST(FhirDocuments, of_any_shape_give_resources_and_no_fault) {
  for (const char* text :
       {"null", "[]", "{}", R"({"causes": [1, null], "steps": ["a"], "advice": 7})",
        R"({"red_flags": [3], "avoid": [{}], "urgency": 4, "left_out": [[]]})"}) {
    const Json document = Json::parse(text);
    EXPECT_EQ(risk_assessment(document, nullptr)["resourceType"], "RiskAssessment");
    EXPECT_EQ(care_plan(document)["resourceType"], "CarePlan");
  }
}

TEST(FhirBundle, collects_resources_under_addresses_of_their_own) {
  const Json plan = care_plan(report_test::example_plan());
  const Json both = bundle({assessed(), plan, plan});
  EXPECT_EQ(both["type"], "collection");
  ASSERT_EQ(both["entry"].size(), 3U);
  std::set<std::string> addresses;
  for (const Json& entry : both["entry"]) addresses.insert(entry["fullUrl"]);
  EXPECT_EQ(addresses.size(), 3U);
  EXPECT_EQ(both.dump(), bundle({assessed(), plan, plan}).dump());
  EXPECT_FALSE(bundle({}).contains("entry"));
}

}  // namespace
}  // namespace dorsal::report::fhir
