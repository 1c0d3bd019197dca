#pragma once

#include <Eigen/Core>

namespace dorsal::pose {

/// The turned square of the picture that the landmark net sees. The whole person fits in it,
/// upright in its own axes.
struct Roi {
  Eigen::Vector2f centre = Eigen::Vector2f::Zero();  // [px] picture; pixel (0, 0) covers 0..1
  float side = 0;                                    // [px]
  float rotation = 0;                                // [rad] clockwise in the picture
};

/// Whether the square can be cut out of a picture: nets give any number for a strange picture.
[[nodiscard]] bool is_usable(const Roi& roi);

/// The square around a person from two points that both the detector and the landmark net give.
/// @param hips  [px] mid hip, the centre
/// @param top   [px] end of the circle around the whole person, in the direction of the head
/// @source MediaPipe pose graphs; scale 1.25 measured to agree best
[[nodiscard]] Roi roi_from_alignment(const Eigen::Vector2f& hips, const Eigen::Vector2f& top);

/// Picture from square: points in 0..1 of the square to [px]. (2, 3), times (x, y, 1).
[[nodiscard]] Eigen::Matrix<float, 2, 3> picture_from_roi(const Roi& roi);

}  // namespace dorsal::pose
