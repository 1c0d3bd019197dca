#include "dorsal/report/answers_json.hpp"

#include <nlohmann/json.hpp>

#include "ask_values.hpp"
#include "json_values.hpp"

namespace dorsal::report {
namespace {

Json measured_value(const interview::Measured& measured) {
  Json out{{"value", number(measured.value)}, {"measured", true}};
  if (measured.low && measured.high) out["interval"] = {*measured.low, *measured.high};
  if (measured.observed_s) out["observed_s"] = number(*measured.observed_s);
  return out;
}

// Asked, alone or with its whole list, and not known.
std::vector<bool> passed_over(const knowledge::Knowledge& knowledge,
                              const interview::State& state) {
  std::vector<bool> out = state.skipped;
  for (std::size_t s = 0; s < knowledge.screens.size(); ++s) {
    if (!state.screen_skipped[s]) continue;
    for (const std::size_t f : interview::findings_of(knowledge, s)) out[f] = true;
  }
  return out;
}

}  // namespace

Json answers_json(const knowledge::Knowledge& knowledge, const interview::Request& request,
                  const std::string& language) {
  Json out = Json::object();
  Json answers = Json::object();
  Json exposure = Json::object();
  const auto unknown = passed_over(knowledge, request.state);
  for (std::size_t f = 0; f < knowledge.findings.size(); ++f) {
    const knowledge::Finding& finding = knowledge.findings[f];
    const auto& answer = request.state.answers.of[f];
    if (request.measured[f])
      exposure[finding.id] = measured_value(*request.measured[f]);
    else if (answer)
      (finding.id == "age" || finding.id == "sex" ? out : answers)[finding.id] =
          answer_json(finding, *answer);
    else if (unknown[f])
      answers[finding.id] = "unknown";
  }
  out["lang"] = language;
  out["answers"] = std::move(answers);
  if (!exposure.empty()) out["exposure"] = std::move(exposure);
  return out;
}

}  // namespace dorsal::report
