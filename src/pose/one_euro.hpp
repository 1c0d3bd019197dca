#pragma once

#include <Eigen/Core>
#include <optional>

namespace dorsal::pose {

/// How strongly a One-Euro filter smooths.
struct OneEuroSettings {
  float min_cutoff;           // [Hz] when at rest
  float beta;                 // [Hz per unit/s] by how much the cutoff rises with speed
  float speed_cutoff = 1.0F;  // [Hz] of the speed itself
};

/// Low-pass filter that lets go when the point moves: smooth at rest, little lag in motion.
/// @source Casiez 2012, doi:10.1145/2207676.2208639
class OneEuroFilter {
 public:
  explicit OneEuroFilter(const OneEuroSettings& settings) : settings_(settings) {}

  /// @param value  each coordinate is filtered by its own speed
  /// @param time   [s]; a time not after the last one leaves the filter as it is
  /// @param scale  [unit] size of the object, by which speed is measured
  Eigen::Vector3f filter(const Eigen::Vector3f& value, double time, float scale);

 private:
  struct Memory {
    double time;
    Eigen::Vector3f raw;
    Eigen::Vector3f smooth;
    Eigen::Vector3f speed;  // [scale/s], smoothed
  };
  OneEuroSettings settings_;
  std::optional<Memory> last_;
};

}  // namespace dorsal::pose
