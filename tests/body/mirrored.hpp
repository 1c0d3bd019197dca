#pragma once

#include "dorsal/body/posture.hpp"

namespace dorsal::body {

/// The same posture in a mirror.
inline Posture mirrored(const Posture& posture) {
  using C = Coordinate;
  Posture result = posture;
  for (const C c : {C::pelvis_z, C::pelvis_rotation, C::pelvis_list, C::lumbar_lateral_bend,
                    C::lumbar_axial_rotation, C::thoracic_lateral_bend, C::thoracic_axial_rotation,
                    C::neck_lateral_bend, C::neck_axial_rotation, C::head_lateral_bend,
                    C::head_axial_rotation}) {
    result[c] = -posture[c];
  }
  const auto arm = static_cast<Eigen::Index>(C::left_girdle_elevation);
  const auto leg = static_cast<Eigen::Index>(C::left_hip_flexion);
  result.q.segment<6>(arm).swap(result.q.segment<6>(arm + 6));
  result.q.segment<3>(leg).swap(result.q.segment<3>(leg + 3));
  return result;
}

}  // namespace dorsal::body
