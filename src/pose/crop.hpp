#pragma once

#include <cstddef>
#include <opencv2/core/mat.hpp>
#include <span>

#include "roi.hpp"

namespace dorsal::pose {

/// Samples the square bilinearly into a net's input, red green blue in 0..1. Sample (u, v) lies at
/// the centre of its cell of the square, and pixel (x, y) of the picture at (x + 0.5, y + 0.5);
/// outside of the picture its edge goes on. Exact in float, where cv::warpAffine rounds positions
/// to 1/32 px.
/// @param bgr  (row, column) 3 x 8 bit
/// @param out  (size, size, 3)
void crop_square(const cv::Mat& bgr, const Roi& roi, std::size_t size, std::span<float> out);

}  // namespace dorsal::pose
