#include "brute_force.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class Inference : public WithKnowledge {
 protected:
  static void expect_like_brute_force(const Answers& given) {
    const Posterior fast = infer(model(), given);
    const auto slow = BruteForce(known()).marginals(given);
    for (std::size_t c = 0; c < fast.marginal.size(); ++c) {
      EXPECT_NEAR(fast.marginal[c], slow[c], 1e-12) << known().causes[c].id;
    }
    EXPECT_NEAR(fast.none, slow.back(), 1e-12);
  }
};

TEST_F(Inference, agrees_with_brute_force_over_random_interviews) {
  std::mt19937 random(20260101);
  for (const double share : {0.0, 0.05, 0.15, 0.15, 0.3}) {
    expect_like_brute_force(any_interview(share, 0.3, random));
  }
}

TEST_F(Inference, agrees_with_brute_force_on_every_answer_alone) {
  const Answers nothing = no_answers(known());
  for (const char* id : {"age", "sex", "trauma_severity", "morning_stiffness", "onset", "loc_side",
                         "duration_class", "after_event", "smoking", "worse_movement"}) {
    const auto& asked = known().findings[finding(id)];
    const std::size_t answers_to_it = is_numeric(asked) ? 3 : asked.options.size();
    for (std::size_t i = 0; i < answers_to_it; ++i) {
      Answers given = nothing;
      given.of[finding(id)] =
          is_numeric(asked) ? 30 + 25 * static_cast<double>(i) : static_cast<double>(i);
      expect_like_brute_force(given);
    }
  }
}

TEST_F(Inference, a_thousand_yeses_do_not_leave_the_range_of_a_double) {
  std::mt19937 random(3);
  const Posterior out = infer(model(), any_interview(1, 1, random));
  double sum = out.none;
  for (const double p : out.single) sum += p;
  for (const double p : out.pair) sum += p;
  EXPECT_NEAR(sum, 1, 1e-12);
}

TEST_F(Inference, among_people_with_one_cause_the_shares_given_come_out_again) {
  const Posterior out = infer(model(), no_answers(known()));
  double single = 0;
  for (const double p : out.single) single += p;
  for (std::size_t c = 0; c < out.single.size(); ++c) {
    EXPECT_NEAR(out.single[c] / single, known().causes[c].prior.value, 1e-12);
  }
}

// The main cause of a pair is one drawn by the shares: P(main a | pair ab) = 1/(1-a) : 1/(1-b).
TEST_F(Inference, the_main_causes_of_everybody_have_the_shares_given) {
  const Posterior out = infer(model(), no_answers(known()));
  std::vector<double> main = out.single;
  for (std::size_t b = 0; b < main.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const double pair = out.pair[pair_index(a, b)];
      const double to_a = 1 / (1 - known().causes[a].prior.value);
      const double to_b = 1 / (1 - known().causes[b].prior.value);
      main[a] += pair * to_a / (to_a + to_b);
      main[b] += pair * to_b / (to_a + to_b);
    }
  }
  for (std::size_t c = 0; c < main.size(); ++c) {
    EXPECT_NEAR(main[c] / (1 - out.none), known().causes[c].prior.value, 1e-12);
  }
}

TEST_F(Inference, the_shares_of_none_and_of_two_are_those_of_the_limits) {
  const Posterior out = infer(model(), no_answers(known()));
  double two = 0;
  for (const double p : out.pair) two += p;
  EXPECT_NEAR(out.none, known().limits.none.value, 1e-12);
  EXPECT_NEAR(two, known().limits.two.value, 1e-12);
}

TEST_F(Inference, an_answer_that_no_cause_speaks_of_changes_nothing) {
  const Answers nothing = no_answers(known());
  for (const char* id : {"severity_now", "sitting_hours", "nsaid_allergy_or_asthma"}) {
    Answers given = nothing;
    given.of[finding(id)] = 1;
    const auto before = infer(model(), nothing).marginal;
    const auto after = infer(model(), given).marginal;
    for (std::size_t c = 0; c < before.size(); ++c) EXPECT_NEAR(before[c], after[c], 1e-13) << id;
  }
}

TEST_F(Inference, findings_that_repeat_each_other_count_once) {
  const std::size_t cord = cause("cord_compression");
  const auto odds = [&](const Answers& given) {
    const double p = infer(model(), given).single[cord];
    return p / infer(model(), given).single[cause("other_unspecified")];
  };
  const double one = odds(answers({{"weak_legs", "true"}}));
  const double three =
      odds(answers({{"weak_legs", "true"}, {"gait_unsteady", "true"}, {"numb_legs", "true"}}));
  EXPECT_NEAR(three, one, one * 1e-9);
}

TEST_F(Inference, exposures_raise_the_causes_they_bring_about_in_the_sex_they_were_measured_in) {
  const std::size_t strain = cause("muscle_overuse");
  const double men = infer(model(), answers({{"sex", "male"}})).marginal[strain];
  const double bent =
      infer(model(), answers({{"sex", "male"}, {"trunk_bending", "true"}})).marginal[strain];
  const double straight =
      infer(model(), answers({{"sex", "male"}, {"trunk_bending", "false"}})).marginal[strain];
  EXPECT_GT(bent, men);
  EXPECT_LT(straight, men);
  EXPECT_NEAR(
      infer(model(), answers({{"sex", "female"}, {"trunk_bending", "true"}})).marginal[strain],
      infer(model(), answers({{"sex", "female"}})).marginal[strain], 1e-13);
}

}  // namespace
}  // namespace dorsal::reasoning_test
