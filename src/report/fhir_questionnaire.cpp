#include "dorsal/base/version.hpp"
#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;
using knowledge::Text;

std::string_view item_type(AnswerType type) {
  switch (type) {
    case AnswerType::boolean:
      return "boolean";
    case AnswerType::choice:
      return "choice";
    case AnswerType::integer:
      return "integer";
    case AnswerType::number:
      break;
  }
  return "decimal";
}

Json bound(const Finding& finding, const char* name, double value) {
  Json out{{"url", std::string("http://hl7.org/fhir/StructureDefinition/") + name}};
  if (finding.type == AnswerType::integer)
    out["valueInteger"] = static_cast<int>(value);
  else
    out["valueDecimal"] = value;
  return out;
}

// A text beside a question. `control` is a code of the standard's list of item controls.
Json beside(const std::string& link_id, const char* control, const Text& text,
            std::string_view lang) {
  Json concept_of_control;
  concept_of_control["coding"] = Json::array(
      {{{"system", "http://hl7.org/fhir/questionnaire-item-control"}, {"code", control}}});
  Json out;
  out["extension"] =
      Json::array({{{"url", "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"},
                    {"valueCodeableConcept", concept_of_control}}});
  out["linkId"] = link_id;
  set_text(out, "text", text, lang);
  out["type"] = "display";
  return out;
}

Json answer_options(const Finding& finding, std::string_view lang) {
  Json out = Json::array();
  for (std::size_t i = 0; i < finding.options.size(); ++i) {
    Json coding{{"system", option_system(finding)}, {"code", finding.options[i]}};
    set_text(coding, "display", finding.option_text[i], lang);
    out.push_back({{"valueCoding", coding}});
  }
  return out;
}

Json enable_when(const Finding& finding) {
  return Json::array(
      {{{"question", finding.asked_if}, {"operator", "="}, {"answerBoolean", true}}});
}

Json question_item(const Finding& finding, std::string_view lang) {
  Json out;
  if (is_numeric(finding)) {
    out["extension"] = Json::array(
        {bound(finding, "minValue", finding.least), bound(finding, "maxValue", finding.most)});
  }
  out["linkId"] = finding.id;
  set_text(out, "text", finding.question, lang);
  out["type"] = item_type(finding.type);
  if (!finding.asked_if.empty()) out["enableWhen"] = enable_when(finding);
  if (finding.type == AnswerType::choice) out["answerOption"] = answer_options(finding, lang);
  out["item"] = Json::array();
  if (finding.hint) {
    out["item"].push_back(beside(finding.id + std::string(kHint), "prompt", *finding.hint, lang));
  }
  out["item"].push_back(beside(finding.id + std::string(kWhy), "help", finding.why, lang));
  return out;
}

}  // namespace

Json questionnaire(const knowledge::Knowledge& knowledge, std::string_view lang) {
  Json out;
  out["resourceType"] = "Questionnaire";
  out["id"] = "dorsal-upper-back";
  out["language"] = lang == "es" ? "es" : "en";
  out["url"] = kQuestionnaire;
  out["version"] = versions().knowledge;
  out["name"] = "DorsalUpperBack";
  set_text(out, "title", {"Pain in the upper back", "Dolor en la parte alta de la espalda"}, lang);
  out["status"] = "draft";
  out["subjectType"] = Json::array({"Patient"});
  set_text(out, "description",
           {"Questions to adults about pain in the upper back. Not reviewed by a clinician. It "
            "informs; it does not diagnose. Any question may be left out; unanswered is not no.",
            "Preguntas para personas adultas sobre el dolor en la parte alta de la espalda. No lo "
            "ha revisado ningún profesional de la salud. Informa; no da un diagnóstico. Puede "
            "dejarse sin responder cualquier pregunta; no responder no es decir que no."},
           lang);
  out["item"] = Json::array();
  for (const Section& section : sections(knowledge)) {
    Json group{{"linkId", section.link_id}};
    set_text(group, "text", section.title, lang);
    group["type"] = "group";
    group["item"] = Json::array();
    for (const std::size_t f : section.findings) {
      group["item"].push_back(question_item(knowledge.findings[f], lang));
    }
    out["item"].push_back(std::move(group));
  }
  return out;
}

}  // namespace dorsal::report::fhir
