#include <fmt/format.h>

#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::Text;

// What R4 lets a detail be: nearest to the kinds of care that dorsal knows.
std::string_view kind_of(const std::string& kind) {
  if (kind == "medicine") return "MedicationRequest";
  if (kind == "manual" || kind == "medical") return "ServiceRequest";
  return "Task";
}

void add_line(std::string& text, const std::string& title, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += "\n";
  text += title.empty() ? line : title + ": " + line;
}

std::string evidence_line(const Json& step) {
  std::string quality = text_of(step, "quality_text");
  if (quality.empty()) quality = text_of(step, "quality");
  const std::string source = text_of(step, "source");
  if (quality.empty() || source.empty()) return quality + source;
  return quality + "; " + source;
}

std::string when_of(const Json& step) {
  const std::string text = text_of(step, "when_text");
  return text.empty() ? text_of(step, "when") : text;
}

// Cautions stand in the description, so that who shows only that shows them too.
std::string description_of(const Json& step, std::string_view lang) {
  std::string out;
  const bool offered = step.is_object() && step.value("offered", Json()) == true;
  add_line(out, offered ? in({"Also possible", "También es posible"}, lang) : "",
           text_of(step, "text"));
  for (const Json& caution : list_of(step, "cautions")) {
    if (caution.is_string()) {
      add_line(out, in({"Caution", "Precaución"}, lang), caution.get<std::string>());
    }
  }
  add_line(out, in({"When", "Cuándo"}, lang), when_of(step));
  add_line(out, in({"What the evidence shows", "Qué se ha demostrado"}, lang),
           text_of(step, "effect"));
  add_line(out, in({"How it is known", "Cómo se sabe"}, lang), evidence_line(step));
  return out;
}

Json activity(Json detail) { return {{"detail", std::move(detail)}}; }

Json step_activity(const Json& step, std::string_view lang) {
  Json detail;
  detail["kind"] = kind_of(text_of(step, "kind"));
  const std::string id = text_of(step, "id");
  if (!id.empty()) {
    detail["code"]["coding"] = Json::array({{{"system", "urn:dorsal:care"}, {"code", id}}});
  }
  detail["status"] = "not-started";
  detail["doNotPerform"] = false;
  const std::string dose = text_of(step, "dose");
  const std::string schedule = dose.empty() ? when_of(step) : dose;
  if (!schedule.empty()) detail["scheduledString"] = schedule;
  const std::string description = description_of(step, lang);
  if (!description.empty()) detail["description"] = description;
  return activity(std::move(detail));
}

Json avoided(const std::string& text) {
  return activity(
      {{"kind", "Task"}, {"status", "not-started"}, {"doNotPerform", true}, {"description", text}});
}

Json activities(const Json& document, std::string_view lang) {
  Json out = Json::array();
  for (const Json& step : list_of(document, "steps")) out.push_back(step_activity(step, lang));
  for (const Json& text : list_of(document, "avoid")) {
    if (text.is_string() && text != "") out.push_back(avoided(text.get<std::string>()));
  }
  return out;
}

// One note of a list of texts, or of a field of a list of objects.
std::string listed(const Json& list, const char* field = nullptr) {
  std::string out;
  for (const Json& entry : list) {
    std::string text;
    if (field != nullptr) text = text_of(entry, field);
    if (entry.is_string()) text = entry.get<std::string>();
    add_line(out, "", text);
  }
  return out;
}

std::string headed(const Text& title, const std::string& text, std::string_view lang) {
  return text.empty() ? text : in(title, lang) + ":\n" + text;
}

Json plan_notes(const Json& document, std::string_view lang) {
  Json out = Json::array();
  add_note(out,
           in({"It informs; it does not diagnose. Not reviewed by a clinician. A proposal that "
               "nobody has ordered.",
               "Informa; no da un diagnóstico. No lo ha revisado ningún profesional de la "
               "salud. Es una propuesta que nadie ha prescrito."},
              lang));
  add_note(out, headed({"Come back if", "Vuelva a consultar si"},
                       listed(list_of(document, "come_back_if")), lang));
  add_note(out, headed({"What to expect", "Qué esperar"}, text_of(document, "expect"), lang));
  add_note(out, headed({"Left out, and why", "Lo que se ha dejado fuera y por qué"},
                       listed(list_of(document, "left_out"), "why"), lang));
  add_note(out, headed({"To be answered first", "Por responder antes"},
                       listed(list_of(document, "ask_first"), "question"), lang));
  return out;
}

std::string plan_description(const Json& document, std::string_view lang) {
  std::string out;
  add_line(out, in({"Urgency", "Urgencia"}, lang), text_of(document, "urgency"));
  add_line(out, "", text_of(document, "see"));
  const std::string stage = text_of(document, "stage_text");
  add_line(out, in({"Stage", "Fase"}, lang), stage.empty() ? text_of(document, "stage") : stage);
  return out;
}

}  // namespace

Json care_plan(const Json& plan_document, const Context& context) {
  const std::string_view lang = context.lang;
  Json out;
  out["resourceType"] = "CarePlan";
  out["language"] = lang == "es" ? "es" : "en";
  const std::string urgency = text_of(plan_document, "urgency");
  if (!urgency.empty()) {
    out["extension"] =
        Json::array({{{"url", "urn:dorsal:extension:urgency"}, {"valueCode", urgency}}});
  }
  out["status"] = "draft";
  out["intent"] = "proposal";
  out["title"] =
      in({"What to do about the upper back", "Qué hacer con la parte alta de la espalda"}, lang);
  const std::string description = plan_description(plan_document, lang);
  if (!description.empty()) out["description"] = description;
  out["subject"] = subject(context);
  if (context.authored) out["created"] = *context.authored;
  Json list = activities(plan_document, lang);
  if (!list.empty()) out["activity"] = std::move(list);
  out["note"] = plan_notes(plan_document, lang);
  return out;
}

}  // namespace dorsal::report::fhir
