#include <gtest/gtest.h>

#include "dorsal/watch/calibration.hpp"
#include "script.hpp"

namespace dorsal::watch::test {
namespace {

using namespace std::chrono_literals;

const Limits kLimits = published_limits();

std::vector<Look> looks_of(const std::string& activity, int seconds = 12) {
  std::vector<Look> looks;
  for (int s = 0; s < seconds; ++s) {
    looks.push_back(look_at({clock(9, 0), activity, 0}, clock(9, 0, s), 3));
  }
  return looks;
}

Error refusal(const std::vector<Look>& looks) {
  const auto calibration = calibrate(looks, kLimits);
  EXPECT_FALSE(calibration);
  return calibration ? Error{} : calibration.error();
}

TEST(Calibration, is_the_median_with_its_spread) {
  auto looks = looks_of("upright");
  looks[4].measures.trunk_inclination = degrees(80);  // one wrong look
  const auto calibration = calibrate(looks, kLimits);
  ASSERT_TRUE(calibration);
  EXPECT_NEAR(in_degrees(*calibration->upright.trunk_inclination), 4,
              1);  // its noise is one degree
  EXPECT_LT(in_degrees(*calibration->spread.trunk_inclination), 1.5);
  ASSERT_TRUE(calibration->outline);
  EXPECT_DOUBLE_EQ(calibration->outline->shoulder_width, 0.24);
}

TEST(Calibration, takes_unchanged_pictures_for_what_they_show) {
  auto looks = looks_of("upright");
  for (std::size_t i = 1; i < looks.size(); ++i) {
    looks[i].unchanged = true;
    looks[i].measures = {};
    looks[i].outline.reset();
  }
  const auto calibration = calibrate(looks, kLimits);
  ASSERT_TRUE(calibration);
  EXPECT_EQ(calibration->looks, 12U);
}

TEST(Calibration, does_without_a_trunk_that_is_hidden_behind_a_desk) {
  const auto calibration = calibrate(looks_of("behind_desk"), kLimits);
  ASSERT_TRUE(calibration);
  EXPECT_FALSE(calibration->upright.trunk_inclination);
  EXPECT_TRUE(calibration->upright.neck_flexion);
}

TEST(Calibration, says_why_it_refuses) {
  EXPECT_EQ(refusal({}).code, ErrorCode::missing);
  EXPECT_NE(refusal(looks_of("upright", 5)).sentence.find("only 4 seconds"), std::string::npos);
  EXPECT_EQ(refusal(looks_of("walking")).sentence, "the person moved");
  EXPECT_NE(refusal(looks_of("away")).sentence.find("0 %"), std::string::npos);
  auto swaying = looks_of("upright");
  for (std::size_t i = 0; i < swaying.size(); ++i) {
    swaying[i].measures.trunk_inclination = degrees(i % 2 == 0 ? -10 : 10);
  }
  EXPECT_NE(refusal(swaying).sentence.find("varied"), std::string::npos);
  auto other = looks_of("upright");
  other[6].sight = Sight::somebody_else;
  EXPECT_EQ(refusal(other).code, ErrorCode::out_of_range);
  auto unseen = looks_of("upright");
  for (Look& look : unseen) look.measures = {};
  EXPECT_NE(refusal(unseen).sentence.find("neither"), std::string::npos);
  for (const Error& e : {refusal({}), refusal(unseen), refusal(other)}) {
    EXPECT_FALSE(e.place.empty() || e.hint.empty());
  }
}

TEST(Calibration, is_taken_off_trunk_and_neck_and_not_off_the_arms) {
  Calibration calibration;
  calibration.upright = {degrees(4), degrees(8), degrees(15), degrees(15)};
  const Measures beyond =
      beyond_upright({degrees(24), degrees(8), degrees(90), std::nullopt}, calibration);
  EXPECT_NEAR(in_degrees(*beyond.trunk_inclination), 20, 1e-9);
  EXPECT_NEAR(in_degrees(*beyond.neck_flexion), 0, 1e-9);
  EXPECT_NEAR(in_degrees(*beyond.left_upper_arm_elevation), 90, 1e-9);
  EXPECT_FALSE(beyond.right_upper_arm_elevation);
}

Recognised after(Recognition& recognition, const Calibration& calibration,
                 const std::string& activity, Time& now, int seconds,
                 std::optional<double> background = {}) {
  Recognised last;
  for (int s = 0; s < seconds; ++s) {
    Look look = look_at({now, activity, 25}, now += 1s, 5);
    if (look.outline) look.outline->background = background;
    last = recognition.add(look, calibration, kLimits);
  }
  return last;
}

TEST(Recognition, believes_a_changed_picture_after_a_while_and_doubts_before) {
  const Calibration calibration = upright_before(clock(9, 0));
  Recognition recognition;
  Time now = clock(9, 0);
  EXPECT_EQ(after(recognition, calibration, "upright", now, 10).sight, Sight::present);
  EXPECT_EQ(after(recognition, calibration, "away", now, 15).sight, Sight::absent);
  const Recognised passing = after(recognition, calibration, "stranger", now, 3);
  EXPECT_EQ(passing.sight, Sight::present);
  EXPECT_TRUE(passing.doubtful);
  EXPECT_FALSE(after(recognition, calibration, "upright", now, 1).doubtful);
  const Recognised stays = after(recognition, calibration, "stranger", now, 8);
  EXPECT_EQ(stays.sight, Sight::somebody_else);
  EXPECT_FALSE(stays.doubtful);
  EXPECT_EQ(after(recognition, calibration, "upright", now, 8).sight, Sight::present);
}

TEST(Recognition, asks_who_it_is_only_of_somebody_who_came_in) {
  const Calibration calibration = upright_before(clock(9, 0));
  Recognition recognition;
  Time now = clock(9, 0);
  EXPECT_EQ(after(recognition, calibration, "upright", now, 10).sight, Sight::present);
  const Recognised hidden = after(recognition, calibration, "stranger", now, 60, 0.0);
  EXPECT_EQ(hidden.sight, Sight::present) << "nobody turns into somebody else";
  EXPECT_FALSE(hidden.doubtful);
  // A look in which the person was not found is no absence.
  after(recognition, calibration, "away", now, 3);
  EXPECT_EQ(after(recognition, calibration, "stranger", now, 60, 0.0).sight, Sight::present);
  // Who came in and fitted for a while is known, too.
  after(recognition, calibration, "away", now, 15);
  after(recognition, calibration, "upright", now, 10);
  EXPECT_EQ(after(recognition, calibration, "stranger", now, 60, 0.0).sight, Sight::present);
  // A computer that slept cannot tell who sits down meanwhile.
  now += 1h;
  EXPECT_EQ(after(recognition, calibration, "stranger", now, 10, 0.0).sight, Sight::somebody_else);
}

TEST(Recognition, somebody_who_turns_is_neither_somebody_else_nor_elsewhere) {
  const Calibration calibration = upright_before(clock(9, 0));
  Recognition recognition;
  Time now = clock(9, 0);
  after(recognition, calibration, "away", now, 15);
  for (int s = 0; s < 60; ++s) {
    Look look = look_at({now, "upright"}, now += 1s, 5);
    look.outline->shoulder_width *= 0.3;
    const Recognised recognised = recognition.add(look, calibration, kLimits);
    EXPECT_EQ(recognised.sight, Sight::present);
    EXPECT_FALSE(recognised.doubtful);
  }
}

TEST(Recognition, does_not_take_a_bent_person_for_a_moved_camera) {
  const Calibration calibration = upright_before(clock(9, 0));
  Recognition recognition;
  Time now = clock(9, 0);
  for (int s = 0; s < 60; ++s) {
    Look look = look_at({now, "bent", 35}, now += 1s, 5);
    look.outline->shoulders_x += 0.2;
    look.outline->trunk = 0.25;
    EXPECT_EQ(recognition.add(look, calibration, kLimits).sight, Sight::present);
  }
}

TEST(Recognition, goes_by_the_background_where_it_is_known) {
  const Calibration calibration = upright_before(clock(9, 0));
  Time now = clock(9, 0);
  Recognition of_chair;
  EXPECT_EQ(after(of_chair, calibration, "camera_moved", now, 20, 0.0).sight, Sight::present);
  Recognition of_camera;
  EXPECT_EQ(after(of_camera, calibration, "bent", now, 20, 0.1).sight, Sight::camera_moved);
}

}  // namespace
}  // namespace dorsal::watch::test
