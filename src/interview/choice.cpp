#include "choice.hpp"

#include <algorithm>
#include <functional>

namespace dorsal::interview {
namespace {

using Worth = std::vector<double>;  // (finding)

// About what fits one screen of a telephone, and what people still read before they tick.
constexpr std::size_t kLongestList = 12;

// [nat] Less tells nobody anything: one person in some hundred would change their bet a little.
constexpr double kLeastWorth = 0.003;

/// The findings that are asked together with one: of its list, worth something, the worthiest.
std::vector<std::size_t> companions(const Tables& tables, const Situation& situation,
                                    const Worth& worth, std::size_t of) {
  const auto& findings = tables.knowledge().findings;
  const std::string_view list = list_class(findings[of]);
  if (list.empty() || !findings[of].screen.empty()) return {of};
  std::vector<std::size_t> out;
  for (const std::size_t f : situation.open) {
    const bool joins = list_class(findings[f]) == list && findings[f].screen.empty();
    if (f == of || (joins && worth[f] > 0)) out.push_back(f);
  }
  std::ranges::stable_sort(out, std::greater{},
                           [&](std::size_t f) { return f == of ? 1e9 : worth[f]; });
  if (out.size() > kLongestList) out.resize(kLongestList);
  std::ranges::sort(out);
  return out;
}

Step step_for(const Tables& tables, const Situation& situation, const Worth& worth,
              std::size_t finding) {
  auto together = companions(tables, situation, worth, finding);
  if (together.size() == 1) return one_question(finding);
  return {StepKind::list, finding, std::move(together)};
}

double sum_of(const Worth& worth, const std::vector<std::size_t>& findings) {
  double out = 0;
  for (const std::size_t f : findings) out += worth[f];
  return out;
}

std::optional<Step> for_urgency(const Tables& tables, const Situation& situation,
                                const Worth& urgency, const Worth& both) {
  const auto most = std::ranges::max_element(urgency);
  if (most == urgency.end() || *most <= 0) return std::nullopt;
  return step_for(tables, situation, both, static_cast<std::size_t>(most - urgency.begin()));
}

/// By the sum of what a step asks: a list tells more than any one question of it.
std::optional<Step> for_cause(const Tables& tables, const Situation& situation,
                              const Worth& worth) {
  if (chance_of_another_leader(tables, situation) < tables.bounds.cause) return std::nullopt;
  std::optional<Step> out;
  double most = 0;
  for (const std::size_t f : situation.open) {
    if (worth[f] < kLeastWorth) continue;
    Step step = step_for(tables, situation, worth, f);
    const double sum = sum_of(worth, step.findings);
    if (sum <= most) continue;
    most = sum;
    out = std::move(step);
  }
  if (!out) return out;
  out->index = *std::ranges::max_element(out->findings, {}, [&](auto f) { return worth[f]; });
  return out;
}

}  // namespace

Step one_question(std::size_t finding) { return {StepKind::question, finding, {finding}}; }

std::optional<Step> worthiest(const Tables& tables, const State& state, Situation& situation) {
  weigh(tables, state, situation);
  const Worth urgency = urgency_worth(tables, situation);
  const Worth cause = cause_worth(tables, state, situation);
  Worth both = cause;
  for (std::size_t f = 0; f < both.size(); ++f) both[f] += urgency[f];
  if (auto step = for_urgency(tables, situation, urgency, both)) return step;
  return for_cause(tables, situation, cause);
}

}  // namespace dorsal::interview
