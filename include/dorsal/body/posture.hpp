#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <string_view>

namespace dorsal::body {

/// The coordinates that describe how a body is held. All rotations are zero in the neutral upright
/// standing posture of the model (which has its own kyphosis and lordosis), and follow the signs
/// of docs/methods/conventions.md: flexion forward +, lateral bend to the right +, axial rotation
/// to the left +. Regions are shared out over their levels by body::level_rotations.
enum class Coordinate : std::size_t {
  // pelvis in the world
  pelvis_x, pelvis_y, pelvis_z,                         // [m] mid hip
  pelvis_rotation, pelvis_list, pelvis_tilt,            // [rad] to the left, to the right, forward
  // L5/S1 .. L1/L2: L1 against the sacrum
  lumbar_flexion, lumbar_lateral_bend, lumbar_axial_rotation,
  // T12/L1 .. T1/T2: T1 against L1
  thoracic_flexion, thoracic_lateral_bend, thoracic_axial_rotation,
  // C7/T1 and up: the neck against T1; then the head against the neck
  neck_flexion, neck_lateral_bend, neck_axial_rotation,
  head_flexion, head_lateral_bend, head_axial_rotation,
  // shoulder girdle against the thorax, then the arm against the thorax
  left_girdle_elevation, left_girdle_protraction,       // [rad] up +, forward +
  left_shoulder_flexion, left_shoulder_abduction, left_shoulder_rotation,  // forward +, out +, inward +
  left_elbow_flexion,
  right_girdle_elevation, right_girdle_protraction,
  right_shoulder_flexion, right_shoulder_abduction, right_shoulder_rotation,
  right_elbow_flexion,
  // thighs against the pelvis, shanks against the thighs: they tell sitting from standing
  left_hip_flexion, left_hip_abduction, left_knee_flexion,
  right_hip_flexion, right_hip_abduction, right_knee_flexion,
};
inline constexpr std::size_t kCoordinates = 36;

/// snake_case names in the order of Coordinate, as they stand in .mot files.
[[nodiscard]] const std::array<std::string_view, kCoordinates>& coordinate_names();

/// How a body is held.
struct Posture {
  Eigen::Matrix<double, kCoordinates, 1> q =
      Eigen::Matrix<double, kCoordinates, 1>::Zero();  // (coordinate) [m] or [rad]

  [[nodiscard]] double operator[](Coordinate c) const { return q[static_cast<Eigen::Index>(c)]; }
  [[nodiscard]] double& operator[](Coordinate c) { return q[static_cast<Eigen::Index>(c)]; }
};

}  // namespace dorsal::body
