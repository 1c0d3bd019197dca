#include <algorithm>
#include <map>

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
      auto& values = values_[atom->finding];
      if (values.empty()) values.emplace_back(std::nullopt), values.emplace_back(kHarmless);
      const double alarm = atom->kind == knowledge::Expression::Kind::at_least
                               ? atom->bound
                               : static_cast<double>(atom->option);
      if (std::ranges::find(values, std::optional<double>(alarm)) == values.end())
        values.emplace_back(alarm);
    }
    given_.of.resize(findings);
  }

  /// @return the number of sets of answers looked at
  std::size_t check() {
    visit(values_.begin());
    return looked_at_;
  }

 private:
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
      if (old && *old != kHarmless) continue;
      for (std::size_t i = 2; i < values.size(); ++i) {
        given_.of[finding] = values[i];
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
  Answers given_;
  std::size_t looked_at_ = 0;
};

std::size_t size_of(const knowledge::Expression& expression) {
  std::map<std::size_t, std::size_t> values;
  for (const auto* atom : atoms(expression))
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
  EXPECT_EQ(branches, 80U);
  EXPECT_GE(whole, 70U) << "of 80 branches";
}

// An expression is built of counts alone, and a count grows with each of its parts. Every count of
// the rules, with its parts as free values, is looked at in full: by induction over the tree this
// covers the branches that are too large to be looked at as a whole.
void check_counts(const knowledge::Expression& expression) {
  if (expression.kind != knowledge::Expression::Kind::count) return;
  for (const auto& part : expression.of) check_counts(part);
  knowledge::Expression flat;
  flat.count = expression.count;
  for (std::size_t i = 0; i < expression.of.size(); ++i) {
    knowledge::Expression atom;
    atom.kind = knowledge::Expression::Kind::option;
    atom.finding = i;
    atom.option = 1;
    flat.of.push_back(atom);
  }
  ASSERT_LE(expression.of.size(), 16U);
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

TEST_F(RedFlags, every_count_grows_with_its_parts) {
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) check_counts(branch.expression);
  }
}

}  // namespace
}  // namespace dorsal::reasoning_test
