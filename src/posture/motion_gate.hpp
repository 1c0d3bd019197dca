#pragma once

#include <Eigen/Core>
#include <deque>
#include <vector>

#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/estimator.hpp"

namespace dorsal::posture {

/// Watches the acceleration of the upper body. Holds seven tenths of a second of frames.
class MotionGate {
 public:
  void add(const pose::PoseFrame& frame);
  /// The stretches found so far, in order of time, those that touch put together.
  [[nodiscard]] const std::vector<FastStretch>& stretches() const { return stretches_; }
  /// The newest frame lies in a fast stretch, as far as can be told by now.
  [[nodiscard]] bool fast() const;

 private:
  struct Sample {
    double time;               // [s]
    Eigen::Vector3d position;  // [m] middle of the shoulders
    double metres_per_pixel;   // NaN where the landmarks have no picture
  };
  [[nodiscard]] double acceleration() const;

  std::deque<Sample> window_;
  std::vector<FastStretch> stretches_;
};

}  // namespace dorsal::posture
