#include <gtest/gtest.h>

#include <cmath>
#include <type_traits>

#include "dorsal/base/units.hpp"

namespace dorsal {
namespace {

using namespace literals;

static_assert(!std::is_convertible_v<double, Angle>, "an angle without a unit must not compile");
static_assert(!std::is_convertible_v<Angle, double>, "an angle says its unit on the way out");
static_assert(!std::is_convertible_v<Length, Mass>);

TEST(Units, degrees_come_back_as_degrees) {
  EXPECT_DOUBLE_EQ(in_degrees(30.0_deg), 30.0);
  EXPECT_DOUBLE_EQ(in_radians(180.0_deg), std::numbers::pi);
}

TEST(Units, an_unset_quantity_is_not_a_number) { EXPECT_TRUE(std::isnan(Force{}.si())); }

TEST(Units, prefixes_scale_to_si) {
  EXPECT_DOUBLE_EQ(in_metres(25.0_mm), 0.025);
  EXPECT_DOUBLE_EQ((0.5_MPa).si(), 5e5);
  EXPECT_DOUBLE_EQ(30.0_N / 10.0_N, 3.0);
}

}  // namespace
}  // namespace dorsal
