#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "scene.hpp"

namespace dorsal::pipeline {
namespace {

// A room with things in it: blocks of all sizes.
cv::Mat room(unsigned seed, int width = 1280, int height = 720) {
  cv::RNG random(seed);
  cv::Mat picture(height, width, CV_8UC3, cv::Scalar::all(120));
  for (int i = 0; i < 400; ++i) {
    const cv::Point corner(random.uniform(0, width), random.uniform(0, height));
    const cv::Size size(random.uniform(20, 160), random.uniform(20, 160));
    cv::rectangle(picture, cv::Rect(corner, size), cv::Scalar::all(random.uniform(20, 235)), -1);
  }
  return picture;
}

cv::Mat moved(const cv::Mat& picture, double x, double y) {
  const cv::Matx23d by(1, 0, x, 0, 1, y);
  cv::Mat out;
  cv::warpAffine(picture, out, by, picture.size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
  return out;
}

cv::Mat noisy(const cv::Mat& picture, double grey_levels, unsigned seed) {
  cv::Mat noise(picture.size(), CV_16SC3);
  cv::theRNG().state = seed;
  cv::randn(noise, cv::Scalar::all(0), cv::Scalar::all(grey_levels));
  cv::Mat sum;
  cv::add(picture, noise, sum, cv::noArray(), CV_8UC3);
  return sum;
}

TEST(Scene, noise_of_the_camera_and_a_lamp_are_no_change) {
  const cv::Mat before = small_grey(noisy(room(1), 8, 1));
  EXPECT_FALSE(differs(small_grey(noisy(room(1), 8, 2)), before));
  cv::Mat brighter;
  noisy(room(1), 8, 3).convertTo(brighter, -1, 1, 15);
  EXPECT_FALSE(differs(small_grey(brighter), before));
}

TEST(Scene, somebody_who_moves_is_a_change) {
  cv::Mat picture = room(1);
  const cv::Mat before = small_grey(picture);
  cv::circle(picture, {600, 300}, 60, cv::Scalar::all(200), -1);  // a head
  const cv::Mat with_head = small_grey(picture);
  EXPECT_TRUE(differs(with_head, before));
  EXPECT_TRUE(differs(small_grey(room(1, 640, 480)), before)) << "of another shape";
}

TEST(Scene, a_moved_camera_shows_by_how_much) {
  Backdrop backdrop;
  EXPECT_FALSE(backdrop.shift(small_grey(room(2)), {})) << "nothing was remembered";
  backdrop.remember(small_grey(room(2)), {});
  EXPECT_NEAR(*backdrop.shift(small_grey(noisy(room(2), 6, 1)), {}), 0, 0.003);
  // 5 % of the picture's height, to the side and downwards; half a small pixel is its error
  EXPECT_NEAR(*backdrop.shift(small_grey(moved(room(2), 36, 0)), {}), 0.05, 0.006);
  EXPECT_NEAR(*backdrop.shift(small_grey(moved(room(2), 0, 36)), {}), 0.05, 0.006);
}

TEST(Scene, another_picture_is_as_far_off_as_can_be) {
  Backdrop backdrop;
  backdrop.remember(small_grey(room(2)), {});
  EXPECT_EQ(*backdrop.shift(small_grey(room(3)), {}), 1.0);
  EXPECT_EQ(*backdrop.shift(small_grey(room(2, 640, 480)), {}), 1.0) << "another camera";
}

TEST(Scene, a_bare_wall_tells_nothing) {
  const cv::Mat wall = small_grey(cv::Mat(720, 1280, CV_8UC3, cv::Scalar::all(200)));
  Backdrop backdrop;
  backdrop.remember(wall, {});
  EXPECT_FALSE(backdrop.shift(wall, {}));
}

TEST(Scene, what_the_person_covers_does_not_count) {
  Backdrop backdrop;
  const cv::Rect2d person(50, 20, 40, 60);  // of 160 x 90
  backdrop.remember(small_grey(room(2)), person);
  cv::Mat picture = room(2);
  const cv::Rect body(400, 160, 320, 480);
  moved(room(5), 40, 10)(body).copyTo(picture(body));
  EXPECT_NEAR(*backdrop.shift(small_grey(picture), person), 0, 0.003);
}

}  // namespace
}  // namespace dorsal::pipeline
