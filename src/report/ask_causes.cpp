#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "ask_values.hpp"
#include "dorsal/reasoning/interval.hpp"
#include "dorsal/reasoning/reasons.hpp"
#include "json_values.hpp"

namespace dorsal::report {
namespace {

// Codes of one cause as one word: the contract has a single field.
std::string joined_codes(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : ";") + code;
  return out;
}

Json reason_json(const reasoning::Model& model, const interview::Request& request,
                 const reasoning::Reason& reason) {
  const knowledge::Finding& finding = model.knowledge->findings[reason.finding];
  return {{"finding", finding.id},
          {"answer", answer_json(finding, *request.state.answers.of[reason.finding])},
          {"log_odds", number(reason.log_odds)},
          {"counted", reason.counted},
          {"measured", request.measured[reason.finding].has_value()},
          {"source", reason.evidence->source},
          {"quality", to_string(reason.evidence->quality)}};
}

void add_reasons(const reasoning::Model& model, const interview::Request& request,
                 std::size_t cause, Json& json) {
  json["for"] = Json::array();
  json["against"] = Json::array();
  for (const auto& reason : reasoning::reasons(model, request.state.answers, cause)) {
    json[reason.log_odds > 0 ? "for" : "against"].push_back(reason_json(model, request, reason));
  }
}

}  // namespace

Json answer_json(const knowledge::Finding& finding, double answer) {
  if (finding.type == knowledge::AnswerType::integer) return std::lround(answer);
  if (is_numeric(finding)) return number(answer);
  const auto option = static_cast<std::size_t>(answer);
  if (finding.type == knowledge::AnswerType::boolean) return option == 1;
  return finding.options[option];
}

Json causes_json(const reasoning::Model& model, const interview::Request& request,
                 const reasoning::Posterior& posterior, const AskOptions& options) {
  const auto intervals =
      reasoning::intervals(model, request.state.answers, options.draws, options.seed);
  std::vector<std::size_t> order(posterior.marginal.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return posterior.marginal[a] > posterior.marginal[b];
  });
  Json list = Json::array();
  for (const std::size_t c : order) {
    const knowledge::Cause& cause = model.knowledge->causes[c];
    Json json{{"id", cause.id},
              {"icd10cm", joined_codes(cause.icd10cm)},
              {"name", in(cause.name, options.lang)},
              {"urgency", to_string(cause.urgency)},
              {"probability", number(posterior.marginal[c])},
              {"interval", Json::array({number(intervals[c].low), number(intervals[c].high)})}};
    add_reasons(model, request, c, json);
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace dorsal::report
