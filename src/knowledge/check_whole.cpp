#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "dorsal/knowledge/rates.hpp"
#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

void check_priors(const Knowledge& all, Mistakes& mistakes) {
  double sum = 0;
  for (const Cause& cause : all.causes) sum += cause.prior.value;
  if (std::abs(sum - 1) <= 1e-6) return;
  // The last cause of the list is as good as any to name; the sentence says what is meant.
  mistakes.add({"causes", 0}, fmt::format("the priors of all causes add to {:.9g}, not to 1", sum),
               "lower or raise some of them; other_unspecified holds the remainder",
               ErrorCode::out_of_range);
}

void check_rates(const Knowledge& all, Mistakes& mistakes) {
  for (std::size_t i = 0; i < all.findings.size(); ++i) {
    const auto rates = rates_of(all, i);
    if (rates) continue;
    const Error& error = rates.error();
    mistakes.add({error.place, 0}, error.sentence, error.hint, error.code);
  }
}

// Walks along `implies` from one finding; true where it comes back to it.
bool implies_itself(const Knowledge& all, const std::string& start) {
  std::set<std::string> seen;
  std::vector<std::string> open{start};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    for (const std::string& next : all.findings[*all.find_finding(at)].implies) {
      if (next == start) return true;
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return false;
}

void check_circles(const Knowledge& all, Mistakes& mistakes) {
  for (const Finding& finding : all.findings) {
    if (implies_itself(all, finding.id)) {
      mistakes.add(finding.place, fmt::format("\"{}\" implies itself in a circle", finding.id));
    }
    if (finding.asked_if == finding.id) {
      mistakes.add(finding.place, fmt::format("\"{}\" is asked only if it is true", finding.id));
    }
  }
}

bool speaks_of(const Alarm& alarm, const Expression& atom) {
  if (atom.kind == Expression::Kind::option) return alarm.option == atom.option;
  return alarm.at_least && *alarm.at_least == atom.bound;
}

// Alarming answers and the atoms of the rules must be the same set: whatever a rule hears is marked
// as alarming, and nothing is alarming that no rule hears.
void check_alarms(const Knowledge& all, Mistakes& mistakes) {
  std::vector<std::vector<bool>> heard;
  for (const Finding& finding : all.findings) heard.emplace_back(finding.alarming.size(), false);
  for (const Flag& flag : all.flags) {
    for (const Branch& branch : flag.branches) {
      for (const Expression* atom : atoms(branch.expression)) {
        const Finding& finding = all.findings[atom->finding];
        bool known = false;
        for (std::size_t i = 0; i < finding.alarming.size(); ++i) {
          if (!speaks_of(finding.alarming[i], *atom)) continue;
          heard[atom->finding][i] = known = true;
        }
        if (known) continue;
        mistakes.add(branch.place, fmt::format("\"{}\" is used here with an answer that its file "
                                               "does not call alarming",
                                               finding.id));
      }
    }
  }
  for (std::size_t f = 0; f < heard.size(); ++f) {
    if (std::ranges::find(heard[f], false) == heard[f].end()) continue;
    mistakes.add(
        all.findings[f].place,
        fmt::format("\"{}\" has an alarming answer that no rule hears", all.findings[f].id));
  }
}

void check_rules(const Knowledge& all, Mistakes& mistakes) {
  for (const Flag& flag : all.flags) {
    for (const Branch& branch : flag.branches) {
      if (can_be_true(branch.expression)) continue;
      mistakes.add(branch.place,
                   "this expression can never be true, because it asks for two answers "
                   "to one question");
    }
  }
}

// What takes a rule back must stay a harmless answer: no emergency may be taken back, and no answer
// that another finding implies, or an alarm could calm.
void check_unless(const Knowledge& all, const Branch& branch, Mistakes& mistakes) {
  const auto calming = harmless_atoms(branch.expression);
  if (!calming.empty() && branch.urgency == Urgency::emergency_now) {
    mistakes.add(branch.place, "an emergency cannot be taken back by UNLESS");
  }
  for (const Expression* atom : calming) {
    const Finding& finding = all.findings[atom->finding];
    const auto implied = [&](const Finding& other) {
      return std::ranges::find(other.implies, finding.id) != other.implies.end();
    };
    if (atom->option != 1 || finding.type != AnswerType::boolean) continue;
    if (std::ranges::none_of(all.findings, implied)) continue;
    mistakes.add(branch.place, fmt::format("\"{}\" is implied by another finding and cannot "
                                           "stand after UNLESS",
                                           finding.id));
  }
}

void check_unless(const Knowledge& all, Mistakes& mistakes) {
  for (const Flag& flag : all.flags) {
    for (const Branch& branch : flag.branches) check_unless(all, branch, mistakes);
  }
}

void check_facts(const Knowledge& all, Mistakes& mistakes) {
  for (std::size_t i = 0; i < all.facts.size(); ++i) {
    if (all.facts[i].number == static_cast<int>(i) + 1) continue;
    mistakes.add(all.facts[i].place,
                 fmt::format("facts must be numbered from 1 without a gap; {} is "
                             "missing",
                             i + 1));
    return;
  }
}

}  // namespace

void check_whole(const Knowledge& knowledge, Mistakes& mistakes) {
  check_priors(knowledge, mistakes);
  check_rates(knowledge, mistakes);
  check_circles(knowledge, mistakes);
  check_alarms(knowledge, mistakes);
  check_rules(knowledge, mistakes);
  check_unless(knowledge, mistakes);
  check_facts(knowledge, mistakes);
}

}  // namespace dorsal::knowledge
