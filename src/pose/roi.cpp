#include "roi.hpp"

#include <cmath>
#include <numbers>

namespace dorsal::pose {

Roi roi_from_alignment(const Eigen::Vector2f& hips, const Eigen::Vector2f& top) {
  constexpr float kRoom = 1.25F;
  const Eigen::Vector2f up = top - hips;
  constexpr float kUpright = std::numbers::pi_v<float> / 2;
  const float turn = kUpright - std::atan2(-up.y(), up.x());
  const float wrapped = std::remainder(turn, 2 * std::numbers::pi_v<float>);
  return {hips, 2 * up.norm() * kRoom, wrapped};
}

bool is_usable(const Roi& roi) {
  constexpr float kMost = 1e6F;  // [px] no picture is as large
  return std::abs(roi.centre.x()) < kMost && std::abs(roi.centre.y()) < kMost && roi.side >= 1 &&
         roi.side < kMost && std::isfinite(roi.rotation);
}

Eigen::Matrix<float, 2, 3> picture_from_roi(const Roi& roi) {
  const float c = std::cos(roi.rotation) * roi.side;
  const float s = std::sin(roi.rotation) * roi.side;
  Eigen::Matrix<float, 2, 3> matrix;
  matrix << c, -s, roi.centre.x() - 0.5F * (c - s),  //
      s, c, roi.centre.y() - 0.5F * (s + c);
  return matrix;
}

}  // namespace dorsal::pose
