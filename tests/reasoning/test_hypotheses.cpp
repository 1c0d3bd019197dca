#include <gtest/gtest.h>

#include "dorsal/reasoning/hypotheses.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class Hypotheses : public WithKnowledge {};

// Taken apart for the interview, it must still be the inference of infer(): rounding alone differs.
TEST_F(Hypotheses, prior_times_the_strongest_ratio_of_each_group_is_what_infer_gives) {
  std::mt19937 random(3);
  for (int person = 0; person < 20; ++person) {
    const Answers given = any_interview(0.3, 0.2, random);
    auto weights = prior_of_hypotheses(model(), given);
    for (const auto& group : model().groups) {
      std::vector<double> counts(weights.size(), 1.0);
      for (const std::size_t i : group) {
        const auto& answer = given.of[model().rates[i].finding];
        if (!answer) continue;
        const auto ratio = answer_ratios(model(), i, *answer);
        for (std::size_t h = 0; h < counts.size(); ++h) counts[h] = stronger(counts[h], ratio[h]);
      }
      for (std::size_t h = 0; h < counts.size(); ++h) weights[h] *= counts[h];
    }
    const auto p = marginals(weights, known().causes.size());
    const auto expected = infer(model(), given).marginal;
    for (std::size_t c = 0; c < p.size(); ++c) EXPECT_NEAR(p[c], expected[c], 1e-12);
  }
}

TEST_F(Hypotheses, every_answer_together_is_certain_under_each_of_them) {
  for (std::size_t i = 0; i < model().rates.size(); ++i) {
    const auto& rates = model().rates[i];
    if (is_numeric(known().findings[rates.finding])) continue;
    std::vector<double> sum(hypothesis_count(known().causes.size()));
    for (std::size_t v = 0; v < rates.ordinary.size(); ++v) {
      const auto ratio = answer_ratios(model(), i, static_cast<double>(v));
      for (std::size_t h = 0; h < sum.size(); ++h) sum[h] += ratio[h] * rates.ordinary[v];
    }
    for (const double one : sum) EXPECT_NEAR(one, 1, 1e-12) << known().findings[rates.finding].id;
  }
}

TEST_F(Hypotheses, pairs_stand_where_their_index_says) {
  const std::size_t causes = known().causes.size();
  std::size_t at = hypothesis_of(causes - 1);
  for (std::size_t b = 0; b < causes; ++b) {
    for (std::size_t a = 0; a < b; ++a) EXPECT_EQ(hypothesis_of(causes, a, b), ++at);
  }
  EXPECT_EQ(at + 1, hypothesis_count(causes));
}

TEST_F(Hypotheses, the_factors_of_a_danger_multiply_to_its_odds) {
  const Answers given = answers({{"fever", "true"},
                                 {"night_pain_wakes", "true"},
                                 {"cough", "false"},
                                 {"iv_drug_use", "true"}});
  const std::size_t infection = cause("spinal_infection_abscess");
  double odds = model().prior[infection] / (1 - model().prior[infection]);
  for (std::size_t g = 0; g < model().groups.size(); ++g)
    odds *= danger_factor(model(), g, given, infection);
  EXPECT_NEAR(danger_probability(model(), given, infection), odds / (1 + odds), 1e-12);
}

}  // namespace
}  // namespace dorsal::reasoning_test
