#include <gtest/gtest.h>

#include <cmath>

#include "detector.hpp"

namespace dorsal::pose {
namespace {

constexpr std::size_t kAnchors = 2254;

struct RawOutputs {
  std::vector<float> boxes = std::vector<float>(kAnchors * 12, 0.0F);
  std::vector<float> scores = std::vector<float>(kAnchors, -10.0F);
};

TEST(Detector, nothing_above_one_half_is_nobody) {
  const RawOutputs raw;
  EXPECT_TRUE(decode_detections(raw.boxes, raw.scores).empty());
}

TEST(Detector, offsets_count_from_the_centre_of_the_anchors_cell) {
  RawOutputs raw;
  constexpr std::size_t kAnchor = std::size_t{2} * (28 * 3 + 5);  // first grid, row 3, column 5
  raw.scores[kAnchor] = 3;
  float* box = raw.boxes.data() + 12 * kAnchor;
  box[2] = 22.4F;  // width, a tenth of the input
  box[3] = 44.8F;
  box[4] = 11.2F;  // the first point, x
  const auto found = decode_detections(raw.boxes, raw.scores);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].score, 1 / (1 + std::exp(-3)), 1e-6);
  EXPECT_NEAR(found[0].low.x(), 5.5 / 28 - 0.05, 1e-6);
  EXPECT_NEAR(found[0].high.y(), 3.5 / 28 + 0.1, 1e-6);
  EXPECT_NEAR(found[0].points[0].x(), 5.5 / 28 + 0.05, 1e-6);
  EXPECT_NEAR(found[0].points[3].y(), 3.5 / 28, 1e-6);
}

TEST(Detector, grids_follow_each_other_from_fine_to_coarse) {
  RawOutputs raw;
  for (const std::size_t anchor : {0U, 1568U, 1960U, 2253U}) raw.scores[anchor] = 1;
  const auto found = decode_detections(raw.boxes, raw.scores);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_NEAR(found[0].low.x(), 0.5 / 28, 1e-6);
  EXPECT_NEAR(found[1].low.x(), 0.5 / 14, 1e-6);
  EXPECT_NEAR(found[2].low.x(), 0.5 / 7, 1e-6);
  EXPECT_NEAR(found[3].low.x(), 6.5 / 7, 1e-6);
}

TEST(Detector, detections_of_one_person_become_their_mean_by_score) {
  Detection a;
  a.points.fill({10, 10});
  a.low = {0, 0};
  a.high = {10, 10};
  a.score = 0.9F;
  Detection b = a;
  b.points.fill({20, 10});
  b.high = {10, 9};
  b.score = 0.6F;
  Detection other = a;
  other.low = {50, 50};
  other.high = {60, 60};
  other.score = 0.7F;
  const auto merged = merge_detections({b, other, a});
  ASSERT_EQ(merged.size(), 2U);
  EXPECT_NEAR(merged[0].points[0].x(), (0.9 * 10 + 0.6 * 20) / 1.5, 1e-5);
  EXPECT_FLOAT_EQ(merged[0].score, 0.9F);
  EXPECT_FLOAT_EQ(merged[1].score, 0.7F);
}

TEST(Detector, pictures_keep_their_shape_in_the_middle_of_the_square) {
  const Letterbox wide = letterbox(1280, 720);
  EXPECT_EQ(wide.width, 224);
  EXPECT_EQ(wide.height, 126);
  EXPECT_EQ(wide.top, 49);
  EXPECT_EQ(wide.left, 0);
  const Letterbox tall = letterbox(100, 400);
  EXPECT_EQ(tall.width, 56);
  EXPECT_EQ(tall.left, 84);
  const Letterbox thin = letterbox(5000, 1);
  EXPECT_EQ(thin.height, 1);
}

TEST(Detector, shrinking_averages_over_what_it_leaves_out) {
  cv::Mat stripes(896, 896, CV_8UC3, cv::Scalar::all(0));  // every other column white
  for (int x = 0; x < stripes.cols; x += 2) stripes.col(x).setTo(cv::Scalar::all(255));
  std::vector<float> input(Detector::kSide * Detector::kSide * 3);
  cv::Mat small;
  fill_letterbox(stripes, letterbox(896, 896), small, input);
  for (const float value : input) EXPECT_NEAR(value, 0, 0.01);  // grey: half of -1..1
}

TEST(Detector, around_the_picture_is_black_and_colours_are_red_green_blue) {
  const cv::Mat blue(10, 20, CV_8UC3, cv::Scalar(255, 0, 51));
  std::vector<float> input(Detector::kSide * Detector::kSide * 3);
  cv::Mat small;
  fill_letterbox(blue, letterbox(20, 10), small, input);
  EXPECT_FLOAT_EQ(input[0], -1);
  const float* middle = &input[std::size_t{3} * (112 * 224 + 112)];
  EXPECT_NEAR(middle[0], -0.6, 1e-5);
  EXPECT_NEAR(middle[1], -1, 1e-5);
  EXPECT_NEAR(middle[2], 1, 1e-5);
}

}  // namespace
}  // namespace dorsal::pose
