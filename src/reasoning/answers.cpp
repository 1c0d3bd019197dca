#include "dorsal/reasoning/answers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <string>

#include "dorsal/base/printable.hpp"

namespace dorsal::reasoning {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;

constexpr double kTrue = 1;
constexpr double kFalse = 0;

Result<double> number_from(const Finding& finding, std::string_view word) {
  const std::string text(word);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !std::isfinite(value) ||
      text.find_first_of("xXnN") != std::string::npos) {
    return fail(ErrorCode::malformed,
                fmt::format("\"{}\" must be answered with a number", finding.id));
  }
  if (finding.type == AnswerType::integer && value != std::floor(value)) {
    return fail(ErrorCode::malformed,
                fmt::format("\"{}\" must be answered with a whole number", finding.id));
  }
  if (value < finding.least || value > finding.most) {
    return fail(ErrorCode::out_of_range,
                fmt::format("\"{}\" is {} and must be between {} and {}", finding.id, value,
                            finding.least, finding.most));
  }
  return value;
}

}  // namespace

Answers no_answers(const knowledge::Knowledge& knowledge) {
  return {std::vector<std::optional<double>>(knowledge.findings.size())};
}

Result<void> set_answer(const knowledge::Knowledge& knowledge, std::string_view finding,
                        std::string_view word, Answers& answers) {
  const auto index = knowledge.find_finding(finding);
  if (!index) {
    return fail(ErrorCode::missing,
                fmt::format("there is no finding \"{}\"", printable(finding, 60)));
  }
  const Finding& asked = knowledge.findings[*index];
  if (word == "unknown") {
    answers.of[*index].reset();
    return {};
  }
  if (is_numeric(asked)) {
    DORSAL_TRY(answers.of[*index], number_from(asked, word));
    return {};
  }
  const auto option = option_index(asked, word);
  if (!option) {
    return fail(ErrorCode::malformed,
                fmt::format("\"{}\" has no answer \"{}\"", asked.id, printable(word, 60)), {},
                fmt::format("use {} or unknown", fmt::join(asked.options, ", ")));
  }
  answers.of[*index] = static_cast<double>(*option);
  return {};
}

Answers with_implied(const knowledge::Knowledge& knowledge, Answers answers) {
  bool more = true;
  while (more) {
    more = false;
    for (std::size_t i = 0; i < knowledge.findings.size(); ++i) {
      if (answers.of[i] != kTrue) continue;
      for (const std::string& id : knowledge.findings[i].implies) {
        auto& implied = answers.of[*knowledge.find_finding(id)];
        more = more || implied != kTrue;
        implied = kTrue;
      }
    }
  }
  return answers;
}

std::vector<Contradiction> contradictions(const knowledge::Knowledge& knowledge,
                                          const Answers& answers) {
  std::vector<Contradiction> out;
  for (std::size_t i = 0; i < knowledge.findings.size(); ++i) {
    if (answers.of[i] != kTrue) continue;
    for (const std::string& id : knowledge.findings[i].implies) {
      const std::size_t other = *knowledge.find_finding(id);
      if (answers.of[other] == kFalse) out.push_back({i, other});
    }
  }
  return out;
}

}  // namespace dorsal::reasoning
