#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "dorsal/exposure/posture_exposure.hpp"
#include "dorsal/exposure/viewing_distance.hpp"
#include "exposure/series.hpp"

namespace dorsal::exposure {
namespace {

using pose::Landmark;

constexpr double kPicture = 1280;  // [px]

struct Face {
  double distance = 0.6;  // [m] from a camera of 90 degrees, whose focal length is 640 px
  double nose = 0;        // [-] beside the middle of the eyes, in their distance
  double roll = 0;        // [rad]
  bool from_behind = false;
};

pose::PoseFrame frame_of(const Face& face) {
  pose::PoseFrame frame;
  frame.present = true;
  frame.visibility.fill(1);
  const double apart = 640 * 0.063 / face.distance;
  const Eigen::Vector2d along(std::cos(face.roll), std::sin(face.roll));
  const Eigen::Vector2d down(-along.y(), along.x());
  const Eigen::Vector2d middle(500, 300);
  const double side = face.from_behind ? -1 : 1;
  const auto put = [&](Landmark landmark, const Eigen::Vector2d& point) {
    frame.image[static_cast<std::size_t>(landmark)] = {static_cast<float>(point.x()),
                                                       static_cast<float>(point.y()), 0};
  };
  put(Landmark::left_eye, middle + side * apart / 2 * along);
  put(Landmark::right_eye, middle - side * apart / 2 * along);
  put(Landmark::nose, middle + face.nose * apart * along + 0.5 * apart * down);
  return frame;
}

Reading measured(const Face& face) {
  return eye_distance(frame_of(face), kPicture, given_field_of_view(degrees(90)));
}

TEST(EyeDistance, is_that_of_the_pinhole_however_the_head_is_tilted) {
  for (const double distance : {0.35, 0.6, 1.2, 2.5}) {
    for (const double roll : {-0.5, 0.0, 0.7}) {
      const Reading r = measured({.distance = distance, .roll = roll});
      EXPECT_NEAR(r.value, distance, 1e-4 * distance);
      EXPECT_LT(r.low, 0.9 * distance);
      EXPECT_GT(r.high, 1.1 * distance);
    }
  }
}

TEST(EyeDistance, is_told_of_a_face_that_is_turned_to_the_camera_alone) {
  EXPECT_TRUE(std::isfinite(measured({.nose = 0.1}).value));
  EXPECT_TRUE(std::isnan(measured({.nose = 0.3}).value));
  EXPECT_TRUE(std::isnan(measured({.nose = -0.3}).value));
  EXPECT_TRUE(std::isnan(measured({.from_behind = true}).value));
  EXPECT_TRUE(std::isnan(measured({.distance = 20}).value)) << "eyes of two pixels";
}

TEST(EyeDistance, needs_a_person_a_picture_and_both_eyes) {
  const FieldOfView view = unknown_field_of_view();
  pose::PoseFrame nobody = frame_of({});
  nobody.present = false;
  EXPECT_TRUE(std::isnan(eye_distance(nobody, kPicture, view).value));
  EXPECT_TRUE(std::isnan(eye_distance(frame_of({}), 0, view).value));
  pose::PoseFrame hidden = frame_of({});
  hidden.visibility[static_cast<std::size_t>(Landmark::left_eye)] = 0.2F;
  EXPECT_TRUE(std::isnan(eye_distance(hidden, kPicture, view).value));
  pose::PoseFrame lost = frame_of({});
  lost.image[static_cast<std::size_t>(Landmark::nose)].x() =
      std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(eye_distance(lost, kPicture, view).value));
}

TEST(EyeDistance, is_surer_of_a_camera_that_is_known) {
  const Reading known = measured({});
  const Reading guessed = eye_distance(frame_of({}), kPicture, unknown_field_of_view());
  EXPECT_LT(std::log(known.high / known.low), 0.7 * std::log(guessed.high / guessed.low));
  // The camera of 90 degrees is at the edge of what is taken to be usual.
  EXPECT_LT(guessed.low, 0.6);
  EXPECT_GT(guessed.value, 0.6);
}

TEST(EyeDistance, is_kept_with_the_postures_and_pooled) {
  const posture::PostureFrame frame;
  PostureExposure near;
  PostureExposure far;
  near.add(Duration{0}, kSecond, frame, {}, {0.5, 0.4, 0.6});
  near.add(kSecond, kSecond, frame);
  far.add(Duration{0}, 2 * kSecond, frame, {}, {0.8, 0.7, 1.0});
  EXPECT_EQ(near.eye_distance().value.total(), kSecond) << "a gap is not in it";
  near.merge(far);
  EXPECT_NEAR(near.eye_distance().quantiles().median, 0.8, 0.001);
  EXPECT_FALSE(near == far);
}

}  // namespace
}  // namespace dorsal::exposure
