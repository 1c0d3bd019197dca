#include "dorsal/interview/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "dorsal/base/printable.hpp"
#include "dorsal/schema/document.hpp"
#include "exposure.hpp"
#include "near_names.hpp"

namespace dorsal::interview {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;
using knowledge::Knowledge;
using nlohmann::json;

constexpr std::size_t kLargest = 1'000'000;  // [bytes]; a whole set of answers has some thousand
constexpr double kAdult = 18;                // [years]

std::string at(std::string_view place, std::string_view field) {
  return fmt::format("{}, {}", place, printable(field, 60));
}

std::string shown(const json& value) {
  return printable(value.dump(-1, ' ', false, json::error_handler_t::replace), 60);
}

std::string answers_in_words(const Finding& finding) {
  if (finding.type == AnswerType::boolean) return "give true, false or \"unknown\"";
  if (finding.type == AnswerType::choice)
    return fmt::format("give one of \"{}\", or \"unknown\"", fmt::join(finding.options, "\", \""));
  return fmt::format("give a {}number from {} to {}, or \"unknown\"",
                     finding.type == AnswerType::integer ? "whole " : "", finding.least,
                     finding.most);
}

// The word that set_answer reads, where the JSON type is that of the finding.
std::optional<std::string> word_of(const Finding& finding, const json& value) {
  if (finding.type == AnswerType::boolean) {
    if (!value.is_boolean()) return std::nullopt;
    return value.get<bool>() ? "true" : "false";
  }
  if (finding.type == AnswerType::choice) {
    if (!value.is_string()) return std::nullopt;
    return value.get<std::string>();
  }
  if (!value.is_number()) return std::nullopt;
  return fmt::format("{}", value.get<double>());
}

Result<std::size_t> finding_called(const Knowledge& knowledge, const std::string& id,
                                   std::string_view place) {
  if (const auto found = knowledge.find_finding(id)) return *found;
  std::vector<std::string> names;
  for (const Finding& finding : knowledge.findings) names.push_back(finding.id);
  const auto near = near_names(id, names);
  return fail(ErrorCode::malformed, fmt::format("there is no finding \"{}\"", printable(id, 60)),
              std::string(place),
              near.empty() ? "`dorsal knowledge list` names them all"
                           : fmt::format("did you mean {}?", fmt::join(near, " or ")));
}

Result<void> take_answer(const Knowledge& knowledge, std::size_t index, const json& value,
                         const std::string& place, Request& out) {
  const Finding& finding = knowledge.findings[index];
  if (value == "unknown") {
    out.state.skipped[index] = true;
    return {};
  }
  const auto word = word_of(finding, value);
  if (!word) {
    return fail(ErrorCode::malformed,
                fmt::format("{} is no answer to \"{}\"", shown(value), finding.id), place,
                answers_in_words(finding));
  }
  auto set = set_answer(knowledge, finding.id, *word, out.state.answers);
  if (set) return {};
  set.error().place = place;
  set.error().hint = answers_in_words(finding);
  return set;
}

// Also in completed years where a fraction is given; children are told where to go.
Result<json> checked_age(const json& value, const std::string& place) {
  if (value == "unknown") return value;
  if (!value.is_number()) {
    return fail(ErrorCode::malformed, fmt::format("{} is no age", shown(value)), place,
                "give a number of years, or leave it out");
  }
  const double years = std::floor(value.get<double>());
  if (years >= 0 && years < kAdult) {
    return fail(ErrorCode::out_of_range,
                fmt::format("dorsal is not made for people under {}", kAdult), place,
                "a child or adolescent with back pain should see a doctor");
  }
  return json(years);
}

Result<void> take_one(const Knowledge& knowledge, const std::string& id, const json& value,
                      const std::string& place, Request& out) {
  DORSAL_TRY(const std::size_t index, finding_called(knowledge, id, place));
  const auto answer = out.state.answers.of[index];
  const bool skipped = out.state.skipped[index];
  if (id == "age") {
    DORSAL_TRY(const json years, checked_age(value, place));
    DORSAL_TRY_VOID(take_answer(knowledge, index, years, place, out));
  } else {
    DORSAL_TRY_VOID(take_answer(knowledge, index, value, place, out));
  }
  const bool changed = answer != out.state.answers.of[index] || skipped != out.state.skipped[index];
  if ((answer || skipped) && changed) {
    return fail(ErrorCode::malformed, fmt::format("\"{}\" is answered twice, differently", id),
                place, "keep one of the answers");
  }
  return {};
}

Result<void> check_fields(const json& value, std::string_view place) {
  if (!value.is_object()) {
    return fail(ErrorCode::malformed, fmt::format("{} where an object is expected", shown(value)),
                std::string(place), R"(give for example {"age": 52, "answers": {"fever": false}})");
  }
  const std::vector<std::string> known{"age", "age_years", "sex", "lang", "answers", "exposure"};
  for (const auto& [name, unused] : value.items()) {
    if (std::ranges::find(known, name) != known.end()) continue;
    return fail(
        ErrorCode::malformed, fmt::format("there is no field \"{}\" here", printable(name, 60)),
        std::string(place),
        fmt::format("the fields are: {}; findings belong in answers", fmt::join(known, ", ")));
  }
  for (const char* name : {"answers", "exposure"}) {
    if (!value.contains(name) || value[name].is_object()) continue;
    return fail(ErrorCode::malformed,
                fmt::format("{} where an object is expected", shown(value[name])), at(place, name),
                "give {\"<finding id>\": <answer>}");
  }
  return {};
}

Result<void> take_lang(const json& value, std::string_view place, Request& out) {
  if (!value.contains("lang")) return {};
  const json& lang = value["lang"];
  if (lang != "en" && lang != "es") {
    return fail(ErrorCode::out_of_range, fmt::format("{} is no language of dorsal", shown(lang)),
                at(place, "lang"), "give \"en\" or \"es\"");
  }
  out.lang = lang.get<std::string>();
  return {};
}

std::string said(const Knowledge& knowledge, std::size_t finding, bool answer) {
  return fmt::format("\"{}\" is {}", knowledge.findings[finding].id, answer);
}

Result<void> check_whole(const Knowledge& knowledge, std::string_view place, const Request& out) {
  const auto found = contradictions(knowledge, out.state.answers);
  if (found.empty()) return {};
  const auto& first = found.front();
  return fail(
      ErrorCode::malformed,
      fmt::format("{} and {}, which cannot both hold: the first includes the second",
                  said(knowledge, first.finding, true), said(knowledge, first.other, false)),
      at(place, "answers"), "ask again and correct one of them");
}

}  // namespace

Request no_request(const Knowledge& knowledge) {
  return {begin(knowledge),
          std::nullopt,
          std::vector<std::optional<Measured>>(knowledge.findings.size()),
          {}};
}

Result<Request> request_from_json(const Knowledge& knowledge, const json& value,
                                  std::string_view place) {
  DORSAL_TRY_VOID(check_fields(value, place));
  Request out = no_request(knowledge);
  DORSAL_TRY_VOID(take_lang(value, place, out));
  for (const char* name : {"age", "age_years", "sex"}) {
    if (!value.contains(name)) continue;
    const std::string id = name == std::string_view("sex") ? "sex" : "age";
    DORSAL_TRY_VOID(take_one(knowledge, id, value[name], at(place, name), out));
  }
  const json answers = value.value("answers", json::object());
  for (const auto& [id, answer] : answers.items()) {
    DORSAL_TRY_VOID(take_one(knowledge, id, answer, at(place, "answers." + id), out));
  }
  DORSAL_TRY_VOID(check_whole(knowledge, place, out));
  if (value.contains("exposure"))
    DORSAL_TRY_VOID(take_exposure(knowledge, value["exposure"], at(place, "exposure"), out));
  return out;
}

Result<Request> read_request(const Knowledge& knowledge, std::string_view text,
                             std::string_view place) {
  if (text.size() > kLargest) {
    return fail(ErrorCode::out_of_range, "it is larger than a megabyte", std::string(place),
                "give the answers of one person");
  }
  DORSAL_TRY(const json value, schema::parse(text, place));
  return request_from_json(knowledge, value, place);
}

}  // namespace dorsal::interview
