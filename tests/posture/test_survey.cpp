#include <gtest/gtest.h>

#include "dorsal/posture/survey.hpp"
#include "population.hpp"
#include "scale_estimator.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using testing::deg;
using testing::value;

body::Posture sitting(double slump) {
  body::Posture q;
  q[Coordinate::pelvis_tilt] = deg(-14 - 8 * slump);
  q[Coordinate::lumbar_flexion] = deg(16 + 8 * slump);
  q[Coordinate::thoracic_flexion] = deg(15 * slump);
  q[Coordinate::neck_flexion] = deg(10 * slump);
  q[Coordinate::left_hip_flexion] = q[Coordinate::right_hip_flexion] =
      deg(90) + q[Coordinate::pelvis_tilt];
  q[Coordinate::left_knee_flexion] = q[Coordinate::right_knee_flexion] = deg(85);
  return q;
}

class Recording {
 public:
  explicit Recording(View view, const body::SegmentScale& scale = {})
      : view_(view), skeleton_(body::Person{}, scale) {}

  void hold(body::Posture q, double seconds) {
    q[Coordinate::pelvis_rotation] += testing::heading_of(view_);
    const auto points = skeleton_.landmarks(q);
    for (int i = 0; i < static_cast<int>(seconds); ++i) {
      track.frames.push_back(testing::frame_of(points, time_, {0.005, 0.015}, random_));
      time_ += 1.0;
    }
  }

  pose::PoseTrack track;

 private:
  View view_;
  body::Skeleton skeleton_;
  std::mt19937 random_{6};
  double time_ = 0;
};

TEST(Survey, every_view_is_recognised) {
  for (const View view : {View::front, View::left, View::right, View::rear, View::oblique}) {
    Recording recording(view);
    recording.hold(sitting(0.3), 20);
    EXPECT_EQ(classify_view(recording.track.frames), view);
    EXPECT_EQ(survey(recording.track, body::Person{}).view, view);
  }
}

TEST(Survey, a_given_view_wins) {
  Recording recording(View::left);
  recording.hold(sitting(0.3), 5);
  EXPECT_EQ(survey(recording.track, body::Person{}, View::oblique).view, View::oblique);
}

TEST(Survey, the_upright_stretch_of_a_recording_is_found_and_counted_from) {
  Recording recording(View::right);
  recording.hold(sitting(0.8), 120);
  recording.hold(sitting(0.0), 40);
  recording.hold(sitting(1.0), 200);
  const Surveyed known = survey(recording.track, body::Person{});
  ASSERT_EQ(known.calibration.source, CalibrationSource::recording);
  EXPECT_GE(known.calibration.from, 115.0);
  EXPECT_LE(known.calibration.to, 165.0);
  const auto series = estimate_posture(recording.track, body::Person{});
  ASSERT_TRUE(series);
  const auto thoracic = [&](std::size_t i) {
    return value(series->frames[i], Measure::thoracic_flexion).value;
  };
  EXPECT_GT(thoracic(300), thoracic(140) + deg(3));
  EXPECT_LT(std::abs(thoracic(140)), deg(6));
}

TEST(Survey, somebody_slumped_all_along_is_not_taken_for_upright) {
  Recording recording(View::right);
  body::Posture hunched = sitting(1.0);
  hunched[Coordinate::pelvis_tilt] += deg(25);
  recording.hold(hunched, 300);
  EXPECT_EQ(survey(recording.track, body::Person{}).calibration.source,
            CalibrationSource::population);
}

TEST(Survey, a_short_recording_has_no_upright_stretch_of_its_own) {
  Recording recording(View::right);
  recording.hold(sitting(0.0), 20);
  EXPECT_EQ(survey(recording.track, body::Person{}).calibration.source,
            CalibrationSource::population);
  const auto dedicated = calibrate(recording.track, body::Person{});
  ASSERT_TRUE(dedicated);
  EXPECT_EQ(dedicated->source, CalibrationSource::dedicated);
}

TEST(Survey, a_single_upright_picture_calibrates) {
  Recording recording(View::left);
  recording.hold(sitting(0.0), 1);
  EXPECT_TRUE(calibrate(recording.track, body::Person{}).has_value());
}

TEST(Survey, hidden_hips_calibrate_nothing) {
  Recording recording(View::front);
  recording.hold(sitting(0.0), 100);
  for (auto& frame : recording.track.frames) {
    testing::hide(frame, pose::Landmark::left_hip);
    testing::hide(frame, pose::Landmark::right_hip);
  }
  EXPECT_FALSE(calibrate(recording.track, body::Person{}).has_value());
  EXPECT_EQ(survey(recording.track, body::Person{}).calibration.source,
            CalibrationSource::population);
}

TEST(Survey, segment_lengths_come_back_half_way_between_the_norm_and_what_is_seen) {
  body::SegmentScale scale;
  scale.upper_arm = 1.2;
  Recording recording(View::right, scale);
  recording.hold(sitting(0.0), 30);
  const auto found = survey(recording.track, body::Person{}).calibration.scale;
  EXPECT_GT(found.upper_arm, 1.07);
  EXPECT_LT(found.upper_arm, 1.2);
  EXPECT_NEAR(found.thigh, 1.0, 0.04);
}

TEST(Survey, absences_are_counted_and_break_nothing) {
  Recording recording(View::right);
  recording.hold(sitting(0.2), 10);
  for (int i = 0; i < 5; ++i) {
    pose::PoseFrame empty;
    empty.time = 10.0 + i;
    recording.track.frames.push_back(empty);
  }
  const Surveyed known = survey(recording.track, body::Person{});
  EXPECT_EQ(known.frames, 15U);
  EXPECT_EQ(known.with_person, 10U);
  const auto series = estimate_posture(recording.track, body::Person{});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->frames.back().status, FitStatus::nobody);
}

TEST(Survey, an_empty_recording_is_an_error_and_a_frame_without_time_too) {
  const auto nothing = estimate_posture({}, body::Person{});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::missing);
  pose::PoseTrack track;
  track.frames.resize(1);
  const auto timeless = estimate_posture(track, body::Person{});
  ASSERT_FALSE(timeless);
  EXPECT_EQ(timeless.error().code, ErrorCode::not_finite);
}

TEST(Survey, nobody_at_all_gives_a_survey_without_a_person) {
  pose::PoseTrack track;
  track.frames.resize(3);
  for (std::size_t i = 0; i < 3; ++i) track.frames[i].time = static_cast<double>(i);
  const Surveyed known = survey(track, body::Person{});
  EXPECT_EQ(known.with_person, 0U);
  EXPECT_EQ(known.calibration.source, CalibrationSource::population);
}

}  // namespace
}  // namespace dorsal::posture
