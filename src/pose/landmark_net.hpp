#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <opencv2/core/mat.hpp>
#include <span>

#include "dorsal/base/result.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "network.hpp"
#include "roi.hpp"

namespace dorsal::pose {

/// The net's own landmarks: the 33 of the body, then two that place the next frame's square, then
/// four that are not used.
inline constexpr std::size_t kNetLandmarks = 39;
inline constexpr std::size_t kAlignmentCentre = 33;
inline constexpr std::size_t kAlignmentTop = 34;

/// What the net says of one square.
struct NetPose {
  float score = 0;  // 0..1, that there is a person
  // (landmark) [px] picture; z in the same scale, away from the camera
  std::array<Eigen::Vector3f, kNetLandmarks> image{};
  std::array<float, kNetLandmarks> visibility{};  // 0..1
  std::array<float, kNetLandmarks> presence{};    // 0..1
  // (landmark) [m] x right in the picture, y down, z away from the camera, from mid hip
  std::array<Eigen::Vector3f, kNetLandmarks> world{};
};

[[nodiscard]] Roi roi_of(const NetPose& pose);

/// Finds the landmarks of the person in a square of the picture.
class LandmarkNet {
 public:
  static constexpr std::size_t kSide = 256;  // [px] of its input and of its mask
  static constexpr std::size_t kHeatmapSide = 64;

  /// @param mask  whether the mask is computed as well
  /// @error as Network::create; unsupported: not the landmark net's inputs and outputs
  [[nodiscard]] static Result<LandmarkNet> create(std::span<const std::byte> tflite, bool mask);

  [[nodiscard]] NetPose locate(const cv::Mat& bgr, const Roi& roi);

  /// Of the last square: (256, 256) log odds; empty when not asked for.
  [[nodiscard]] std::span<const float> mask() const;

 private:
  LandmarkNet(Network network, bool mask) : network_(std::move(network)), has_mask_(mask) {}
  Network network_;
  bool has_mask_;
};

// The steps of locate(), in order.

/// Places landmarks in the square, [px] of the net's input, by the heatmap around where the net's
/// regression puts them. Without it the mean error is three times as large.
/// @param raw      (landmark, 5) x, y, z [px], visibility and presence as log odds
/// @param heatmap  (64, 64, landmark) log odds
[[nodiscard]] std::array<Eigen::Vector3f, kNetLandmarks> refine_by_heatmap(
    std::span<const float> raw, std::span<const float> heatmap);

}  // namespace dorsal::pose
