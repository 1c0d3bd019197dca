#include "dorsal/base/version.hpp"
#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;

Json value_of(const Finding& finding, double answer, std::string_view lang) {
  switch (finding.type) {
    case AnswerType::boolean:
      return {{"valueBoolean", answer != 0}};
    case AnswerType::integer:
      return {{"valueInteger", static_cast<int>(answer)}};
    case AnswerType::number:
      return {{"valueDecimal", answer}};
    case AnswerType::choice:
      break;
  }
  const auto option = static_cast<std::size_t>(answer);
  return {{"valueCoding",
           {{"system", option_system(finding)},
            {"code", finding.options[option]},
            {"display", in(finding.option_text[option], lang)}}}};
}

Json answered_item(const Finding& finding, double answer, std::string_view lang) {
  return {{"linkId", finding.id},
          {"text", in(finding.question, lang)},
          {"answer", Json::array({value_of(finding, answer, lang)})}};
}

Json answered_items(const knowledge::Knowledge& knowledge, const Section& section,
                    const reasoning::Answers& answers, std::string_view lang) {
  Json out = Json::array();
  for (const std::size_t f : section.findings) {
    if (answers.of[f]) out.push_back(answered_item(knowledge.findings[f], *answers.of[f], lang));
  }
  return out;
}

}  // namespace

Json questionnaire_response(const knowledge::Knowledge& knowledge,
                            const reasoning::Answers& answers, const Context& context) {
  Json out;
  out["resourceType"] = "QuestionnaireResponse";
  out["language"] = context.lang == "es" ? "es" : "en";
  out["questionnaire"] = std::string(kQuestionnaire) + "|" + std::string(versions().knowledge);
  out["status"] = context.completed ? "completed" : "in-progress";
  out["subject"] = subject(context);
  if (context.authored) out["authored"] = *context.authored;
  Json groups = Json::array();
  for (const Section& section : sections(knowledge)) {
    Json items = answered_items(knowledge, section, answers, context.lang);
    if (items.empty()) continue;
    groups.push_back({{"linkId", section.link_id},
                      {"text", in(section.title, context.lang)},
                      {"item", std::move(items)}});
  }
  if (!groups.empty()) out["item"] = std::move(groups);  // an empty list is not allowed
  return out;
}

}  // namespace dorsal::report::fhir
