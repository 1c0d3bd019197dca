#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <string>

#include "outline.hpp"

namespace dorsal::back_contour {

/// Writes the picture around the trunk with its line, the outline of the mask (red) and that of the
/// picture (green), and two lines across the ends of a stretch (blue).
/// @param stretch  stations
void draw(const cv::Mat& bgr, const Trunk& trunk, const Outline& outline,
          const std::array<float, 2>& stretch, const std::string& file);

}  // namespace dorsal::back_contour
