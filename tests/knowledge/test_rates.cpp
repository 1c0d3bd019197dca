#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/knowledge/rates.hpp"

namespace dorsal::knowledge {
namespace {

class RatesOf : public ::testing::Test {
 protected:
  Knowledge known = std::move(*embedded());

  [[nodiscard]] Rates of(const char* finding) const {
    return **rates_of(known, *known.find_finding(finding));
  }
  [[nodiscard]] const std::vector<double>& in(const Rates& rates, const char* cause) const {
    return std::ranges::find(rates.causes, *known.find_cause(cause), &CauseRates::cause)->p;
  }
};

TEST_F(RatesOf, every_distribution_adds_to_one) {
  const auto all = all_rates(known);
  ASSERT_TRUE(all);
  for (const Rates& rates : *all) {
    EXPECT_NEAR(std::reduce(rates.ordinary.begin(), rates.ordinary.end()), 1, 1e-12);
    for (const CauseRates& own : rates.causes) {
      EXPECT_NEAR(std::reduce(own.p.begin(), own.p.end()), 1, 1e-12);
    }
  }
}

TEST_F(RatesOf, nested_ranges_are_met_together) {
  const Rates age = of("age");
  ASSERT_EQ(age.edges, (std::vector<double>{50, 70}));
  const auto& p = in(age, "osteoporotic_vertebral_fracture");
  EXPECT_NEAR(p[0], 0.08, 1e-12);
  EXPECT_NEAR(p[1], 0.32, 1e-12);
  EXPECT_NEAR(p[2], 0.60, 1e-12);
  EXPECT_EQ(category(age, 49), 0U);
  EXPECT_EQ(category(age, 50), 1U);
  EXPECT_EQ(category(age, 70), 2U);
}

TEST_F(RatesOf, what_a_cause_leaves_is_shared_as_among_ordinary_pain) {
  const Rates age = of("age");
  const auto& dish = in(age, "dish");  // >=50 only
  EXPECT_NEAR(dish[2] / dish[1], 0.1 / 0.3, 1e-12);
  const Rates onset = of("onset");
  const auto& aorta = in(onset, "aortic_dissection");
  EXPECT_NEAR(aorta[0], 0.848, 1e-12);
  EXPECT_NEAR(aorta[1], 0.152 * 0.35 / 0.9, 1e-12);
}

TEST_F(RatesOf, the_best_known_of_several_rows_counts) {
  // 0.506 of the registry stands; sex has a derived row beside an expert one.
  EXPECT_NEAR(in(of("sex"), "aortic_dissection")[0], 0.347, 1e-12);
  EXPECT_NEAR(in(of("onset"), "aortic_dissection")[0], 0.848, 1e-12);
}

TEST_F(RatesOf, ratios_become_probabilities_against_the_ordinary_rate) {
  // Pain on breathing in coronary disease: LR+ 0.2 of an ordinary 0.15.
  EXPECT_NEAR(in(of("worse_breathing"), "acute_coronary_syndrome")[1], 0.03, 1e-12);
  // Figures against other chest pain are kept, not used.
  EXPECT_NEAR(in(of("sweating"), "acute_coronary_syndrome")[1], 0.4, 1e-12);
}

TEST_F(RatesOf, findings_without_rows_have_none) {
  EXPECT_FALSE(*rates_of(known, *known.find_finding("severity_now")));
}

}  // namespace
}  // namespace dorsal::knowledge
