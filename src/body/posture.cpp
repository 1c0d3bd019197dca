#include "dorsal/body/posture.hpp"

namespace dorsal::body {

const std::array<std::string_view, kCoordinates>& coordinate_names() {
  static constexpr std::array<std::string_view, kCoordinates> kNames = {
      "pelvis_x", "pelvis_y", "pelvis_z",
      "pelvis_rotation", "pelvis_list", "pelvis_tilt",
      "lumbar_flexion", "lumbar_lateral_bend", "lumbar_axial_rotation",
      "thoracic_flexion", "thoracic_lateral_bend", "thoracic_axial_rotation",
      "neck_flexion", "neck_lateral_bend", "neck_axial_rotation",
      "head_flexion", "head_lateral_bend", "head_axial_rotation",
      "left_girdle_elevation", "left_girdle_protraction",
      "left_shoulder_flexion", "left_shoulder_abduction", "left_shoulder_rotation",
      "left_elbow_flexion",
      "right_girdle_elevation", "right_girdle_protraction",
      "right_shoulder_flexion", "right_shoulder_abduction", "right_shoulder_rotation",
      "right_elbow_flexion",
      "left_hip_flexion", "left_hip_abduction", "left_knee_flexion",
      "right_hip_flexion", "right_hip_abduction", "right_knee_flexion"};
  return kNames;
}

}  // namespace dorsal::body
