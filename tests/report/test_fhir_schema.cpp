#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "dorsal/report/fhir.hpp"
#include "reasoning/people.hpp"
#include "report/fhir_examples.hpp"

namespace dorsal::report::fhir {
namespace {

using nlohmann::json;
using Json = nlohmann::ordered_json;

// Resources against the JSON schema of FHIR R4, each with the definition of its type.
class FhirSchema : public reasoning_test::WithKnowledge {
 protected:
  void SetUp() override {
    if (schema().is_null()) {
      GTEST_SKIP() << "no JSON schema of FHIR at " << path() << "; tools/setup.sh fetches it";
    }
  }

  static std::string path() {
    const char* given = std::getenv("DORSAL_FHIR_SCHEMA");
    return given != nullptr ? given : DORSAL_FHIR_SCHEMA;
  }

  // What one resource may hold within it is any of 148 types there: here those that dorsal writes.
  static const json& schema() {
    static const json whole = [] {
      std::ifstream file(path());
      json read = file ? json::parse(file, nullptr, false) : json();
      if (!read.is_object()) return json();
      read.erase("oneOf");
      json types = json::array();
      for (const char* type :
           {"Questionnaire", "QuestionnaireResponse", "RiskAssessment", "CarePlan"}) {
        types.push_back({{"$ref", std::string("#/definitions/") + type}});
      }
      read["definitions"]["ResourceList"] = {{"oneOf", types}};
      return read;
    }();
    return whole;
  }

  static const valijson::Schema& definition(const std::string& type) {
    static std::map<std::string, valijson::Schema> parsed;
    const auto [entry, is_new] = parsed.try_emplace(type);
    if (is_new) {
      json root = schema();
      root["$ref"] = "#/definitions/" + type;
      valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(root),
                                              entry->second);
    }
    return entry->second;
  }

  // The first thing in which a resource differs from its definition.
  static std::optional<std::string> fault(const Json& resource) {
    const json value = json::parse(resource.dump());
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(definition(value["resourceType"]),
                           valijson::adapters::NlohmannJsonAdapter(value), &results)) {
      return std::nullopt;
    }
    valijson::ValidationResults::Error error;
    std::string out = "does not fit";
    while (results.popError(error)) {
      out += "\n" + error.description + " at";
      for (const std::string& step : error.context) out += " " + step;
    }
    return out;
  }

  static Context context(const char* lang) {
    Context out;
    out.lang = lang;
    out.subject = "Patient/1";
    out.authored = "2026-03-01T09:30:00+01:00";
    return out;
  }
};

void expect_fits(const std::optional<std::string>& fault) { EXPECT_FALSE(fault) << *fault; }

TEST_F(FhirSchema, the_questionnaire_fits_in_both_languages) {
  for (const char* lang : {"en", "es"}) expect_fits(fault(questionnaire(known(), lang)));
}

TEST_F(FhirSchema, responses_fit_from_empty_to_full) {
  std::mt19937 random(7);
  for (const double share : {0.0, 0.1, 1.0}) {
    const auto answers = any_interview(share, 0.5, random);
    expect_fits(fault(questionnaire_response(known(), answers)));
    expect_fits(fault(questionnaire_response(known(), answers, context("es"))));
  }
}

TEST_F(FhirSchema, the_assessment_and_the_plan_fit_alone_and_together) {
  for (const char* lang : {"en", "es"}) {
    const Json response =
        questionnaire_response(known(), answers({{"age", "52"}, {"fever", "true"}}), context(lang));
    const Json risk = risk_assessment(report_test::example_ask(), response, context(lang));
    const Json plan = care_plan(report_test::example_plan(), context(lang));
    expect_fits(fault(risk));
    expect_fits(fault(plan));
    expect_fits(fault(bundle({response, risk, plan})));
  }
}

TEST_F(FhirSchema, documents_with_nothing_in_them_fit_too) {
  expect_fits(fault(risk_assessment(Json::object(), nullptr)));
  expect_fits(fault(care_plan(Json::object())));
  expect_fits(fault(bundle({})));
}

TEST_F(FhirSchema, a_resource_that_breaks_the_standard_does_not_fit) {
  Json wrong = care_plan(report_test::example_plan());
  wrong.erase("subject");
  EXPECT_TRUE(fault(wrong));
  wrong = care_plan(report_test::example_plan());
  wrong["activity"][0]["detail"]["status"] = "perhaps";
  EXPECT_TRUE(fault(wrong));
  wrong = questionnaire(known(), "en");
  wrong["item"][0]["colour"] = "blue";
  EXPECT_TRUE(fault(wrong));
}

}  // namespace
}  // namespace dorsal::report::fhir
