#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

/// Resources of HL7 FHIR R4 (4.0.1), for systems that speak it. Nothing here reads a clock, and
/// equal input gives equal bytes.
namespace dorsal::report::fhir {

/// What dorsal does not know of itself; whatever is left out is left out of the resources too.
struct Context {
  std::string lang = "en";              ///< or "es"
  std::optional<std::string> subject;   ///< reference to the person: "Patient/123"
  std::optional<std::string> authored;  ///< a dateTime of FHIR: "2026-03-01T09:30:00+01:00"
  bool completed = true;                ///< the interview ended; false: it goes on
};

/// The interview: the person, then the screens as groups in their order, then all other findings.
/// The linkId of a question is its finding, its text is in `lang` with the other language as the
/// standard extension "translation".
[[nodiscard]] nlohmann::ordered_json questionnaire(const knowledge::Knowledge& knowledge,
                                                   std::string_view lang);

/// Answers to it. What is unanswered is absent.
[[nodiscard]] nlohmann::ordered_json questionnaire_response(const knowledge::Knowledge& knowledge,
                                                            const reasoning::Answers& answers,
                                                            const Context& context = {});

/// Answers out of a QuestionnaireResponse to `questionnaire`, of whatever version: an id is never
/// renamed. Groups may be nested or left out; extensions are passed over.
/// @param place  file name or "standard input", begins every error's place
/// @error malformed: no JSON, another resource, an unknown linkId or option, a wrong type of value,
///   several answers, two answers that contradict each other; missing: a field that R4 demands;
///   out_of_range: a number (an age under 18 too), more than 4 MiB; unsupported: answers to another
///   questionnaire, entered in error, or with fields that change the meaning of the rest
Result<reasoning::Answers> answers_from_response(const knowledge::Knowledge& knowledge,
                                                 std::string_view text,
                                                 std::string_view place = "QuestionnaireResponse");

/// Whether a JSON document says that it is a resource of FHIR, so that `--answers` can tell it from
/// dorsal's own form.
[[nodiscard]] bool is_resource(const nlohmann::json& document);

/// The result of `dorsal ask --json`: one prediction per cause with its code of ICD-10-CM, its
/// probability in percent (as R4 has it) and the reasons; urgency as an extension and as the
/// mitigation; each red flag with its source as a note.
/// @param response  the answers it rests on, contained as its basis; null leaves it out
[[nodiscard]] nlohmann::ordered_json risk_assessment(const nlohmann::ordered_json& ask_document,
                                                     const nlohmann::ordered_json& response,
                                                     const Context& context = {});

/// The result of `dorsal plan --json`: a proposal in draft, one activity per step; what to avoid as
/// activities not to perform; what to expect and when to come back as notes.
[[nodiscard]] nlohmann::ordered_json care_plan(const nlohmann::ordered_json& plan_document,
                                               const Context& context = {});

/// Resources in one collection, each under an address made from its content.
[[nodiscard]] nlohmann::ordered_json bundle(const std::vector<nlohmann::ordered_json>& resources);

}  // namespace dorsal::report::fhir
