#pragma once

#include <array>

#include "dorsal/body/skeleton.hpp"
#include "observations.hpp"
#include "ratio_quantiles.hpp"

namespace dorsal::posture {

/// Lengths of a person's segments against the norm of their height and sex, from the distances
/// between landmarks over a recording.
class ScaleEstimator {
 public:
  explicit ScaleEstimator(const body::Person& person);

  void add(const Observations& observations);
  [[nodiscard]] body::SegmentScale finish() const;

 private:
  static constexpr std::size_t kSegments = 8;  // in the order of SegmentScale
  void add(std::size_t segment, pose::Landmark a, pose::Landmark b, const Observations& o);
  void add_spine(const Observations& o);
  void add_head(const Observations& o);

  std::array<double, kSegments> norm_{};  // [m]
  std::array<RatioQuantiles, kSegments> ratios_;
};

}  // namespace dorsal::posture
