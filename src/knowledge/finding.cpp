#include "dorsal/knowledge/finding.hpp"

#include <algorithm>

#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::knowledge {

bool is_scored(const Likelihood& row) {
  const bool has_figure = row.p || row.sensitivity || row.lr_pos || row.lr_neg;
  return has_figure && row.not_scored.empty() && !row.finding.starts_with("combo:");
}

bool is_numeric(const Finding& finding) {
  return finding.type == AnswerType::integer || finding.type == AnswerType::number;
}

std::optional<std::size_t> option_index(const Finding& finding, std::string_view option) {
  const auto found = std::find(finding.options.begin(), finding.options.end(), option);
  if (found == finding.options.end()) return std::nullopt;
  return static_cast<std::size_t>(found - finding.options.begin());
}

bool is_alarming(const Finding& finding, double answer) {
  return std::ranges::any_of(finding.alarming, [&](const Alarm& alarm) {
    return alarm.option ? answer == static_cast<double>(*alarm.option)
                        : alarm.at_least && answer >= *alarm.at_least;
  });
}

namespace {

std::optional<std::size_t> found_in(const std::map<std::string, std::size_t, std::less<>>& index,
                                    std::string_view id) {
  const auto found = index.find(id);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

}  // namespace

std::optional<std::size_t> Knowledge::find_finding(std::string_view id) const {
  return found_in(finding_index, id);
}

std::optional<std::size_t> Knowledge::find_cause(std::string_view id) const {
  return found_in(cause_index, id);
}

}  // namespace dorsal::knowledge
