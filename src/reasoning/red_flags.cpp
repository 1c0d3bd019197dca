#include "dorsal/reasoning/red_flags.hpp"

#include <algorithm>

namespace dorsal::reasoning {
namespace {

using knowledge::Expression;

Truth atom(const Expression& expression, const Answers& answers) {
  const auto& answer = answers.of[expression.finding];
  if (!answer) return Truth::open;
  const bool holds = expression.kind == Expression::Kind::at_least
                         ? *answer >= expression.bound
                         : *answer == static_cast<double>(expression.option);
  return holds ? Truth::yes : Truth::no;
}

void insert_once(std::vector<std::size_t>& list, std::size_t item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

BranchState state_of(const Expression& expression, const Answers& answers) {
  BranchState out;
  out.truth = evaluate(expression, answers);
  for (const Expression* part : atoms(expression)) {
    const Truth truth = atom(*part, answers);
    if (truth == Truth::yes) insert_once(out.because, part->finding);
    if (truth == Truth::open) insert_once(out.open, part->finding);
  }
  for (const Expression* part : harmless_atoms(expression)) {
    const Truth truth = atom(*part, answers);
    if (truth == Truth::yes) insert_once(out.calmed_by, part->finding);
    if (truth == Truth::open) insert_once(out.could_calm, part->finding);
  }
  return out;
}

}  // namespace

Truth evaluate(const Expression& expression, const Answers& answers) {
  if (expression.kind != Expression::Kind::count) return atom(expression, answers);
  for (const Expression& calm : expression.unless)
    if (evaluate(calm, answers) == Truth::yes) return Truth::no;
  std::size_t yes = 0;
  std::size_t possible = 0;
  for (const Expression& part : expression.of) {
    const Truth truth = evaluate(part, answers);
    yes += truth == Truth::yes ? 1U : 0U;
    possible += truth != Truth::no ? 1U : 0U;
  }
  if (yes >= expression.count) return Truth::yes;
  return possible >= expression.count ? Truth::open : Truth::no;
}

std::vector<BranchState> evaluate_flags(const knowledge::Knowledge& knowledge,
                                        const Answers& answers) {
  const Answers all = with_implied(knowledge, answers);
  std::vector<BranchState> out;
  for (std::size_t f = 0; f < knowledge.flags.size(); ++f) {
    for (std::size_t b = 0; b < knowledge.flags[f].branches.size(); ++b) {
      BranchState state = state_of(knowledge.flags[f].branches[b].expression, all);
      state.flag = f;
      state.branch = b;
      out.push_back(std::move(state));
    }
  }
  return out;
}

}  // namespace dorsal::reasoning
