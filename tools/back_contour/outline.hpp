#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "dorsal/pose/landmarks.hpp"
#include "dorsal/pose/tracker.hpp"

namespace dorsal::back_contour {

using Point = Eigen::Vector2f;  // [px] picture, y down

/// The trunk's line in a picture: stations along it are counted from mid hip (0) to mid shoulder
/// (1), offsets from it towards the back, both in lengths of the trunk.
struct Trunk {
  Point hip, up, back;  // [px]; unit vectors
  float length = 0;     // [px]
  float side_on = 0;    // share of the person's forward direction that lies in the picture

  [[nodiscard]] Point at(float station, float offset) const {
    return hip + length * (station * up + offset * back);
  }
  [[nodiscard]] float station(const Point& p) const { return (p - hip).dot(up) / length; }
  [[nodiscard]] float offset(const Point& p) const { return (p - hip).dot(back) / length; }
};
[[nodiscard]] std::optional<Trunk> trunk_of(const pose::PoseFrame& frame);

inline constexpr std::size_t kStations = 74;
inline constexpr float kStationStep = 0.02F;

/// Where the back ends, at each station. NaN where the mask has no edge there.
struct Outline {
  std::array<float, kStations> of_mask;  // [trunk] where the mask's log odds cross zero
  std::array<float, kStations>
      of_picture;  // [trunk] the strongest smooth edge of the picture near it
};
[[nodiscard]] Outline trace(const cv::Mat& bgr, const pose::BodyMask& mask, const Trunk& trunk);

}  // namespace dorsal::back_contour
