#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "dorsal/base/printable.hpp"
#include "dorsal/schema/document.hpp"
#include "fhir_values.hpp"

namespace dorsal::report::fhir {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;
using nlohmann::json;

constexpr std::size_t kLargest = std::size_t{4} * 1024 * 1024;  // [bytes]
constexpr std::size_t kShown = 60;                              // [bytes] of a stranger's text

std::string shown(const json& value) {
  return printable(value.is_string() ? value.get<std::string>()
                                     : value.dump(-1, ' ', false, json::error_handler_t::replace),
                   kShown);
}

// Fields that the standard forbids to pass over: they can turn the meaning of the rest around.
Result<void> no_modifiers(const json& object, const std::string& place) {
  for (const char* name : {"modifierExtension", "implicitRules"}) {
    if (object.contains(name)) {
      return fail(ErrorCode::unsupported, fmt::format("the field \"{}\" is not understood", name),
                  place, "it may change what the answers mean; send the answers without it");
    }
  }
  return {};
}

Result<void> check_status(const json& response, const std::string& place) {
  if (!response.contains("status")) {
    return fail(ErrorCode::missing, "the field \"status\" is missing", place,
                "say completed or in-progress");
  }
  const json& status = response["status"];
  if (status == "entered-in-error") {
    return fail(ErrorCode::unsupported, "the answers are marked as entered in error", place,
                "send answers that hold");
  }
  constexpr std::array kKnown{"in-progress", "completed", "amended", "stopped"};
  for (const char* known : kKnown) {
    if (status == known) return {};
  }
  return fail(ErrorCode::malformed, fmt::format("the status \"{}\" is not known", shown(status)),
              place, fmt::format("use one of {}", fmt::join(kKnown, ", ")));
}

Result<void> check_questionnaire(const json& response, const std::string& place) {
  if (!response.contains("questionnaire")) return {};
  const json& asked = response["questionnaire"];
  const std::string url = asked.is_string() ? asked.get<std::string>() : "";
  if (url.substr(0, url.find('|')) == kQuestionnaire) return {};
  return fail(ErrorCode::unsupported,
              fmt::format("these are answers to another questionnaire, \"{}\"", shown(asked)),
              place, fmt::format("answer {}", kQuestionnaire));
}

// Reads item after item into the answers.
class ResponseReader {
 public:
  explicit ResponseReader(const knowledge::Knowledge& knowledge)
      : knowledge_(knowledge), answers_(reasoning::no_answers(knowledge)) {}

  // The items of a resource, a group, a question or an answer.
  Result<void> read_items(const json& parent, const std::string& place) {
    if (!parent.contains("item")) return {};
    const json& items = parent["item"];
    if (!items.is_array()) {
      return fail(ErrorCode::malformed, "\"item\" must be a list", place, "put it into [ ]");
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      DORSAL_TRY_VOID(read_item(items[i], fmt::format("{}, item {}", place, i + 1)));
    }
    return {};
  }

  [[nodiscard]] reasoning::Answers take() { return std::move(answers_); }

 private:
  Result<void> read_item(const json& item, const std::string& place) {
    if (!item.is_object()) {
      return fail(ErrorCode::malformed, "an item must be an object", place, "put it into { }");
    }
    if (!item.contains("linkId") || !item["linkId"].is_string()) {
      return fail(ErrorCode::missing, "an item has no linkId", place,
                  "give the linkId of the question, as text");
    }
    DORSAL_TRY_VOID(no_modifiers(item, place));
    DORSAL_TRY_VOID(check_link(item, place));
    if (item.contains("answer")) {
      DORSAL_TRY_VOID(
          read_answers(*knowledge_.find_finding(item["linkId"].get<std::string>()), item, place));
    }
    return read_items(item, place);
  }

  // A linkId must be one of ours, except of a group: others group as they like.
  [[nodiscard]] Result<void> check_link(const json& item, const std::string& place) const {
    const auto id = item["linkId"].get<std::string>();
    if (knowledge_.find_finding(id)) return {};
    if (!item.contains("answer") && (item.contains("item") || is_text_beside(id))) return {};
    return fail(ErrorCode::malformed, fmt::format("there is no question \"{}\"", shown(id)), place,
                "use the linkIds of the Questionnaire; `dorsal knowledge list` names them");
  }

  [[nodiscard]] bool is_text_beside(std::string_view id) const {
    for (const std::string_view end : {kWhy, kHint}) {
      if (id.ends_with(end) && knowledge_.find_finding(id.substr(0, id.size() - end.size())))
        return true;
    }
    return false;
  }

  Result<void> read_answers(std::size_t index, const json& item, const std::string& place) {
    const Finding& finding = knowledge_.findings[index];
    const json& list = item["answer"];
    if (!list.is_array()) {
      return fail(ErrorCode::malformed,
                  fmt::format("the \"answer\" to \"{}\" must be a list", finding.id), place,
                  "put it into [ ]");
    }
    if (list.empty()) return {};
    if (list.size() > 1 || answers_.of[index]) {
      return fail(ErrorCode::malformed,
                  fmt::format("\"{}\" has several answers and takes one", finding.id), place,
                  "keep the one that holds");
    }
    return read_answer(index, list.front(), place);
  }

  Result<void> read_answer(std::size_t index, const json& answer, const std::string& place) {
    const Finding& finding = knowledge_.findings[index];
    if (!answer.is_object()) {
      return fail(ErrorCode::malformed,
                  fmt::format("the answer to \"{}\" must be an object", finding.id), place,
                  fmt::format("write {{\"{}\": ...}}", field_of(finding)));
    }
    DORSAL_TRY_VOID(no_modifiers(answer, place));
    for (const auto& [name, value] : answer.items()) {
      if (!name.starts_with("value")) continue;
      if (name != field_of(finding)) {
        return fail(ErrorCode::malformed,
                    fmt::format("\"{}\" is answered with {}", finding.id, printable(name, kShown)),
                    place, fmt::format("it takes {}", field_of(finding)));
      }
      DORSAL_TRY_VOID(set_value(index, value, place));
    }
    return read_items(answer, place);
  }

  static std::string_view field_of(const Finding& finding) {
    switch (finding.type) {
      case AnswerType::boolean:
        return "valueBoolean";
      case AnswerType::integer:
        return "valueInteger";
      case AnswerType::number:
        return "valueDecimal";
      case AnswerType::choice:
        break;
    }
    return "valueCoding";
  }

  Result<void> set_value(std::size_t index, const json& value, const std::string& place) {
    const Finding& finding = knowledge_.findings[index];
    if (finding.type == AnswerType::choice) return set_coding(index, value, place);
    if (finding.type == AnswerType::boolean) {
      if (!value.is_boolean()) return wrong_type(finding, value, "true or false", place);
      answers_.of[index] = value.get<bool>() ? 1 : 0;
      return {};
    }
    const bool whole = finding.type == AnswerType::integer;
    if (whole ? !value.is_number_integer() : !value.is_number()) {
      return wrong_type(finding, value, whole ? "a whole number" : "a number", place);
    }
    return set_number(index, value.get<double>(), place);
  }

  static tl::unexpected<Error> wrong_type(const Finding& finding, const json& value,
                                          std::string_view wanted, const std::string& place) {
    return fail(ErrorCode::malformed,
                fmt::format("\"{}\" is answered with {}", finding.id, shown(value)), place,
                fmt::format("{} must be {}", field_of(finding), wanted));
  }

  Result<void> set_number(std::size_t index, double number, const std::string& place) {
    const Finding& finding = knowledge_.findings[index];
    if (number < finding.least || number > finding.most) {
      const bool minor = finding.id == "age" && number >= 0 && number < finding.least;
      return fail(ErrorCode::out_of_range,
                  fmt::format("\"{}\" is {} and must be between {} and {}", finding.id, number,
                              finding.least, finding.most),
                  place,
                  minor ? "dorsal is made for adults alone; see a doctor" : "correct the number");
    }
    answers_.of[index] = number;
    return {};
  }

  Result<void> set_coding(std::size_t index, const json& coding, const std::string& place) {
    const Finding& finding = knowledge_.findings[index];
    if (!coding.is_object() || !coding.contains("code") || !coding["code"].is_string()) {
      return wrong_type(finding, coding, "an object with a code", place);
    }
    if (coding.contains("system") && coding["system"] != option_system(finding)) {
      return fail(ErrorCode::malformed,
                  fmt::format("\"{}\" is answered with a code of \"{}\"", finding.id,
                              shown(coding["system"])),
                  place, fmt::format("use the system {}", option_system(finding)));
    }
    const auto option = option_index(finding, coding["code"].get<std::string>());
    if (!option) {
      return fail(ErrorCode::malformed,
                  fmt::format("\"{}\" has no option \"{}\"", finding.id, shown(coding["code"])),
                  place,
                  fmt::format("use one of {}, or leave it out", fmt::join(finding.options, ", ")));
    }
    answers_.of[index] = static_cast<double>(*option);
    return {};
  }

  const knowledge::Knowledge& knowledge_;
  reasoning::Answers answers_;
};

Result<void> check_resource(const json& document, const std::string& place) {
  if (!document.is_object() || !document.contains("resourceType")) {
    return fail(ErrorCode::malformed, "this is not a resource of FHIR", place,
                "give an object with resourceType QuestionnaireResponse");
  }
  if (document["resourceType"] == "QuestionnaireResponse") return {};
  return fail(ErrorCode::malformed,
              fmt::format("the resource is \"{}\"", shown(document["resourceType"])), place,
              "give a QuestionnaireResponse");
}

Result<void> no_contradiction(const knowledge::Knowledge& knowledge,
                              const reasoning::Answers& answers, const std::string& place) {
  const auto found = contradictions(knowledge, answers);
  if (found.empty()) return {};
  return fail(ErrorCode::malformed,
              fmt::format("\"{}\" is true and \"{}\" is false, and both cannot be",
                          knowledge.findings[found.front().finding].id,
                          knowledge.findings[found.front().other].id),
              place, "correct one of the two");
}

}  // namespace

Result<reasoning::Answers> answers_from_response(const knowledge::Knowledge& knowledge,
                                                 std::string_view text, std::string_view place) {
  const std::string where(place);
  if (text.size() > kLargest) {
    return fail(ErrorCode::out_of_range, "the answers are larger than 4 MiB", where,
                "send the QuestionnaireResponse alone");
  }
  DORSAL_TRY(const json document, schema::parse(text, place));
  DORSAL_TRY_VOID(check_resource(document, where));
  DORSAL_TRY_VOID(no_modifiers(document, where));
  DORSAL_TRY_VOID(check_status(document, where));
  DORSAL_TRY_VOID(check_questionnaire(document, where));
  ResponseReader reader(knowledge);
  DORSAL_TRY_VOID(reader.read_items(document, where));
  reasoning::Answers answers = reader.take();
  DORSAL_TRY_VOID(no_contradiction(knowledge, answers, where));
  return answers;
}

bool is_resource(const json& document) {
  return document.is_object() && document.contains("resourceType");
}

}  // namespace dorsal::report::fhir
