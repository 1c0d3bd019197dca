#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/repetition.hpp"
#include "dorsal/posture/estimator.hpp"
#include "exposure/series.hpp"
#include "posture/synthetic.hpp"

namespace dorsal::exposure {
namespace {

const RepeatedJoint& joint(std::string_view id) {
  for (const RepeatedJoint& j : repeated_joints()) {
    if (j.id == id) return j;
  }
  std::abort();
}

/// An angle that goes there and back so often, with noise on every picture.
struct Motion {
  double per_minute = 20;
  double seconds = 60;
  double fps = 10;
  double size_deg = 40;  // from one end to the other
  double noise_deg = 0;
  unsigned seed = 1;
};

void play(Repetition& repetition, const Motion& motion, double from = 0) {
  std::mt19937 random(motion.seed);
  std::normal_distribution<double> normal;
  const auto frames = static_cast<int>(std::lround(motion.seconds * motion.fps));
  const Duration step = duration_from_seconds(1 / motion.fps);
  const Duration begin = duration_from_seconds(from);
  for (int i = 0; i < frames; ++i) {
    const double phase = 2 * std::numbers::pi * motion.per_minute / 60 * i / motion.fps;
    const double degrees =
        30 - motion.size_deg / 2 * std::cos(phase) + motion.noise_deg * normal(random);
    repetition.add(begin + step * i, step, degrees * kDegree);
  }
}

Repetition played(std::string_view id, const Motion& motion) {
  Repetition repetition(joint(id));
  play(repetition, motion);
  repetition.close();
  return repetition;
}

TEST(Repetition, cycles_without_noise_are_counted_to_one) {
  for (const double per_minute : {2.0, 10.0, 25.0, 40.0}) {
    EXPECT_NEAR(played("trunk", {.per_minute = per_minute}).cycles(), per_minute, 1) << per_minute;
  }
}

// Landmarks off by 2 % of the torso (10 mm) turn the elbow by about 5 degrees: sqrt(1.5) times
// 10 mm over upper arm (0.30 m) and forearm (0.25 m) each; the trunk by 1 degree.
TEST(Repetition, cycles_in_noise_of_two_per_cent_of_the_torso_are_counted_to_one_up_to_forty) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    for (const double per_minute : {5.0, 20.0, 40.0}) {
      for (const double fps : {10.0, 15.0, 30.0}) {
        const Motion elbow{per_minute, 60, fps, 60, 5, seed};
        EXPECT_NEAR(played("left_elbow", elbow).cycles(), per_minute, 1)
            << per_minute << " at " << fps << ", seed " << seed;
        const Motion trunk{per_minute, 60, fps, 30, 1.2, seed};
        EXPECT_NEAR(played("trunk", trunk).cycles(), per_minute, 1)
            << per_minute << " at " << fps << ", seed " << seed;
      }
    }
  }
}

// Ten minutes of noise: less than a fifth of a cycle a minute, where the mark is one.
TEST(Repetition, noise_alone_is_no_movement) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    EXPECT_LE(played("left_elbow", {0, 600, 10, 0, 5, seed}).cycles(), 2) << seed;
  }
}

TEST(Repetition, a_slow_drift_is_no_cycle) {
  Repetition repetition(joint("trunk"));
  for (int i = 0; i < 6000; ++i) {
    repetition.add(Duration{100'000} * i, Duration{100'000}, (i / 150.0) * kDegree);
  }
  repetition.close();
  EXPECT_LE(repetition.cycles(), 0.5);
}

TEST(Repetition, time_unseen_is_neither_cycles_nor_rest) {
  Repetition repetition(joint("trunk"));
  play(repetition, {.per_minute = 20, .seconds = 60});
  for (int i = 0; i < 600; ++i) {
    repetition.add(duration_from_seconds(60 + i * 0.1), Duration{100'000}, kNaN);
  }
  play(repetition, {.per_minute = 20, .seconds = 60}, 120);
  repetition.close();
  EXPECT_NEAR(repetition.cycles(), 40, 2);
  EXPECT_EQ(repetition.stretches(), 2);
  EXPECT_EQ(in_seconds(repetition.observed()), 120);
  EXPECT_EQ(in_seconds(repetition.rate().total()), 120);
}

TEST(Repetition, rate_follows_the_movement_and_falls_to_nothing_at_rest) {
  Repetition repetition(joint("trunk"));
  play(repetition, {.per_minute = 12, .seconds = 60});
  play(repetition, {.per_minute = 0, .seconds = 60, .size_deg = 0}, 60);
  repetition.close();
  EXPECT_NEAR(repetition.rate().quantile(0.9), 12, 1);
  EXPECT_NEAR(repetition.rate().quantile(0.1), 0, 0.5);
  const auto bins = repetition.over_time().bins();
  EXPECT_NEAR(bins[bins.size() / 4].mean.value, 12, 1.5);
  EXPECT_NEAR(bins[bins.size() * 9 / 10].mean.value, 0, 0.5);
}

TEST(Repetition, too_few_pictures_a_second_say_so) {
  EXPECT_LT(played("trunk", {.per_minute = 40, .fps = 2}).countable(), 40);
  EXPECT_GT(played("trunk", {.per_minute = 40, .fps = 10}).countable(), 40);
}

TEST(Repetition, split_at_a_gap_and_merged_is_as_if_never_split) {
  Repetition whole(joint("trunk")), first(joint("trunk")), second(joint("trunk"));
  const Motion a{.per_minute = 17, .seconds = 40, .noise_deg = 1};
  const Motion b{.per_minute = 31, .seconds = 30, .noise_deg = 1, .seed = 2};
  play(whole, a);
  play(whole, b, 60);
  play(first, a);
  play(second, b, 60);
  second.merge(first);
  EXPECT_TRUE(second == whole);
}

// The whole way from landmarks: a body made with known angles, noise of 2 % of torso on every
// landmark and axis, the estimator as it runs. Spatial landmarks: no axis is weaker.
TEST(Repetition, cycles_of_a_body_in_noisy_landmarks_are_counted_to_one) {
  using body::Coordinate;
  const body::Person person;
  const body::Skeleton skeleton(person);
  for (const double per_minute : {12.0, 40.0}) {
    std::mt19937 random(3);
    posture::PostureEstimator estimator(person, posture::population_calibration(),
                                        posture::View::spatial);
    Repetition shoulder(joint("left_shoulder")), elbow(joint("left_elbow")), trunk(joint("trunk"));
    constexpr Duration kTenth{100'000};
    for (int i = 0; i < 300; ++i) {
      const double turn = std::sin(2 * std::numbers::pi * per_minute / 60 * i / 10);
      body::Posture posture;
      posture[Coordinate::left_shoulder_flexion] = (50 + 30 * turn) * kDegree;
      posture[Coordinate::left_elbow_flexion] = (70 + 35 * turn) * kDegree;
      posture[Coordinate::pelvis_tilt] = (20 + 12 * turn) * kDegree;
      const auto landmarks = posture::testing::frame_of(
          skeleton.landmarks(posture), i * 0.1,
          {posture::testing::kTwoPercentOfTorso, posture::testing::kTwoPercentOfTorso}, random);
      const posture::PostureFrame frame = estimator.estimate(landmarks);
      for (Repetition* r : {&shoulder, &elbow, &trunk}) {
        r->add(kTenth * i, kTenth,
               frame.measures[static_cast<std::size_t>(r->joint().measure)].value);
      }
    }
    for (Repetition* r : {&shoulder, &elbow, &trunk}) {
      r->close();
      EXPECT_NEAR(r->cycles(), per_minute / 2, 1) << r->joint().id << " at " << per_minute;
    }
  }
}

}  // namespace
}  // namespace dorsal::exposure
