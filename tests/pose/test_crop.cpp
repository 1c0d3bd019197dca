#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "crop.hpp"

namespace dorsal::pose {
namespace {

constexpr std::size_t kSize = 32;

/// Blue rises with x, green with y, red is 200: bilinear sampling of it is exact.
cv::Mat ramp(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.at<cv::Vec3b>(y, x) = {static_cast<std::uint8_t>(2 * x),
                                     static_cast<std::uint8_t>(3 * y), 200};
    }
  }
  return picture;
}

struct Sample {
  float red, green, blue;
};
Sample at(const std::vector<float>& out, std::size_t u, std::size_t v) {
  const float* p = out.data() + 3 * (v * kSize + u);
  return {255 * p[0], 255 * p[1], 255 * p[2]};
}

std::vector<float> crop(const cv::Mat& picture, const Roi& roi) {
  std::vector<float> out(kSize * kSize * 3);
  crop_square(picture, roi, kSize, out);
  return out;
}

TEST(Crop, a_square_of_the_output_size_copies_pixels) {
  const auto out = crop(ramp(80, 60), {{40, 30}, kSize, 0});
  const Sample first = at(out, 0, 0);  // pixel (24, 14)
  EXPECT_NEAR(first.red, 200, 1e-3);
  EXPECT_NEAR(first.green, 42, 1e-3);
  EXPECT_NEAR(first.blue, 48, 1e-3);
  EXPECT_NEAR(at(out, 31, 31).blue, 2 * 55, 1e-3);
}

TEST(Crop, sampling_is_exact_between_pixel_centres) {
  // Twice as many samples as pixels: sample u lies at pixel 32 + (u + 0.5) / 2 - 0.5.
  const auto out = crop(ramp(80, 60), {{40, 30}, kSize / 2.0F, 0});
  for (std::size_t u = 0; u < kSize; ++u) {
    const double x = 32 + (static_cast<double>(u) + 0.5) / 2 - 0.5;
    EXPECT_NEAR(at(out, u, 5).blue, 2 * x, 1e-3) << u;
  }
}

TEST(Crop, turned_squares_sample_where_the_matrix_says) {
  const Roi roi{{40.3F, 30.7F}, 20, 0.4F};
  const auto out = crop(ramp(80, 60), roi);
  const auto matrix = picture_from_roi(roi);
  for (const std::size_t u : {0U, 9U, 31U}) {
    for (const std::size_t v : {0U, 17U, 31U}) {
      const Eigen::Vector3f unit((static_cast<float>(u) + 0.5F) / kSize,
                                 (static_cast<float>(v) + 0.5F) / kSize, 1);
      const Eigen::Vector2f p = matrix * unit;
      EXPECT_NEAR(at(out, u, v).blue, 2 * (p.x() - 0.5F), 1e-2);
      EXPECT_NEAR(at(out, u, v).green, 3 * (p.y() - 0.5F), 1e-2);
    }
  }
}

TEST(Crop, outside_of_the_picture_its_edge_goes_on) {
  const auto out = crop(ramp(80, 60), {{0, 0}, kSize, 0});
  EXPECT_NEAR(at(out, 0, 0).blue, 0, 1e-3);
  EXPECT_NEAR(at(out, 0, 0).red, 200, 1e-3);
  EXPECT_NEAR(at(out, 31, 3).blue, 2 * 15, 1e-3);
  const auto far = crop(ramp(80, 60), {{500, 30}, kSize, 0});
  EXPECT_NEAR(at(far, 7, 16).blue, 2 * 79, 1e-3);
}

TEST(Crop, a_picture_of_one_pixel_fills_the_square) {
  const auto out = crop(ramp(1, 1), {{0.5F, 0.5F}, 4, 1});
  for (std::size_t u = 0; u < kSize; ++u) EXPECT_NEAR(at(out, u, u).red, 200, 1e-3);
}

TEST(Crop, rows_inside_and_over_the_edge_agree_where_they_meet) {
  // The same square in the same picture, once with room around it: the fast path and the clamped
  // one must give the same samples.
  cv::Mat large(100, 120, CV_8UC3);
  cv::RNG random(3);
  random.fill(large, cv::RNG::UNIFORM, 0, 256);
  const cv::Mat small = large(cv::Rect(40, 30, 40, 40)).clone();
  const auto inside = crop(large, {{60, 50}, 26, 0.7F});
  const auto at_edge = crop(small, {{20, 20}, 26, 0.7F});
  for (std::size_t i = 0; i < inside.size(); ++i) EXPECT_NEAR(inside[i], at_edge[i], 1e-4);
}

TEST(Roi, an_upright_person_gives_an_upright_square_around_mid_hip) {
  const Roi roi = roi_from_alignment({100, 200}, {100, 120});
  EXPECT_NEAR(roi.rotation, 0, 1e-6);
  EXPECT_NEAR(roi.side, 2 * 80 * 1.25, 1e-4);
  EXPECT_EQ(roi.centre, Eigen::Vector2f(100, 200));
}

TEST(Roi, a_person_lying_to_the_right_gives_a_square_turned_clockwise) {
  const Roi roi = roi_from_alignment({100, 200}, {180, 200});
  EXPECT_NEAR(roi.rotation, std::numbers::pi / 2, 1e-6);
  const Eigen::Vector2f top = picture_from_roi(roi) * Eigen::Vector3f(0.5F, 0, 1);
  EXPECT_NEAR(top.x(), 200, 1e-3);  // the square's upper side looks to the right
  EXPECT_NEAR(top.y(), 200, 1e-3);
}

TEST(Roi, squares_that_cannot_be_cut_are_told) {
  const float nan = std::nanf("");
  EXPECT_TRUE(is_usable({{10, 10}, 20, 0}));
  EXPECT_FALSE(is_usable({{nan, 10}, 20, 0}));
  EXPECT_FALSE(is_usable({{10, nan}, 20, 0}));
  EXPECT_FALSE(is_usable({{10, 10}, nan, 0}));
  EXPECT_FALSE(is_usable({{10, 10}, 0, 0}));
  EXPECT_FALSE(is_usable({{10, 10}, 20, nan}));
  EXPECT_FALSE(is_usable({{1e9F, 10}, 20, 0}));
}

}  // namespace
}  // namespace dorsal::pose
