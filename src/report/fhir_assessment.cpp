#include <fmt/format.h>

#include <cmath>

#include "dorsal/base/version.hpp"
#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::Text;

constexpr double kPercent = 100;

// To a hundredth of a percent: the knowledge bears less, but a rare danger stays apart from none.
double percent(double share) { return std::round(share * kPercent * 100) / 100; }

// Codes of one cause; several are joined by ";" in dorsal's own document.
Json icd_codes(const Json& cause) {
  Json out = Json::array();
  std::string rest = text_of(cause, "icd10cm");
  while (!rest.empty()) {
    const std::size_t end = rest.find(';');
    const std::string code = rest.substr(0, end);
    if (!code.empty()) {
      out.push_back({{"system", "http://hl7.org/fhir/sid/icd-10-cm"}, {"code", code}});
    }
    rest = end == std::string::npos ? "" : rest.substr(end + 1);
  }
  return out;
}

Json outcome(const Json& cause) {
  Json coding = icd_codes(cause);
  const std::string id = text_of(cause, "id");
  if (!id.empty()) coding.push_back({{"system", "urn:dorsal:cause"}, {"code", id}});
  Json out;
  if (!coding.empty()) out["coding"] = std::move(coding);
  const std::string name = text_of(cause, "name");
  out["text"] = name.empty() ? id : name;
  return out;
}

Json percentage(double share) {
  return {{"value", percent(share)},
          {"unit", "%"},
          {"system", "http://unitsofmeasure.org"},
          {"code", "%"}};
}

bool has_interval(const Json& cause) {
  const Json interval = list_of(cause, "interval");
  return interval.size() == 2 && interval[0].is_number() && interval[1].is_number();
}

// "For: fever (+1.20; source; expert)."
std::string reasons_text(const Json& cause, const char* field, const Text& title,
                         std::string_view lang) {
  std::string out;
  for (const Json& reason : list_of(cause, field)) {
    const auto weight = reason.is_object() ? reason.value("log_odds", Json()) : Json();
    out += fmt::format("{}{} ({}{}; {})", out.empty() ? "" : "; ", text_of(reason, "finding"),
                       weight.is_number() ? fmt::format("{:+.2f}; ", weight.get<double>()) : "",
                       text_of(reason, "source"), text_of(reason, "quality"));
  }
  return out.empty() ? out : fmt::format(" {}: {}.", in(title, lang), out);
}

std::string rationale(const Json& cause, double share, std::string_view lang) {
  std::string out = fmt::format("{:g} %", percent(share));
  if (has_interval(cause)) {
    out += fmt::format(
        fmt::runtime(in({" (likely between {:g} and {:g} %)", " (entre {:g} y {:g} %)"}, lang)),
        percent(cause["interval"][0].get<double>()), percent(cause["interval"][1].get<double>()));
  }
  out += ".";
  out +=
      reasons_text(cause, "for", {"For, in log odds", "A favor, en logaritmo de la razón"}, lang);
  out += reasons_text(cause, "against", {"Against", "En contra"}, lang);
  return out;
}

Json prediction(const Json& cause, std::string_view lang) {
  Json out;
  if (has_interval(cause)) {
    const Json& interval = cause["interval"];
    out["extension"] = Json::array({{{"url", "urn:dorsal:extension:probability-interval"},
                                     {"valueRange",
                                      {{"low", percentage(interval[0].get<double>())},
                                       {"high", percentage(interval[1].get<double>())}}}}});
  }
  out["outcome"] = outcome(cause);
  const Json share = cause.is_object() ? cause.value("probability", Json()) : Json();
  if (!share.is_number()) return out;
  out["probabilityDecimal"] = percent(share.get<double>());
  out["rationale"] = rationale(cause, share.get<double>(), lang);
  return out;
}

std::string method_text(std::string_view lang) {
  return fmt::format(
      fmt::runtime(
          in({"dorsal {}, knowledge {}: rules for warning signs, and exact Bayesian "
              "inference over the causes listed and pairs of them",
              "dorsal {}, conocimiento {}: reglas para las señales de alarma, e inferencia "
              "bayesiana exacta sobre las causas de la lista y sus parejas"},
             lang)),
      versions().dorsal, versions().knowledge);
}

std::string joined(const Json& list) {
  std::string out;
  for (const Json& entry : list) {
    if (entry.is_string()) out += (out.empty() ? "" : ", ") + entry.get<std::string>();
  }
  return out;
}

// "Warning sign R7a (same_day): title. reason. Because of: fever. Source: ..."
std::string flag_text(const Json& flag, std::string_view lang) {
  std::string out = fmt::format("{} {} ({})", in({"Warning sign", "Señal de alarma"}, lang),
                                text_of(flag, "id"), text_of(flag, "urgency"));
  for (const char* field : {"title", "reason"}) {
    const std::string text = text_of(flag, field);
    if (!text.empty()) out += (out.ends_with(".") ? " " : ". ") + text;
  }
  const std::string because = joined(list_of(flag, "because"));
  if (!because.empty()) {
    out += fmt::format("{} {}: {}", out.ends_with(".") ? "" : ".",
                       in({"Because of", "Debido a"}, lang), because);
  }
  const std::string source = text_of(flag, "source");
  if (!source.empty()) {
    out += fmt::format("{} {}: {}", out.ends_with(".") ? "" : ".", in({"Source", "Fuente"}, lang),
                       source);
  }
  return out;
}

Json assessment_notes(const Json& document, std::string_view lang) {
  Json out = Json::array();
  add_note(out, in({"It informs; it does not diagnose. Not reviewed by a clinician.",
                    "Informa; no da un diagnóstico. No lo ha revisado ningún profesional de la "
                    "salud."},
                   lang));
  for (const Json& flag : list_of(document, "red_flags")) add_note(out, flag_text(flag, lang));
  const std::string open = joined(list_of(document, "unanswered_red_flags"));
  if (!open.empty()) {
    add_note(out, fmt::format("{}: {}",
                              in({"Warning signs that were not answered; they are not ruled out",
                                  "Señales de alarma sin responder; no están descartadas"},
                                 lang),
                              open));
  }
  return out;
}

std::string mitigation_text(const Json& document, std::string_view lang) {
  std::string out =
      fmt::format("{}: {}.", in({"Urgency", "Urgencia"}, lang), text_of(document, "urgency"));
  if (!document.is_object() || !document.contains("advice")) return out;
  const Json& advice = document["advice"];
  const std::string see = text_of(advice, "see");
  if (!see.empty()) out += " " + see;
  for (const Json& line : list_of(advice, "now")) {
    if (line.is_string()) out += " " + line.get<std::string>();
  }
  const Json come_back = list_of(advice, "come_back_if");
  if (!come_back.empty()) out += " " + in({"Come back if:", "Vuelva a consultar si:"}, lang);
  for (const Json& line : come_back) {
    if (line.is_string()) out += " " + line.get<std::string>();
  }
  return out;
}

// The answers go inside; what is inside has no inner resources of its own.
void contain(const Json& response, Json& out) {
  if (!response.is_object()) return;
  Json inner{{"resourceType", "QuestionnaireResponse"}, {"id", "answers"}};
  for (const auto& [name, value] : response.items()) {
    if (name != "resourceType" && name != "id") inner[name] = value;
  }
  out["contained"] = Json::array({std::move(inner)});
}

}  // namespace

Json risk_assessment(const Json& ask_document, const Json& response, const Context& context) {
  const std::string_view lang = context.lang;
  Json out;
  out["resourceType"] = "RiskAssessment";
  out["language"] = lang == "es" ? "es" : "en";
  contain(response, out);
  const std::string urgency = text_of(ask_document, "urgency");
  if (!urgency.empty()) {
    out["extension"] =
        Json::array({{{"url", "urn:dorsal:extension:urgency"}, {"valueCode", urgency}}});
  }
  out["status"] = "preliminary";
  out["method"] = {{"text", method_text(lang)}};
  out["subject"] = subject(context);
  if (context.authored) out["occurrenceDateTime"] = *context.authored;
  if (out.contains("contained")) out["basis"] = Json::array({{{"reference", "#answers"}}});
  Json predictions = Json::array();
  for (const Json& cause : list_of(ask_document, "causes")) {
    predictions.push_back(prediction(cause, lang));
  }
  if (!predictions.empty()) out["prediction"] = std::move(predictions);
  out["mitigation"] = mitigation_text(ask_document, lang);
  out["note"] = assessment_notes(ask_document, lang);
  return out;
}

}  // namespace dorsal::report::fhir
