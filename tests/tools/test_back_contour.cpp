// What the tool behind docs/decisions/0005 measures on backs that are known: its verdict on real
// pictures is worth only as much.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "dorsal/base/units.hpp"
#include "outline.hpp"
#include "rounding.hpp"

namespace dorsal::back_contour {
namespace {

constexpr float kFrom = 0.5F, kTo = 1.1F;  // [trunk]

/// The arc's offset from the trunk's line at a station. [trunk]
double arc(double station, double drawn_deg) {
  constexpr double kMiddle = 0.8, kHalf = 0.3, kDepth = 0.4;
  const double radius = kHalf / std::sin(drawn_deg * kRadiansPerDegree / 2);
  const double along = station - kMiddle;
  const double rest = std::sqrt(std::max(0.0, radius * radius - along * along));
  return kDepth - (radius - rest);
}

/// A person of one grey level left of the arc, in a picture of a photo's size.
cv::Mat picture_of(const Trunk& trunk, double drawn_deg) {
  cv::Mat picture(1280, 720, CV_8UC3, cv::Scalar(200, 210, 220));
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const Point p(static_cast<float>(x), static_cast<float>(y));
      const double edge = arc(static_cast<double>(trunk.station(p)), drawn_deg);
      if (static_cast<double>(trunk.offset(p)) < edge) picture.at<cv::Vec3b>(y, x) = {90, 90, 90};
    }
  }
  return picture;
}

/// A mask that grows from 0 to 1 over two of its pixels.
pose::BodyMask mask_of(const Trunk& trunk, double drawn_deg) {
  constexpr int kSide = 256;
  constexpr float kCell = 1150.0F / kSide;  // [px] as in the photos
  pose::BodyMask mask;
  mask.probability.create(kSide, kSide, CV_32F);
  mask.picture_from_mask << kCell, 0, -200, 0, kCell, 100;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const Point p =
          mask.picture_from_mask * Eigen::Vector3f(static_cast<float>(x), static_cast<float>(y), 1);
      const auto edge = static_cast<float>(arc(static_cast<double>(trunk.station(p)), drawn_deg));
      const float inside = (edge - trunk.offset(p)) * trunk.length / kCell;
      mask.probability.at<float>(y, x) = 1 / (1 + std::exp(-4 * inside));
    }
  }
  return mask;
}

double angle_of(const std::array<float, kStations>& offsets) {
  std::vector<Point> points;
  for (std::size_t k = 0; k < kStations; ++k) {
    const float station = static_cast<float>(k) * kStationStep;
    if (station >= kFrom && station <= kTo && !std::isnan(offsets[k]))
      points.emplace_back(station, offsets[k]);
  }
  return static_cast<double>(tangent_angle_deg(points, nullptr));
}

/// In a photo as large as the real ones, leaning forward by 15 degrees.
Trunk leaning() {
  Trunk trunk;
  trunk.hip = {300, 900};
  trunk.up = {0.2588F, -0.9659F};
  trunk.back = {0.9659F, 0.2588F};
  trunk.length = 290;
  return trunk;
}

// A parabola through an arc of 60 degrees turns by 56; what is left is the sampling's.
TEST(BackContour, a_drawn_back_comes_back_within_five_degrees_from_mask_and_picture) {
  const Trunk trunk = leaning();
  for (const double drawn : {1.0, 20.0, 40.0, 60.0}) {
    const Outline outline = trace(picture_of(trunk, drawn), mask_of(trunk, drawn), trunk);
    EXPECT_NEAR(angle_of(outline.of_mask), drawn, 5) << drawn;
    EXPECT_NEAR(angle_of(outline.of_picture), drawn, 5) << drawn;
  }
}

TEST(BackContour, where_the_mask_is_off_by_two_of_its_pixels_the_picture_puts_it_right) {
  const Trunk trunk = leaning();
  constexpr double kDrawn = 40;
  pose::BodyMask mask = mask_of(trunk, kDrawn);
  mask.picture_from_mask.col(2) += 8 * trunk.back;  // [px]
  const Outline outline = trace(picture_of(trunk, kDrawn), mask, trunk);
  for (std::size_t k = 30; k < 50; ++k) {
    const double edge = arc(static_cast<double>(k) * static_cast<double>(kStationStep), kDrawn);
    // Colours are compared over 2.2 pixels to either side: within them an edge is as good as found.
    EXPECT_NEAR(static_cast<double>(outline.of_picture[k]), edge, 3.0 / 290) << k;
    EXPECT_GT(static_cast<double>(outline.of_mask[k]), edge + 5.0 / 290) << k;
  }
}

}  // namespace
}  // namespace dorsal::back_contour
