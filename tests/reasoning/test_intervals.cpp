#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/interval.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class Intervals : public WithKnowledge {
 protected:
  const Answers given = answers({{"age", "45"},
                                 {"sex", "male"},
                                 {"worse_sitting", "true"},
                                 {"screen_posture", "true"},
                                 {"fever", "false"},
                                 {"onset", "gradual_weeks_months"}});
};

TEST_F(Intervals, hold_the_probability_and_are_probabilities) {
  const auto p = infer(model(), given).marginal;
  const auto out = intervals(model(), given, 50, 1);
  for (std::size_t c = 0; c < p.size(); ++c) {
    EXPECT_LE(0, out[c].low);
    EXPECT_LE(out[c].low, p[c]);
    EXPECT_LE(p[c], out[c].high);
    EXPECT_LE(out[c].high, 1);
  }
  const std::size_t top = cause("postural_deconditioning");
  EXPECT_GT(out[top].high - out[top].low, 0.1);
}

TEST_F(Intervals, equal_seeds_give_equal_ones) {
  const auto a = intervals(model(), given, 20, 7);
  const auto b = intervals(model(), given, 20, 7);
  const auto c = intervals(model(), given, 20, 8);
  EXPECT_EQ(a[0].low, b[0].low);
  EXPECT_NE(a[0].low, c[0].low);
}

TEST_F(Intervals, knowledge_without_doubt_gives_no_width) {
  knowledge::Knowledge sure = *knowledge::embedded();
  for (auto& cause : sure.causes) {
    cause.prior.low = cause.prior.high = cause.prior.value;
    for (auto& row : cause.likelihoods) row.low = row.high = std::nullopt;
  }
  for (auto* spread :
       {&sure.limits.spread_measured, &sure.limits.spread_derived, &sure.limits.spread_expert}) {
    spread->value = 0;
  }
  const auto prepared = prepare(sure);
  ASSERT_TRUE(prepared);
  for (const auto& one : intervals(*prepared, given, 10, 1)) EXPECT_NEAR(one.low, one.high, 1e-12);
}

TEST_F(Intervals, move_with_the_range_of_an_exposure_that_no_study_measured) {
  const Answers overhead = answers({{"overhead_work", "true"}, {"heavy_bag", "true"}});
  const auto width = [&](double low, double high) {
    knowledge::Knowledge changed = *knowledge::embedded();
    for (auto& exposure : changed.exposures) {
      if (exposure.evidence.quality != knowledge::Quality::expert) continue;
      exposure.low = low;
      exposure.high = high;
    }
    const auto prepared = prepare(changed);
    EXPECT_TRUE(prepared);
    const Interval one = intervals(*prepared, overhead, 400, 5)[cause("postural_deconditioning")];
    return one.high - one.low;
  };
  EXPECT_GT(width(0.3, 5), width(1.2, 1.2) + 0.02);
}

TEST_F(Intervals, wider_ranges_give_wider_ones) {
  knowledge::Knowledge unsure = *knowledge::embedded();
  unsure.limits.spread_expert.value *= 2;
  const auto prepared = prepare(unsure);
  ASSERT_TRUE(prepared);
  const std::size_t top = cause("postural_deconditioning");
  const auto narrow = intervals(model(), given, 100, 1)[top];
  const auto wide = intervals(*prepared, given, 100, 1)[top];
  EXPECT_GT(wide.high - wide.low, narrow.high - narrow.low);
}

TEST_F(Intervals, no_draws_give_the_probability_itself) {
  const auto p = infer(model(), given).marginal;
  const auto out = intervals(model(), given, 0, 1);
  for (std::size_t c = 0; c < p.size(); ++c) EXPECT_EQ(out[c].low, p[c]);
}

}  // namespace
}  // namespace dorsal::reasoning_test
