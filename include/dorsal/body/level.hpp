#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dorsal::body {

/// The 17 intervertebral joints that dorsal answers for, cranial to caudal.
enum class Level : std::size_t {
  T1T2,
  T2T3,
  T3T4,
  T4T5,
  T5T6,
  T6T7,
  T7T8,
  T8T9,
  T9T10,
  T10T11,
  T11T12,
  T12L1,
  L1L2,
  L2L3,
  L3L4,
  L4L5,
  L5S1
};
inline constexpr std::size_t kLevels = 17;
/// Joints between two thoracic vertebrae, and T12/L1: they carry thoracic motion.
inline constexpr std::size_t kThoracicLevels = 12;

/// "T1/T2" ... "L5/S1".
[[nodiscard]] const std::array<std::string_view, kLevels>& level_names();

template <class T>
using LevelArray = std::array<T, kLevels>;

}  // namespace dorsal::body
