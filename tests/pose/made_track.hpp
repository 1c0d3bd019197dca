#pragma once

#include <cmath>
#include <limits>

#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

/// A person of 1.75 m who stands upright before the camera and nods a little from frame to frame.
/// Metres, y up, mid hip at the origin. Made up: only the order of the landmarks is right.
inline PoseFrame made_frame(double time) {
  PoseFrame frame;
  frame.time = time;
  frame.present = true;
  frame.score = 1;
  frame.image.fill(Eigen::Vector3f::Constant(std::numeric_limits<float>::quiet_NaN()));
  const auto nod = static_cast<float>(0.01 * std::sin(time));
  const auto put = [&](Landmark left, Landmark right, float x, float y, float z) {
    // Whoever faces the camera has their left on the right of the picture.
    frame.world[static_cast<std::size_t>(left)] = {x, y, z + nod};
    frame.world[static_cast<std::size_t>(right)] = {-x, y, z + nod};
  };
  using L = Landmark;
  frame.world.fill({0, 0.65F, 0.12F + nod});
  put(L::left_eye_inner, L::right_eye_inner, 0.015F, 0.69F, 0.1F);
  put(L::left_eye, L::right_eye, 0.03F, 0.69F, 0.1F);
  put(L::left_eye_outer, L::right_eye_outer, 0.045F, 0.69F, 0.09F);
  put(L::left_ear, L::right_ear, 0.075F, 0.67F, 0);
  put(L::mouth_left, L::mouth_right, 0.025F, 0.61F, 0.1F);
  put(L::left_shoulder, L::right_shoulder, 0.18F, 0.48F, 0);
  put(L::left_elbow, L::right_elbow, 0.22F, 0.2F, 0);
  put(L::left_wrist, L::right_wrist, 0.22F, -0.04F, 0.05F);
  put(L::left_pinky, L::right_pinky, 0.22F, -0.12F, 0.03F);
  put(L::left_index, L::right_index, 0.22F, -0.12F, 0.07F);
  put(L::left_thumb, L::right_thumb, 0.22F, -0.08F, 0.08F);
  put(L::left_hip, L::right_hip, 0.1F, 0, -nod);
  put(L::left_knee, L::right_knee, 0.1F, -0.42F, 0);
  put(L::left_ankle, L::right_ankle, 0.1F, -0.84F, 0);
  put(L::left_heel, L::right_heel, 0.1F, -0.88F, -0.04F);
  put(L::left_foot_index, L::right_foot_index, 0.1F, -0.88F, 0.16F);
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    frame.visibility[i] = i % 3 == 0 ? 0.75F : 1.0F;
    frame.presence[i] = i % 5 == 0 ? 0.875F : 1.0F;
  }
  return frame;
}

inline PoseFrame nobody(double time) {
  PoseFrame frame;
  frame.time = time;
  return frame;
}

/// Four frames at 25 a second; nobody is there in the third.
inline PoseTrack made_track() {
  PoseTrack track;
  track.fps = 25;
  track.source = LandmarkSource::file;
  track.frames = {made_frame(0), made_frame(0.04), nobody(0.08), made_frame(0.12)};
  return track;
}

}  // namespace dorsal::pose
