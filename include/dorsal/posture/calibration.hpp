#pragma once

#include <Eigen/Core>
#include <limits>

#include "dorsal/body/skeleton.hpp"

namespace dorsal::posture {

enum class CalibrationSource {
  population,  ///< nothing is known of the person: norms, with their wide scatter
  recording,   ///< the most upright stretch of the recording itself
  dedicated,   ///< a recording of the person held upright
};

using ShapeCovariance =
    Eigen::Matrix<double, static_cast<int>(body::kShapes), static_cast<int>(body::kShapes)>;

/// What is known of one person's body before a frame is looked at: lengths, and where landmarks
/// lie when the person is upright, which is what `beyond neutral` is counted from.
struct Calibration {
  CalibrationSource source = CalibrationSource::population;
  body::SegmentScale scale;
  body::ShapeVector<double> shape = body::ShapeVector<double>::Zero();  // in the order of Shape
  ShapeCovariance covariance = ShapeCovariance::Zero();                 // of shape
  // [s] the upright stretch that was used; NaN when there was none
  double from = std::numeric_limits<double>::quiet_NaN();
  double to = std::numeric_limits<double>::quiet_NaN();
};

/// The scatter of people's shapes about the norm, with the net's own bias in it.
[[nodiscard]] Calibration population_calibration(const body::SegmentScale& scale = {});

}  // namespace dorsal::posture
