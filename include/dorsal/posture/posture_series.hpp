#pragma once

#include <limits>
#include <vector>

#include "dorsal/body/level.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/posture/measures.hpp"

namespace dorsal::posture {

/// Which side of the person the camera sees; `left` sees the left side. `spatial`: landmarks that
/// carry true depth (motion capture), so that no view hides anything.
enum class View { front, left, right, rear, oblique, spatial };

enum class FitStatus { fitted, nobody, too_few_landmarks, not_converged };

/// How one person is held in one frame.
struct PostureFrame {
  double time = std::numeric_limits<double>::quiet_NaN();  // [s]
  FitStatus status = FitStatus::nobody;
  double residual = std::numeric_limits<double>::quiet_NaN();  // [m] weighted rms over landmarks
  body::Posture posture;  // meant only when status is fitted; coordinates with gaps rest on priors
  // (coordinate) [m] or [rad], standard deviation, prior included
  Eigen::Matrix<double, body::kCoordinates, 1> deviation =
      Eigen::Matrix<double, body::kCoordinates, 1>::Constant(
          std::numeric_limits<double>::quiet_NaN());
  // (level) [m] joints T1/T2 .. L5/S1 of the fitted body, in the axes of the landmarks
  body::LevelArray<Eigen::Vector3d> spine = unknown_spine();
  MeasureArray<MeasuredValue> measures;
  bool trunk_seen = false;   // hips and shoulders seen: the load may be computed
  bool quasi_static = true;  // false: accelerations too great to be loaded as if at rest

  static body::LevelArray<Eigen::Vector3d> unknown_spine() {
    body::LevelArray<Eigen::Vector3d> spine;
    spine.fill(Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()));
    return spine;
  }
};

struct PostureSeries {
  std::vector<PostureFrame> frames;
};

}  // namespace dorsal::posture
