// What the load of a posture has to look like, whatever the details of the model. No parameter of
// the model was chosen by these tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "body/people.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Level;
using body::person;
using body::Sex;

struct Build {
  body::Person who;
  const char* name;
};

// About the 5th, 50th and 95th percentile of either sex; rounded.
std::vector<Build> builds() {
  return {{person(Sex::male, 45, metres(1.64), kilograms(58)), "small man"},
          {person(Sex::male, 45, metres(1.76), kilograms(80)), "man"},
          {person(Sex::male, 45, metres(1.87), kilograms(110)), "large man"},
          {person(Sex::female, 45, metres(1.51), kilograms(48)), "small woman"},
          {person(Sex::female, 45, metres(1.63), kilograms(66)), "woman"},
          {person(Sex::female, 45, metres(1.73), kilograms(95)), "large woman"}};
}

PostureRequest leaning(double degrees_forward) {
  PostureRequest request;
  request.trunk.inclination = degrees(degrees_forward);
  return request;
}

TEST(Magnitudes, standing_is_within_a_factor_of_what_was_measured_in_vivo) {
  // Lumbar: 430-600 N fit pressures in standing (Dreischarf 2013, doi:10.1016/
  // j.medengphy.2012.11.006). Thoracic: 400 N follower load matches standing (Anderson 2016,
  // doi:10.1016/j.jbiomech.2016.02.038). The model has no co-contraction; this
  // guards against gross faults, docs/methods/load.md has the numbers.
  const body::Model model = model_for(person(Sex::male, 45, metres(1.68), kilograms(70)));
  const LoadFrame frame = weigh(model, {});
  ASSERT_EQ(frame.status, SolveStatus::solved);
  for (const Level level : {Level::L3L4, Level::L4L5, Level::L5S1}) {
    EXPECT_GT(at(frame.compression, level), 430 / 1.5);
    EXPECT_LT(at(frame.compression, level), 600 * 1.5);
  }
  for (const Level level : {Level::T8T9, Level::T9T10, Level::T10T11, Level::T11T12}) {
    EXPECT_GT(at(frame.compression, level), 400 / 1.5);
    EXPECT_LT(at(frame.compression, level), 400 * 1.5);
  }
}

TEST(Magnitudes, compression_in_standing_is_never_below_the_weight_above) {
  for (const Build& build : builds()) {
    const LoadFrame frame = weigh(model_for(build.who), {});
    ASSERT_EQ(frame.status, SolveStatus::solved) << build.name;
    const double body_weight = in_kilograms(build.who.mass) * 9.80665;
    // Head and neck above T1/T2, and 0.45 of the body above L4/L5, on plates tilted by up to 30.
    EXPECT_GT(at(frame.compression, Level::T1T2), 0.066 * body_weight * 0.86) << build.name;
    EXPECT_GT(at(frame.compression, Level::L4L5), 0.40 * body_weight) << build.name;
  }
}

TEST(Magnitudes, neighbouring_levels_have_similar_loads_in_standing) {
  const LoadFrame frame = weigh(model_for(), {});
  for (std::size_t level = 0; level + 1 < body::kLevels; ++level) {
    const double ratio = frame.compression[level + 1] / frame.compression[level];
    EXPECT_GT(ratio, 0.7) << body::level_names()[level];
    EXPECT_LT(ratio, 1.5) << body::level_names()[level];
  }
}

TEST(Magnitudes, bending_forward_raises_the_load_of_the_lower_trunk) {
  for (const Build& build : builds()) {
    const body::Model model = model_for(build.who);
    double last = 0;
    for (const double forward : {0.0, 15.0, 30.0, 45.0}) {
      const LoadFrame frame = weigh(model, leaning(forward));
      ASSERT_EQ(frame.status, SolveStatus::solved) << build.name << " " << forward;
      EXPECT_GT(at(frame.compression, Level::L4L5), last) << build.name << " " << forward;
      last = at(frame.compression, Level::L4L5);
    }
  }
}

TEST(Magnitudes, ten_kilograms_in_each_hand_raise_every_level) {
  for (const Build& build : builds()) {
    const body::Model model = model_for(build.who);
    PostureRequest loaded;
    loaded.burden.left_hand = loaded.burden.right_hand = 10;
    const LoadFrame free = weigh(model, {});
    const LoadFrame frame = weigh(model, loaded);
    ASSERT_EQ(frame.status, SolveStatus::solved) << build.name;
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      EXPECT_GT(frame.compression[level], free.compression[level] + 50)
          << build.name << " " << body::level_names()[level];
    }
  }
}

TEST(Magnitudes, arms_stretched_forward_raise_the_thoracic_load) {
  const body::Model model = model_for();
  PostureRequest request;
  request.left_arm.flexion = request.right_arm.flexion = degrees(90);
  const LoadFrame free = weigh(model, {});
  const LoadFrame frame = weigh(model, request);
  ASSERT_EQ(frame.status, SolveStatus::solved);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_GT(frame.compression[level], free.compression[level]) << body::level_names()[level];
  }
}

TEST(Magnitudes, arms_can_be_held_anywhere_from_hanging_to_overhead) {
  const body::Model model = model_for();
  for (int i = 0; i <= 10; ++i) {
    const double angle = -30 + 20.0 * i;
    PostureRequest request;
    request.left_arm.flexion = request.right_arm.flexion = degrees(angle);
    EXPECT_EQ(weigh(model, request).status, SolveStatus::solved) << angle;
    request = {};
    request.left_arm.abduction = degrees(std::max(angle, 0.0));
    EXPECT_EQ(weigh(model, request).status, SolveStatus::solved) << angle;
  }
}

TEST(Magnitudes, more_kyphosis_loads_the_thoracic_levels_more) {
  double last = 0;
  for (const double kyphosis : {40.0, 50.0, 60.0, 70.0}) {
    const LoadFrame frame = weigh(
        model_for(person(Sex::female, 60, metres(1.62), kilograms(65), degrees(kyphosis))), {});
    ASSERT_EQ(frame.status, SolveStatus::solved);
    double sum = 0;
    for (std::size_t level = 0; level < body::kThoracicLevels; ++level) {
      sum += frame.compression[level];
    }
    EXPECT_GT(sum, last) << kyphosis;
    last = sum;
  }
}

TEST(Magnitudes, bowing_the_head_loads_the_upper_thorax_more) {
  const body::Model model = model_for();
  PostureRequest request;
  request.head.flexion = degrees(45);
  const LoadFrame free = weigh(model, {});
  const LoadFrame frame = weigh(model, request);
  ASSERT_EQ(frame.status, SolveStatus::solved);
  EXPECT_GT(at(frame.compression, Level::T1T2), at(free.compression, Level::T1T2));
  EXPECT_GT(at(frame.compression, Level::T6T7), at(free.compression, Level::T6T7));
}

}  // namespace
}  // namespace dorsal::load
