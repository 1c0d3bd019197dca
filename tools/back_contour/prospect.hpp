#pragma once

#include <array>
#include <optional>

#include "dorsal/pose/landmarks.hpp"

namespace dorsal::back_contour {

/// What the landmarks alone say of a body, and what a rounding measured on top would add.
struct Prospect {
  float t12 = 0, t1 = 0;  // stations of T12/L1 and T1/T2 along the line from hip to shoulder
  double thoracic_deg = 0, deviation_deg = 0;  // of the fit to the landmarks
  double lumbar_deg = 0;
  // (tangents, bulge) of the fitted body's own joints, in [deg] and [mm]; that of the bulge is the
  // spine's, the skin lies behind it
  std::array<double, 2> predicted{}, predicted_deviation{};
  std::array<double, 2> per_thoracic_degree{}, per_lumbar_degree{};
  double trunk_mm = 0;  // mid hip to mid shoulder in the picture's plane

  /// Deviation of thoracic flexion once the rounding is observed with a deviation. [deg]
  [[nodiscard]] double narrowed_deg(std::size_t rounding, double deviation) const;

  std::array<double, 2> shared{};  // covariance of thoracic flexion and rounding [deg * its unit]
};

/// @return none where no body fits
[[nodiscard]] std::optional<Prospect> prospect_of(const pose::PoseFrame& frame);

}  // namespace dorsal::back_contour
