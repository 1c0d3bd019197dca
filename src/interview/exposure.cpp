#include "exposure.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "dorsal/base/printable.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::interview {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;
using knowledge::Knowledge;
using nlohmann::json;

constexpr std::size_t kLargestReport = 64'000'000;  // [bytes]; a day's report has some hundred kB

Result<void> not_a_number(const std::string& place, std::string_view field) {
  return fail(ErrorCode::malformed, fmt::format("\"{}\" is not what a measurement has", field),
              place,
              R"(give {"value": 1, "measured": true, "interval": [0, 1], "observed_s": 60})");
}

Result<Measured> measured_from(const json& entry, const std::string& place) {
  Measured out;
  const auto wrong = [&](std::string_view field) {
    return tl::unexpected(not_a_number(place, field).error());
  };
  if (!entry.is_object()) return wrong("entry");
  if (!entry.contains("value")) return wrong("value");
  const json& value = entry["value"];
  if (value.is_boolean())
    out.value = value.get<bool>() ? 1 : 0;
  else if (value.is_number())
    out.value = value.get<double>();
  else if (!value.is_string())
    return wrong("value");
  const json interval = entry.value("interval", json(nullptr));
  if (!interval.is_null()) {
    const bool is_pair = interval.is_array() && interval.size() == 2 && interval[0].is_number() &&
                         interval[1].is_number() &&
                         interval[0].get<double>() <= interval[1].get<double>();
    if (!is_pair) return wrong("interval");
    out.low = interval[0].get<double>();
    out.high = interval[1].get<double>();
  }
  const json observed = entry.value("observed_s", json(nullptr));
  if (!observed.is_null()) {
    if (!observed.is_number() || observed.get<double>() < 0) return wrong("observed_s");
    out.observed_s = observed.get<double>();
  }
  return out;
}

// The answer that a measured value stands for; none where it is not one.
std::optional<double> answer_from(const Finding& finding, const json& value) {
  if (value.is_string()) {
    const auto option = option_index(finding, value.get<std::string>());
    if (!option || finding.type != AnswerType::choice) return std::nullopt;
    return static_cast<double>(*option);
  }
  if (finding.type == AnswerType::choice) return std::nullopt;
  const double number = value.is_boolean() ? (value.get<bool>() ? 1 : 0) : value.get<double>();
  if (finding.type == AnswerType::boolean)
    return number == 0 || number == 1 ? std::optional(number) : std::nullopt;
  if (value.is_boolean() || !std::isfinite(number)) return std::nullopt;
  const double whole = finding.type == AnswerType::integer ? std::round(number) : number;
  if (whole < finding.least || whole > finding.most) return std::nullopt;
  return whole;
}

void note(Request& request, const std::string& id, std::string why, const std::string& place) {
  request.notes.push_back({fmt::format("\"{}\" {}", printable(id, 60), std::move(why)), place});
}

Result<void> take_measured(const Knowledge& knowledge, const std::string& id, const json& entry,
                           const std::string& place, Request& request) {
  DORSAL_TRY(const Measured measured, measured_from(entry, place));
  const auto index = knowledge.find_finding(id);
  if (!index) {
    note(request, id, "is measured, but dorsal has no such finding; it was left out", place);
    return {};
  }
  if (entry.value("measured", json(true)) == false) {
    note(request, id, "is not measured; it was left out", place);
    return {};
  }
  if (request.state.answers.of[*index] || request.state.skipped[*index]) {
    note(request, id, "is measured, but the person's own answer counts", place);
    return {};
  }
  const auto answer = answer_from(knowledge.findings[*index], entry["value"]);
  if (!answer) {
    note(request, id, "is measured, but its value is no answer to that question; it was left out",
         place);
    return {};
  }
  request.state.answers.of[*index] = *answer;
  request.measured[*index] = measured;
  return {};
}

}  // namespace

Result<void> take_exposure(const Knowledge& knowledge, const json& findings,
                           const std::string& place, Request& request) {
  for (const auto& [id, entry] : findings.items()) {
    const std::string where = fmt::format("{}.{}", place, printable(id, 60));
    DORSAL_TRY_VOID(take_measured(knowledge, id, entry, where, request));
  }
  return {};
}

Result<void> add_exposure(const Knowledge& knowledge, std::string_view text, std::string_view place,
                          Request& request) {
  if (text.size() > kLargestReport) {
    return fail(ErrorCode::out_of_range, "it is larger than 64 megabytes", std::string(place),
                "give report.json of `dorsal analyze`, or its \"findings\"");
  }
  DORSAL_TRY(const json value, schema::parse(text, place));
  const bool is_report = value.is_object() && value.contains("findings");
  const json& findings = is_report ? value["findings"] : value;
  if (!findings.is_object()) {
    return fail(ErrorCode::malformed, "it has no measured findings", std::string(place),
                "give report.json of `dorsal analyze`, or its \"findings\"");
  }
  return take_exposure(knowledge, findings, std::string(place), request);
}

}  // namespace dorsal::interview
