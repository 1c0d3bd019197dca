#include "dorsal/body/rhythm.hpp"

namespace dorsal::body {
namespace {

// Thoracic flexion: passive range by level of Morita 2014 (doi:10.1007/s00586-013-3088-7, n = 50,
// smallest T4/T5 0.9 of 31.7 degrees, largest T12/L1 4.2), straight lines between; derived.
// Thoracic bend and rotation: cadaver segments with their ribs at +-7.5 N m (PLoS ONE,
// doi:10.1371/journal.pone.0177823: bend 11 degrees T1..T7, 8.5 T7..T12; rotation 11 T1..T10, 7.5
// T10..T12); T12/L1 was not measured there: 8 and 3 degrees are expert.
// Lumbar: Christophy 2012 (doi:10.1007/s10237-011-0290-6), axial shares in the corrected form that
// sums to one.
LevelArray<Eigen::Vector3d> normalised(LevelArray<Eigen::Vector3d> weights) {
  for (const auto& [first, last] :
       {std::pair{std::size_t{0}, kThoracicLevels}, std::pair{kThoracicLevels, kLevels}}) {
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (std::size_t level = first; level < last; ++level) sum += weights[level];
    for (std::size_t level = first; level < last; ++level) {
      weights[level] = weights[level].cwiseQuotient(sum).eval();
    }
  }
  return weights;
}

}  // namespace

const LevelArray<Eigen::Vector3d>& rhythm_shares() {
  static const LevelArray<Eigen::Vector3d> kShares = normalised({{
      {0.1238, 11.0, 11.0},
      {0.0920, 11.0, 11.0},
      {0.0602, 11.0, 11.0},
      {0.0284, 11.0, 11.0},
      {0.0414, 11.0, 11.0},
      {0.0544, 11.0, 11.0},
      {0.0674, 8.5, 11.0},
      {0.0804, 8.5, 11.0},
      {0.0935, 8.5, 11.0},
      {0.1065, 8.5, 7.5},
      {0.1195, 8.5, 7.5},
      {0.1325, 8.0, 3.0},
      {0.255, 0.188, 0.168831},
      {0.231, 0.250128, 0.181818},
      {0.204, 0.245332, 0.220779},
      {0.185, 0.181086, 0.220779},
      {0.125, 0.1355, 0.2078},
  }});
  return kShares;
}

LevelArray<Eigen::Vector3d> level_rotations(const Posture& posture) {
  const Eigen::Vector3d thoracic(posture[Coordinate::thoracic_flexion],
                                 posture[Coordinate::thoracic_lateral_bend],
                                 posture[Coordinate::thoracic_axial_rotation]);
  const Eigen::Vector3d lumbar(posture[Coordinate::lumbar_flexion],
                               posture[Coordinate::lumbar_lateral_bend],
                               posture[Coordinate::lumbar_axial_rotation]);
  const auto& shares = rhythm_shares();
  LevelArray<Eigen::Vector3d> rotations;
  for (std::size_t level = 0; level < kLevels; ++level) {
    const Eigen::Vector3d& region = level < kThoracicLevels ? thoracic : lumbar;
    rotations[level] = shares[level].cwiseProduct(region);
  }
  return rotations;
}

}  // namespace dorsal::body
