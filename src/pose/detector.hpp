#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <opencv2/core/mat.hpp>
#include <span>
#include <vector>

#include "dorsal/base/result.hpp"
#include "network.hpp"
#include "roi.hpp"

namespace dorsal::pose {

/// A person somewhere in the picture.
struct Detection {
  Eigen::Vector2f low = Eigen::Vector2f::Zero();   // [px] top left of the box around the face
  Eigen::Vector2f high = Eigen::Vector2f::Zero();  // [px] bottom right
  // [px] mid hip, the end of the circle around the whole person; and the same for the upper body
  std::array<Eigen::Vector2f, 4> points{};
  float score = 0;  // 0..1
};

[[nodiscard]] Roi roi_of(const Detection& detection);

/// Finds people anywhere in a picture.
class Detector {
 public:
  static constexpr std::size_t kSide = 224;  // [px] of its input

  /// @error as Network::create; unsupported: not the detector's inputs and outputs
  [[nodiscard]] static Result<Detector> create(std::span<const std::byte> tflite);

  /// @param bgr  (row, column) 3 x 8 bit
  /// @return people whose score is at least one half, best first
  [[nodiscard]] std::vector<Detection> detect(const cv::Mat& bgr);

 private:
  explicit Detector(Network network) : network_(std::move(network)) {}
  Network network_;
  cv::Mat small_;
};

// The steps of detect(), in order.

/// Where the picture lies in the detector's square input.
struct Letterbox {
  int left = 0;  // [px] of the square
  int top = 0;
  int width = 0;
  int height = 0;
};
[[nodiscard]] Letterbox letterbox(int width, int height);

/// Shrinks the picture into the middle of the square, red green blue in -1..1, black around it.
/// Shrinking to a third or less averages over areas: small people are found more often than with
/// bilinear sampling.
void fill_letterbox(const cv::Mat& bgr, const Letterbox& box, cv::Mat& small,
                    std::span<float> input);

/// Detections in 0..1 of the square from the net's outputs.
/// @param boxes   (anchor, 12) offsets of box centre, box size and four points [px] of the square
/// @param scores  (anchor) log odds
[[nodiscard]] std::vector<Detection> decode_detections(std::span<const float> boxes,
                                                       std::span<const float> scores);

/// Merges detections of one person: their mean, weighted by score.
[[nodiscard]] std::vector<Detection> merge_detections(std::vector<Detection> detections);

}  // namespace dorsal::pose
