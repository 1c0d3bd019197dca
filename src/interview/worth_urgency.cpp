#include <algorithm>
#include <cmath>

#include "tables.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Expression;
using knowledge::Knowledge;
using knowledge::Urgency;
using reasoning::Answers;

int steps(Urgency from, Urgency to) { return static_cast<int>(to) - static_cast<int>(from); }

// Probability that an unanswered finding makes an atom true.
double open_atom(const Expression& atom, const Tables& tables, const Situation& situation) {
  const auto& answers = tables.finding[atom.finding].answers;
  double out = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool holds = atom.kind == Expression::Kind::at_least
                           ? answers[i].answer >= atom.bound
                           : answers[i].answer == static_cast<double>(atom.option);
    if (holds) out += situation.chance[atom.finding][i];
  }
  return out;
}

// Probability that a condition becomes true, its open atoms taken as independent.
double chance_of(const Expression& expression, const Answers& answers, const Tables& tables,
                 const Situation& situation) {
  if (expression.kind != Expression::Kind::count) {
    if (!answers.of[expression.finding]) return open_atom(expression, tables, situation);
    return evaluate(expression, answers) == reasoning::Truth::yes ? 1 : 0;
  }
  std::vector<double> exactly(expression.count + 1);  // so many hold, the last: or more
  exactly[0] = 1;
  for (const Expression& part : expression.of) {
    const double p = chance_of(part, answers, tables, situation);
    exactly.back() += exactly[expression.count - 1] * p;
    for (std::size_t k = expression.count - 1; k > 0; --k)
      exactly[k] = exactly[k] * (1 - p) + exactly[k - 1] * p;
    exactly[0] *= 1 - p;
  }
  return exactly.back();
}

void add_branch(const Tables& tables, const Situation& situation, const OpenBranch& open,
                std::vector<double>& worth) {
  const Expression& condition = open.branch->expression;
  const double now = chance_of(condition, situation.possible, tables, situation);
  if (now < tables.bounds.rule) return;
  const double by = steps(situation.assessment.urgency, open.branch->urgency);
  Answers with = situation.possible;
  for (const std::size_t f : open.open) {
    const auto before = with.of[f];
    for (std::size_t i = 0; i < situation.chance[f].size(); ++i) {
      with.of[f] = tables.finding[f].answers[i].answer;
      const double after = chance_of(condition, with, tables, situation);
      worth[f] += by * situation.chance[f][i] * std::abs(after - now);
    }
    with.of[f] = before;
  }
}

double chance_of_answer(const Tables& tables, const Situation& situation, std::size_t finding,
                        double answer) {
  const auto& answers = tables.finding[finding].answers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].answer == answer) return situation.chance[finding][i];
  }
  return 0;
}

void add_calming(const Tables& tables, const Situation& situation, std::vector<double>& worth) {
  const Calming calm = calming(tables, situation);
  double all = 1;
  for (std::size_t i = 0; i < calm.findings.size(); ++i) {
    all *= chance_of_answer(tables, situation, calm.findings[i], calm.harmless[i]);
  }
  for (const std::size_t f : calm.findings) worth[f] += calm.steps * all;
}

bool says_something(const Tables& tables, std::size_t finding, std::size_t cause) {
  const FindingTable& table = tables.finding[finding];
  if (tables.model->groups[*table.group].size() > 1) return true;
  const auto& causes = tables.model->rates[*table.rates].causes;
  return std::ranges::count(causes, cause, &knowledge::CauseRates::cause) > 0;
}

}  // namespace

std::vector<OpenBranch> raising_branches(const Tables& tables, const Situation& situation) {
  std::vector<OpenBranch> out;
  for (const knowledge::Flag& flag : tables.knowledge().flags) {
    for (const knowledge::Branch& branch : flag.branches) {
      if (branch.urgency <= situation.assessment.urgency) continue;
      if (evaluate(branch.expression, situation.possible) != reasoning::Truth::open) continue;
      OpenBranch next{&branch, {}};
      for (const Expression* atom : atoms(branch.expression)) {
        const std::size_t f = atom->finding;
        if (!situation.possible.of[f] && std::ranges::count(next.open, f) == 0)
          next.open.push_back(f);
      }
      out.push_back(std::move(next));
    }
  }
  return out;
}

Calming calming(const Tables& tables, const Situation& situation) {
  const Knowledge& knowledge = tables.knowledge();
  const Urgency now = situation.assessment.urgency;
  Calming out;
  Answers calmed = situation.implied;
  for (const reasoning::BranchState& fired : situation.assessment.fired) {
    const knowledge::Branch& branch = knowledge.flags[fired.flag].branches[fired.branch];
    if (branch.urgency != now) continue;
    for (const Expression* atom : harmless_atoms(branch.expression)) {
      const std::size_t f = atom->finding;
      if (calmed.of[f] || !std::ranges::binary_search(situation.open, f)) continue;
      calmed.of[f] = static_cast<double>(atom->option);
      out.findings.push_back(f);
      out.harmless.push_back(*calmed.of[f]);
    }
  }
  if (!out.findings.empty()) out.steps = steps(assess(*tables.model, calmed).urgency, now);
  return out.steps > 0 ? out : Calming{};
}

Urgency threshold_after(const Tables& tables, const Situation& situation, std::size_t finding,
                        double answer) {
  Urgency out = situation.assessment.urgency;
  const auto& group = tables.finding[finding].group;
  if (!group) return out;
  Answers with = situation.implied;
  with.of[finding] = answer;
  for (const std::size_t c : tables.dangerous) {
    if (!says_something(tables, finding, c)) continue;
    const double before = danger_factor(*tables.model, *group, situation.implied, c);
    const double after = danger_factor(*tables.model, *group, with, c);
    if (after <= before || before <= 0) continue;
    const double p = situation.danger[c];
    const double odds = p / (1 - p) * after / before;
    out = std::max(out, reasoning::threshold_urgency(tables.knowledge(), c, odds / (1 + odds)));
  }
  return out;
}

std::vector<double> urgency_worth(const Tables& tables, const Situation& situation) {
  std::vector<double> out(tables.finding.size());
  for (const OpenBranch& open : raising_branches(tables, situation))
    add_branch(tables, situation, open, out);
  add_calming(tables, situation, out);
  for (const std::size_t f : situation.open) {
    for (std::size_t i = 0; i < tables.finding[f].answers.size(); ++i) {
      const AnswerTable& answer = tables.finding[f].answers[i];
      if (!answer.alarming) continue;
      const Urgency reached = threshold_after(tables, situation, f, answer.answer);
      out[f] += steps(situation.assessment.urgency, reached) * situation.chance[f][i];
    }
  }
  return out;
}

}  // namespace dorsal::interview
