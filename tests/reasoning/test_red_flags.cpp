#include <algorithm>
#include <map>
#include <set>

#include "dorsal/reasoning/red_flags.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class RedFlags : public WithKnowledge {
 protected:
  static BranchState state(const Answers& given, std::string_view id) {
    for (const BranchState& state : evaluate_flags(known(), given)) {
      if (known().flags[state.flag].branches[state.branch].id == id) return state;
    }
    ADD_FAILURE() << "no branch " << id;
    return {};
  }
};

TEST_F(RedFlags, have_three_values) {
  EXPECT_EQ(state(answers({}), "R7a").truth, Truth::open);
  EXPECT_EQ(state(answers({{"fever", "false"}}), "R7a").truth, Truth::no);
  EXPECT_EQ(state(answers({{"fever", "true"}}), "R7a").truth, Truth::yes);
}

TEST_F(RedFlags, fire_whatever_the_unanswered_are_or_are_denied_whatever_they_are) {
  EXPECT_EQ(state(answers({{"weak_legs", "true"}}), "R1a").truth, Truth::yes);
  EXPECT_EQ(state(answers({{"cancer_history", "false"}}), "R2a").truth, Truth::no);
  EXPECT_EQ(state(answers({{"cancer_history", "true"}}), "R2a").truth, Truth::open);
}

TEST_F(RedFlags, count_how_many_of_a_list_hold) {
  EXPECT_EQ(state(answers({{"vte_risk", "true"}}), "R6b").truth, Truth::open);
  EXPECT_EQ(state(answers({{"vte_risk", "true"}, {"syncope", "true"}}), "R6b").truth, Truth::yes);
  EXPECT_EQ(state(answers({{"vte_risk", "true"},
                           {"syncope", "false"},
                           {"dyspnoea", "false"},
                           {"haemoptysis", "false"},
                           {"leg_swelling_one", "false"},
                           {"worse_breathing", "false"}}),
                  "R6b")
                .truth,
            Truth::no);
}

TEST_F(RedFlags, say_because_of_what_and_what_is_open) {
  const BranchState fired = state(answers({{"fever", "true"}, {"cough", "true"}}), "R6f");
  EXPECT_EQ(fired.truth, Truth::yes);
  EXPECT_EQ(fired.because, (std::vector<std::size_t>{finding("fever"), finding("cough")}));
  EXPECT_EQ(fired.open,
            (std::vector<std::size_t>{finding("dyspnoea"), finding("worse_breathing")}));
}

TEST_F(RedFlags, hear_what_an_answer_implies) {
  EXPECT_EQ(state(answers({{"rigors", "true"}}), "R7a").truth, Truth::yes);
  EXPECT_EQ(state(answers({{"dyspnoea_sudden", "true"}, {"dyspnoea", "false"}}), "R6e").truth,
            Truth::yes);
}

// Truth of a branch over every set of answers to its findings: an atom turned true never makes it
// less true. Answers that no atom tells apart are one.
class Lattice {
 public:
  Lattice(const knowledge::Expression& expression, std::size_t findings) : expression_(expression) {
    for (const auto* atom : atoms(expression)) {
      add(*atom);
      alarms_[atom->finding].insert(value_of(*atom));
    }
    for (const auto* atom : harmless_atoms(expression)) add(*atom);
    given_.of.resize(findings);
  }

  /// @return the number of sets of answers looked at
  std::size_t check() {
    visit(values_.begin());
    return looked_at_;
  }

  /// Sets of answers drawn, half of the findings at what takes the branch back.
  void sample(int draws, std::mt19937& random) {
    for (int i = 0; i < draws; ++i) {
      for (const auto& [finding, values] : values_) {
        given_.of[finding] = values[random() % values.size()];
        for (const auto* atom : harmless_atoms(expression_)) {
          if (atom->finding == finding && random() % 8 > 0) given_.of[finding] = value_of(*atom);
        }
      }
      check_steps();
    }
  }

 private:
  static double value_of(const knowledge::Expression& atom) {
    return atom.kind == knowledge::Expression::Kind::at_least ? atom.bound
                                                              : static_cast<double>(atom.option);
  }

  void add(const knowledge::Expression& atom) {
    auto& values = values_[atom.finding];
    if (values.empty()) values.emplace_back(std::nullopt), values.emplace_back(kHarmless);
    const std::optional<double> value = value_of(atom);
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  }

  static constexpr double kHarmless = -1;  // an answer that no atom hears

  void visit(std::map<std::size_t, std::vector<std::optional<double>>>::iterator at) {
    if (at == values_.end()) return check_steps();
    for (const auto& value : at->second) {
      given_.of[at->first] = value;
      visit(std::next(at));
    }
  }

  void check_steps() {
    ++looked_at_;
    const Truth before = evaluate(expression_, given_);
    for (auto& [finding, values] : values_) {
      const auto old = given_.of[finding];
      if (old && alarms_[finding].contains(*old)) continue;
      for (const double alarm : alarms_[finding]) {
        given_.of[finding] = alarm;
        const Truth after = evaluate(expression_, given_);
        // Fired stays fired, whether the answer was unanswered or harmless; from harmless on, an
        // open one stays open as well.
        ASSERT_TRUE(before != Truth::yes || after == Truth::yes);
        ASSERT_TRUE(!old || after >= before);
      }
      if (old) {
        given_.of[finding].reset();  // dropping a "no"
        ASSERT_GE(evaluate(expression_, given_), before);
      }
      given_.of[finding] = old;
    }
  }

  const knowledge::Expression& expression_;
  std::map<std::size_t, std::vector<std::optional<double>>> values_;
  std::map<std::size_t, std::set<double>> alarms_;
  Answers given_;
  std::size_t looked_at_ = 0;
};

std::size_t size_of(const knowledge::Expression& expression) {
  std::map<std::size_t, std::size_t> values;
  auto heard = atoms(expression);
  const auto calming = harmless_atoms(expression);
  heard.insert(heard.end(), calming.begin(), calming.end());
  for (const auto* atom : heard)
    values[atom->finding] = std::max<std::size_t>(values[atom->finding] + 1, 3);
  double size = 1;
  for (const auto& [finding, count] : values) size *= static_cast<double>(count);
  return size > 1e9 ? 1000000000 : static_cast<std::size_t>(size);
}

TEST_F(RedFlags, never_become_less_true_by_an_alarming_answer_exhaustively) {
  constexpr std::size_t kMost =
      60000;  // sets of answers of one branch; larger ones are drawn below
  std::size_t whole = 0;
  std::size_t branches = 0;
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) {
      ++branches;
      if (size_of(branch.expression) > kMost) continue;
      ++whole;
      Lattice lattice(branch.expression, known().findings.size());
      EXPECT_GT(lattice.check(), 1U) << branch.id;
      ASSERT_FALSE(HasFatalFailure()) << branch.id;
    }
  }
  EXPECT_EQ(branches, 88U);
  EXPECT_GE(whole, 74U) << "of 88 branches";
}

TEST_F(RedFlags, that_can_be_taken_back_never_become_less_true_either) {
  std::mt19937 random(20261128);
  std::size_t branches = 0;
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) {
      if (harmless_atoms(branch.expression).empty()) continue;
      ++branches;
      Lattice(branch.expression, known().findings.size()).sample(3000, random);
      ASSERT_FALSE(HasFatalFailure()) << branch.id;
    }
  }
  EXPECT_EQ(branches, 9U);
}

knowledge::Expression without_unless(knowledge::Expression expression) {
  expression.unless.clear();
  for (auto& part : expression.of) part = without_unless(part);
  return expression;
}

// So a rule that was mended says what its reference says until a harmless answer is given.
TEST_F(RedFlags, are_as_the_reference_writes_them_where_nothing_takes_them_back) {
  std::mt19937 random(3);
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) {
      if (branch.reference.empty()) continue;
      const auto reference = knowledge::parse_expression(branch.reference, known().findings);
      ASSERT_TRUE(reference) << branch.id;
      const auto ours = without_unless(branch.expression);
      for (int i = 0; i < 2000; ++i) {
        const Answers given = any_interview(0.5, 0.4, random);
        ASSERT_EQ(evaluate(ours, given), evaluate(*reference, given)) << branch.id;
      }
    }
  }
}

TEST_F(RedFlags, are_taken_back_by_harmless_answers_alone_and_only_by_all_of_them) {
  const Answers calm = answers({{"numb_legs", "true"},
                                {"weak_legs", "false"},
                                {"gait_unsteady", "false"},
                                {"bladder_change", "false"},
                                {"bowel_change", "false"},
                                {"saddle_numb", "false"},
                                {"numb_band_trunk", "false"},
                                {"progressive_worse", "false"}});
  const BranchState taken_back = state(calm, "R1c");
  EXPECT_EQ(taken_back.truth, Truth::no);
  EXPECT_EQ(taken_back.calmed_by.size(), 7U);
  EXPECT_EQ(state(calm, "R1f").truth, Truth::yes);
  for (const std::size_t one : taken_back.calmed_by) {
    Answers less = calm;
    less.of[one].reset();
    EXPECT_EQ(state(less, "R1c").truth, Truth::yes) << known().findings[one].id;
    EXPECT_EQ(state(less, "R1c").could_calm, std::vector<std::size_t>{one});
  }
}

// An expression is built of counts alone, and a count grows with each of its parts. Every count of
// the rules, with its parts as free values, is looked at in full: by induction over the tree this
// covers the branches that are too large to be looked at as a whole.
void check_counts(const knowledge::Expression& expression) {
  if (expression.kind != knowledge::Expression::Kind::count) return;
  for (const auto& part : expression.of) check_counts(part);
  for (const auto& calm : expression.unless) check_counts(calm);
  knowledge::Expression flat;
  flat.count = expression.count;
  for (std::size_t i = 0; i < expression.of.size(); ++i) {
    knowledge::Expression atom;
    atom.kind = knowledge::Expression::Kind::option;
    atom.finding = i;
    atom.option = 1;
    flat.of.push_back(atom);
  }
  ASSERT_LE(expression.of.size(), 20U);
  // Parts that are alike may be swapped: how many are yes, open and no says all.
  const std::size_t n = expression.of.size();
  const auto truth = [&](std::size_t yes, std::size_t open) {
    Answers given{std::vector<std::optional<double>>(n, 0.0)};
    for (std::size_t i = 0; i < yes; ++i) given.of[i] = 1.0;
    for (std::size_t i = yes; i < yes + open; ++i) given.of[i].reset();
    return evaluate(flat, given);
  };
  for (std::size_t yes = 0; yes <= n; ++yes) {
    for (std::size_t open = 0; yes + open <= n; ++open) {
      if (open > 0) {
        ASSERT_GE(truth(yes + 1, open - 1), truth(yes, open));
      }
      if (yes + open < n) {
        ASSERT_GE(truth(yes, open + 1), truth(yes, open));
      }
    }
  }
}

// The one step that is not a count: it grows with its condition and shrinks with what takes it
// back.
TEST_F(RedFlags, unless_grows_with_its_condition_and_shrinks_only_by_what_is_answered) {
  const auto atom = [](std::size_t finding) {
    knowledge::Expression out;
    out.kind = knowledge::Expression::Kind::option;
    out.finding = finding;
    out.option = 1;
    return out;
  };
  knowledge::Expression whole;
  whole.count = 1;
  whole.of.push_back(atom(0));
  whole.unless.push_back(atom(1));
  const auto truth = [&](Truth condition, Truth calm) {
    const auto as_answer = [](Truth t) {
      return t == Truth::open ? std::nullopt : std::optional<double>(t == Truth::yes ? 1 : 0);
    };
    return evaluate(whole, Answers{{as_answer(condition), as_answer(calm)}});
  };
  for (const Truth condition : {Truth::no, Truth::open, Truth::yes}) {
    EXPECT_EQ(truth(condition, Truth::no), condition);
    EXPECT_EQ(truth(condition, Truth::open), condition);
    EXPECT_EQ(truth(condition, Truth::yes), Truth::no);
  }
}

TEST_F(RedFlags, every_count_grows_with_its_parts) {
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) check_counts(branch.expression);
  }
}

}  // namespace
}  // namespace dorsal::reasoning_test
