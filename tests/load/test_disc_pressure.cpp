#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "body/people.hpp"
#include "dorsal/load/disc_pressure.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Level;

TEST(DiscPressure, is_force_over_area_times_the_index_with_both_left_open) {
  const body::DiscArea area = {1000e-6, 800e-6, 1250e-6};
  const auto pressure = disc_pressure(Level::L3L4, area, 500);
  ASSERT_TRUE(pressure.has_value());
  EXPECT_NEAR(pressure->value, 1.6 * 500 / 1000e-6, 1e-6);
  EXPECT_NEAR(pressure->low, 1.5 * 500 / 1250e-6, 1e-6);
  EXPECT_NEAR(pressure->high, 1.7 * 500 / 800e-6, 1e-6);
}

TEST(DiscPressure, a_thoracic_disc_is_known_less_well) {
  const body::DiscArea area = {1000e-6, 800e-6, 1250e-6};
  const auto lumbar = disc_pressure(Level::L1L2, area, 500);
  const auto thoracic = disc_pressure(Level::T8T9, area, 500);
  EXPECT_LT(thoracic->low, lumbar->low);
  EXPECT_GT(thoracic->high, lumbar->high);
}

TEST(DiscPressure, nothing_is_told_where_no_area_is_known) {
  const body::Model model = model_for();
  for (const Level level : {Level::T1T2, Level::T2T3, Level::T3T4, Level::L5S1}) {
    EXPECT_FALSE(disc_pressure(level, model.disc[static_cast<std::size_t>(level)], 500));
  }
  for (std::size_t level = 3; level < 16; ++level) {
    EXPECT_TRUE(disc_pressure(static_cast<Level>(level), model.disc[level], 500)) << level;
  }
  EXPECT_FALSE(disc_pressure(Level::L3L4, model.disc[14], std::nan("")));
}

TEST(DiscPressure, a_disc_that_is_pulled_has_none) {
  const auto pressure = disc_pressure(Level::L3L4, {1e-3, 9e-4, 2e-3}, -20);
  EXPECT_EQ(pressure->value, 0);
  EXPECT_EQ(pressure->high, 0);
}

TEST(DiscPressure, a_taller_person_has_larger_discs_and_a_woman_smaller_ones) {
  const auto area = [](body::Sex sex, double height) {
    return model_for(body::person(sex, 45, metres(height), kilograms(72))).disc[15].mean;
  };
  EXPECT_NEAR(area(body::Sex::male, 1.9) / area(body::Sex::male, 1.7), std::pow(1.9 / 1.7, 2),
              1e-12);
  EXPECT_LT(area(body::Sex::female, 1.7), area(body::Sex::male, 1.7));
}

TEST(DiscPressure, the_measured_area_of_one_mans_l4_l5_lies_within_what_is_left_open) {
  // 1800 mm2, man of 45 years, 70 kg, 1.68 m (Wilke 1999): the widest known of normal discs.
  const body::DiscArea area =
      model_for(body::person(body::Sex::male, 45, metres(1.75), kilograms(70))).disc[15];
  EXPECT_LE(area.low, 1800e-6);
  EXPECT_GE(area.high, 1800e-6);
}

}  // namespace
}  // namespace dorsal::load
