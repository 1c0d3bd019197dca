#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "outline.hpp"

namespace dorsal::back_contour {

/// Ways to put a back's rounding into one number.
inline constexpr std::size_t kRoundings = 5;
inline constexpr std::array<std::string_view, kRoundings> kRoundingNames = {
    "tangents_mask_deg", "tangents_deg", "from_nape_deg", "bulge_percent", "sagitta_percent"};

struct Rounding {
  // tangents: between the tangents at both ends of a parabola through the stations between the
  //   fitted body's T12/L1 and T1/T2, from the mask alone and with the picture's edges [deg]
  // from_nape: the same from 0.06 to 0.6 trunks below the nape, along the outline [deg]
  // bulge: outline behind the line from hip to shoulder, 0.6 of the way up [% of trunk]
  // sagitta: outline behind the line from hip to nape, half way to 0.7 of it up [% of that line]
  std::array<float, kRoundings> value;
  float roughness;  // [trunk] rms about the parabola
  bool arm_behind;  // an elbow or wrist near or behind the outline
};

/// @param t12, t1  stations of the fitted body's T12/L1 and T1/T2
[[nodiscard]] Rounding round_of(const Outline& outline, const Trunk& trunk,
                                const pose::PoseFrame& frame, float t12, float t1);

/// Angle between the tangents at the ends of the parabola through points (x along, y across), by
/// Huber's regression; the side to which y grows is convex +. NaN below six points.
/// @param roughness  rms about it, in the unit of y
[[nodiscard]] float tangent_angle_deg(const std::vector<Point>& points, float* roughness);

}  // namespace dorsal::back_contour
