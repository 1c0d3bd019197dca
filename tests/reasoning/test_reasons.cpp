#include <cmath>

#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/reasons.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class Reasons : public WithKnowledge {};

TEST_F(Reasons, add_up_to_the_odds_against_ordinary_pain) {
  std::mt19937 random(17);
  for (int i = 0; i < 10; ++i) {
    const Answers given = any_interview(0.3, 0.3, random);
    const Posterior out = infer(model(), given);
    const std::size_t other = cause("other_unspecified");  // has no row of its own
    for (std::size_t c = 0; c < known().causes.size(); ++c) {
      double sum = 0;
      for (const Reason& reason : reasons(model(), given, c))
        sum += reason.counted ? reason.log_odds : 0;
      const double prior =
          std::log(known().causes[c].prior.value / known().causes[other].prior.value);
      const double odds = std::log(out.single[c] / out.single[other]);
      EXPECT_NEAR(odds, prior + sum, 1e-9) << known().causes[c].id;
    }
  }
}

TEST_F(Reasons, carry_the_source_of_their_row) {
  const auto given = answers({{"q_tearing", "true"}, {"worse_movement", "true"}, {"sex", "male"}});
  const auto found = reasons(model(), given, cause("aortic_dissection"));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].finding, finding("q_tearing"));
  EXPECT_NEAR(found[0].log_odds, std::log(0.506 / 0.01), 1e-9);
  EXPECT_EQ(found[0].evidence->quality, knowledge::Quality::measured);
  EXPECT_NE(found[0].evidence->source.find("Hagan"), std::string::npos);
  EXPECT_LT(found[1].log_odds, 0);
}

TEST_F(Reasons, of_a_group_one_is_counted) {
  const auto given = answers({{"weak_legs", "true"}, {"gait_unsteady", "true"}});
  const auto found = reasons(model(), given, cause("cord_compression"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].counted);
  EXPECT_FALSE(found[1].counted);
}

TEST_F(Reasons, name_the_study_of_an_exposure) {
  const auto given = answers({{"sex", "male"}, {"driving_work", "true"}});
  const auto found = reasons(model(), given, cause("muscle_overuse"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].evidence->source.find("Fouquet 2014"), std::string::npos);
  EXPECT_NEAR(found[0].log_odds, std::log(2.8 / (0.88 + 0.12 * 2.8)), 1e-12);
}

TEST_F(Reasons, call_an_exposure_that_no_study_measured_our_own_estimate) {
  const auto given = answers({{"overhead_work", "true"}});
  const auto found = reasons(model(), given, cause("postural_deconditioning"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].evidence->quality, knowledge::Quality::expert);
  EXPECT_NE(found[0].evidence->source.find("no study"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::reasoning_test
