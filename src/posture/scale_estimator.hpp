#pragma once

#include <array>

#include "dorsal/body/skeleton.hpp"
#include "observations.hpp"
#include "ratio_median.hpp"

namespace dorsal::posture {

/// Lengths of a person's segments against the norm of their height and sex, from the distances
/// between landmarks over a recording.
class ScaleEstimator {
 public:
  explicit ScaleEstimator(const body::Person& person);

  void add(const Observations& observations);
  /// @param spatial  lengths are measured, not guessed by a net
  [[nodiscard]] body::SegmentScale finish(bool spatial) const;
  // The spine's own length is not among them: it shortens with slump, so the line between hips and
  // shoulders is left to the fit, whose Shape::spine_length it shows together with the posture.

 private:
  static constexpr std::size_t kSegments = 8;  // in the order of SegmentScale
  void add(std::size_t segment, pose::Landmark a, pose::Landmark b, const Observations& o);
  void add(std::size_t segment, const Eigen::Vector3d& along);
  void add_head(const Observations& o);

  std::array<double, kSegments> norm_{};      // [m]
  std::array<RatioMedian, kSegments> clear_;  // what points at the camera counts little
  std::array<RatioMedian, kSegments> all_;    // every direction alike
};

}  // namespace dorsal::posture
