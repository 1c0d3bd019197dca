#include <gtest/gtest.h>

#include "stretches.hpp"

namespace dorsal::pipeline {
namespace {

TEST(Stretches, frames_that_follow_each_other_are_one_stretch) {
  Stretches stretches(0.5);
  for (int i = 0; i < 10; ++i) stretches.add(0.1 * i, 0.1 * (i + 1));
  ASSERT_EQ(stretches.all().size(), 1U);
  EXPECT_DOUBLE_EQ(stretches.all()[0].begin, 0.0);
  EXPECT_DOUBLE_EQ(stretches.all()[0].end, 1.0);
}

TEST(Stretches, a_long_pause_ends_a_stretch_and_a_short_one_does_not) {
  Stretches stretches(0.5);
  stretches.add(0.0, 0.1);
  stretches.add(0.5, 0.6);
  stretches.add(2.0, 2.1);
  EXPECT_EQ(stretches.all().size(), 2U);
}

}  // namespace
}  // namespace dorsal::pipeline
