#include "observations.hpp"

#include <algorithm>

namespace dorsal::posture {
namespace {

using L = pose::Landmark;

// Standard deviation of one landmark against that of a shoulder. Measured: the net's landmarks of
// one person from two or three cameras at once, turned upon each other (two scenes, 208 instants;
// docs/methods/posture.md): disagreement along the pictures' common axis over the root of two.
double part_of_body(L landmark) {
  switch (landmark) {
    case L::left_shoulder:
    case L::right_shoulder:
      return 1.0;
    case L::left_hip:
    case L::right_hip:
      return 1.3;
    case L::left_elbow:
    case L::right_elbow:
      return 1.8;
    case L::left_knee:
    case L::right_knee:
      return 1.9;
    case L::left_ankle:
    case L::right_ankle:
      return 2.8;
    default:
      return landmark < L::left_shoulder ? 1.4 : 2.6;
  }
}

// A landmark that the net sees fully, and one that it only imagines; expert. A hidden one is kept
// at four times the deviation: the net places it from the rest of the body.
constexpr double kHiddenFactor = 3.0;
// Below these the net says that a landmark is hidden, or outside the picture.
constexpr float kVisible = 0.5F;
constexpr float kPresent = 0.5F;

}  // namespace

Observations observe(const pose::PoseFrame& frame, const LandmarkNoise& noise) {
  Observations observations;
  if (!frame.present) return observations;
  for (std::size_t i = 0; i < pose::kLandmarks; ++i) {
    if (!frame.world[i].allFinite()) continue;
    if (frame.presence[i] < kPresent) continue;
    const double hidden = 1.0 - std::clamp(static_cast<double>(frame.visibility[i]), 0.0, 1.0);
    const double part = noise.by_part ? part_of_body(static_cast<L>(i)) : 1.0;
    const double factor = part * (1.0 + kHiddenFactor * hidden);
    Observation& o = observations[i];
    o.at = frame.world[i].cast<double>();
    o.sigma = Eigen::Vector3d(noise.in_picture, noise.in_picture, noise.depth) * factor;
    o.usable = frame.visibility[i] >= kVisible;
  }
  for (const L l : kFitLandmarks) {
    const auto i = static_cast<std::size_t>(l);
    observations[i].used = frame.world[i].allFinite() && frame.presence[i] >= kPresent;
  }
  return observations;
}

LandmarkNoise landmark_noise(View view) {
  // Of a camera: from the same measurement. Spatial: markers and the body's points in them; expert.
  if (view == View::spatial) return {0.010, 0.010, false};
  return {0.015, 0.048, true};
}

}  // namespace dorsal::posture
