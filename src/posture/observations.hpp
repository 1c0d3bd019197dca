#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>

#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/estimator.hpp"

namespace dorsal::posture {

/// The landmarks that a body is fitted to. Inner eyes, eyes and mouth corners say the same about
/// the face; hands and feet have no coordinates of their own.
inline constexpr std::array kFitLandmarks = {
    pose::Landmark::nose,        pose::Landmark::left_eye_outer, pose::Landmark::right_eye_outer,
    pose::Landmark::left_ear,    pose::Landmark::right_ear,      pose::Landmark::mouth_left,
    pose::Landmark::mouth_right, pose::Landmark::left_shoulder,  pose::Landmark::right_shoulder,
    pose::Landmark::left_elbow,  pose::Landmark::right_elbow,    pose::Landmark::left_wrist,
    pose::Landmark::right_wrist, pose::Landmark::left_hip,       pose::Landmark::right_hip,
    pose::Landmark::left_knee,   pose::Landmark::right_knee,     pose::Landmark::left_ankle,
    pose::Landmark::right_ankle,
};
inline constexpr std::size_t kFitted = kFitLandmarks.size();

/// One landmark as it is seen: where, and how well it is known there.
struct Observation {
  Eigen::Vector3d at = Eigen::Vector3d::Zero();     // [m] Camera
  Eigen::Vector3d sigma = Eigen::Vector3d::Ones();  // [m] along each axis of Camera
  bool used = false;                                // takes part in the fit
  bool usable = false;  // seen well enough that a measure may rest on it
};

/// (landmark) for all 33, the fitted ones among them.
using Observations = std::array<Observation, pose::kLandmarks>;

[[nodiscard]] Observations observe(const pose::PoseFrame& frame, const LandmarkNoise& noise);

[[nodiscard]] inline const Observation& at(const Observations& observations, pose::Landmark l) {
  return observations[static_cast<std::size_t>(l)];
}

}  // namespace dorsal::posture
