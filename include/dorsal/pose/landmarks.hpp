#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace dorsal::pose {

/// The 33 body landmarks of BlazePose, in its order.
/// @source Bazarevsky 2020, arXiv:2006.10204
enum class Landmark : std::size_t {
  nose, left_eye_inner, left_eye, left_eye_outer, right_eye_inner, right_eye, right_eye_outer,
  left_ear, right_ear, mouth_left, mouth_right, left_shoulder, right_shoulder, left_elbow,
  right_elbow, left_wrist, right_wrist, left_pinky, right_pinky, left_index, right_index,
  left_thumb, right_thumb, left_hip, right_hip, left_knee, right_knee, left_ankle, right_ankle,
  left_heel, right_heel, left_foot_index, right_foot_index
};
inline constexpr std::size_t kLandmarks = 33;

/// snake_case names in the order of Landmark, as they stand in files.
[[nodiscard]] const std::array<std::string_view, kLandmarks>& landmark_names();

/// Points of one kind for all landmarks; NaN where a file or a net gave none.
using LandmarkPoints = std::array<Eigen::Vector3f, kLandmarks>;

/// The landmarks of one person in one frame.
struct PoseFrame {
  double time = std::numeric_limits<double>::quiet_NaN();  // [s] from the start of the recording
  bool present = false;  // false: nobody was found, and nothing below is meant

  // (landmark) [m], frame Camera (x right in the picture, y up, z towards the camera), origin mid
  // hip. From a landmark file: the file's own axes turned to y up.
  LandmarkPoints world;
  // (landmark) [px] x right, y down from the picture's top left corner; z in the same scale, away
  // from the camera, from mid hip. NaN where the landmarks came from a file.
  LandmarkPoints image;
  std::array<float, kLandmarks> visibility{};  // (landmark) 0..1, in the picture and not hidden
  std::array<float, kLandmarks> presence{};    // (landmark) 0..1, inside the picture
  float score = 0;                             // 0..1, that there is a person at all

  [[nodiscard]] const Eigen::Vector3f& world_at(Landmark l) const {
    return world[static_cast<std::size_t>(l)];
  }
  [[nodiscard]] const Eigen::Vector3f& image_at(Landmark l) const {
    return image[static_cast<std::size_t>(l)];
  }
  [[nodiscard]] float visibility_of(Landmark l) const {
    return visibility[static_cast<std::size_t>(l)];
  }
};

/// Where landmarks come from decides how far their depth can be trusted.
enum class LandmarkSource { camera, file };

/// A recording as landmarks.
struct PoseTrack {
  double fps = std::numeric_limits<double>::quiet_NaN();  // [1/s]; NaN when frames are uneven
  LandmarkSource source = LandmarkSource::file;
  std::vector<PoseFrame> frames;  // in order of time
};

}  // namespace dorsal::pose
