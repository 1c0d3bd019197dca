#include "dorsal/posture/measures.hpp"

namespace dorsal::posture {

const std::array<MeasureInfo, kMeasures>& measure_infos() {
  static constexpr std::array<MeasureInfo, kMeasures> kInfos = {{
      {"trunk_inclination_deg", MeasureUnit::angle},
      {"trunk_lateral_bend_deg", MeasureUnit::angle},
      {"trunk_twist_deg", MeasureUnit::angle},
      {"lumbar_flexion_deg", MeasureUnit::angle},
      {"thoracic_flexion_deg", MeasureUnit::angle},
      {"pelvis_tilt_deg", MeasureUnit::angle},
      {"neck_flexion_deg", MeasureUnit::angle},
      {"head_inclination_deg", MeasureUnit::angle},
      {"head_forward_m", MeasureUnit::length},
      {"left_upper_arm_elevation_deg", MeasureUnit::angle},
      {"right_upper_arm_elevation_deg", MeasureUnit::angle},
      {"left_elbow_flexion_deg", MeasureUnit::angle},
      {"right_elbow_flexion_deg", MeasureUnit::angle},
      {"shoulder_protraction_deg", MeasureUnit::angle},
      {"shoulder_asymmetry_deg", MeasureUnit::angle},
  }};
  return kInfos;
}

}  // namespace dorsal::posture
