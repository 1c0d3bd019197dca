#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>

namespace dorsal::posture {

/// What dorsal tells about how a back is held. Signs: docs/methods/conventions.md.
enum class Measure : std::size_t {
  trunk_inclination,         ///< mid hip to mid shoulder against vertical, forward +
  trunk_lateral_bend,        ///< the same line, to the person's right +
  trunk_twist,               ///< shoulder line against hip line about the trunk's, to the left +
  lumbar_flexion,            ///< L1 against the sacrum, beyond neutral
  thoracic_flexion,          ///< T1 against T12, beyond neutral
  pelvis_tilt,               ///< forward +, beyond neutral
  neck_flexion,              ///< the head's upright against the trunk's line, beyond neutral
  head_inclination,          ///< ear over shoulder against vertical, forward +
  head_forward,              ///< [m] ear ahead of shoulder, horizontally
  left_upper_arm_elevation,  ///< against hanging straight down along the trunk's line
  right_upper_arm_elevation,
  left_elbow_flexion,
  right_elbow_flexion,
  shoulder_protraction,  ///< both girdles' mean, forward +
  shoulder_asymmetry,    ///< shoulder line against the horizontal, right shoulder lower +
};
inline constexpr std::size_t kMeasures = 15;

enum class MeasureUnit { angle, length };

struct MeasureInfo {
  std::string_view name;  ///< with its unit, as in files: trunk_inclination_deg, head_forward_m
  MeasureUnit unit;
};
[[nodiscard]] const std::array<MeasureInfo, kMeasures>& measure_infos();

/// Why a measure has no value.
enum class Gap {
  none,
  nobody,  ///< no person in the frame
  hips_hidden,
  shoulders_hidden,
  head_hidden,
  arm_hidden,
  not_from_this_view,
  fit_failed,  ///< no posture explains the landmarks
};

/// One measure in one frame.
struct MeasuredValue {
  double value = std::numeric_limits<double>::quiet_NaN();  // [rad] or [m]
  double low = std::numeric_limits<double>::quiet_NaN();    // 90 % interval
  double high = std::numeric_limits<double>::quiet_NaN();
  Gap gap = Gap::nobody;  // none exactly when the three numbers are finite
};

template <class T>
using MeasureArray = std::array<T, kMeasures>;

}  // namespace dorsal::posture
