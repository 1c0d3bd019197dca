#include "scale_estimator.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::posture {
namespace {

using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

enum Segment : std::size_t { spine, shoulders, hips, head, upper_arm, forearm, thigh, shank };

// A segment against the person's overall size: its length over stature scatters by some 5 % between
// people (ANSUR 1988, coefficients of variation of 4 to 6 %), and a length seen by the net errs by
// about as much however long one looks. A frame's worth of clear view counts in full.
constexpr double kBetweenPeople = 0.05;
constexpr double kNet = 0.05;
constexpr double kMarkers = 0.01;  // expert

/// Weight of a length: how little of it points at the camera, where the net guesses.
double in_picture(const Vector3& v) {
  return v.head<2>().squaredNorm() / std::max(1e-9, v.squaredNorm());
}

}  // namespace

ScaleEstimator::ScaleEstimator(const body::Person& person) {
  const auto g = body::skeleton_geometry(person);
  norm_[shoulders] = 2 * (g.sternoclavicular.z() + g.shoulder.z());
  norm_[hips] = 2 * g.hip.z();
  norm_[head] = g.nose.norm();
  norm_[upper_arm] = g.upper_arm;
  norm_[forearm] = g.forearm;
  norm_[thigh] = g.thigh;
  norm_[shank] = g.shank;
}

void ScaleEstimator::add(std::size_t segment, L a, L b, const Observations& o) {
  if (!at(o, a).usable || !at(o, b).usable) return;
  add(segment, at(o, b).at - at(o, a).at);
}

void ScaleEstimator::add(std::size_t segment, const Vector3& along) {
  const double ratio = along.norm() / norm_[segment];
  const double weight = in_picture(along);
  clear_[segment].add(ratio, weight * weight);
  all_[segment].add(ratio, 1.0);
}

void ScaleEstimator::add_head(const Observations& o) {
  if (!at(o, L::nose).usable) return;
  if (!at(o, L::left_ear).usable && !at(o, L::right_ear).usable) return;
  // The far ear is placed by symmetry; their middle is what the skeleton's middle is.
  if (!at(o, L::left_ear).used || !at(o, L::right_ear).used) return;
  add(head, at(o, L::nose).at - 0.5 * (at(o, L::left_ear).at + at(o, L::right_ear).at));
}

void ScaleEstimator::add(const Observations& o) {
  add_head(o);
  add(shoulders, L::left_shoulder, L::right_shoulder, o);
  add(hips, L::left_hip, L::right_hip, o);
  add(upper_arm, L::left_shoulder, L::left_elbow, o);
  add(upper_arm, L::right_shoulder, L::right_elbow, o);
  add(forearm, L::left_elbow, L::left_wrist, o);
  add(forearm, L::right_elbow, L::right_wrist, o);
  add(thigh, L::left_hip, L::left_knee, o);
  add(thigh, L::right_hip, L::right_knee, o);
  add(shank, L::left_knee, L::left_ankle, o);
  add(shank, L::right_knee, L::right_ankle, o);
}

body::SegmentScale ScaleEstimator::finish(bool spatial) const {
  const auto& ratios = spatial ? all_ : clear_;
  const double error = spatial ? kMarkers : kNet;
  std::array<double, kSegments> seen{}, information{};
  double sum = 0, weights = 0;
  for (std::size_t s = 0; s < kSegments; ++s) {
    const double weight = std::min(1.0, ratios[s].weight());
    if (weight <= 0) continue;
    seen[s] = std::log(ratios[s].median());
    information[s] = weight / (error * error);
    if (s == hips || s == head) continue;  // short lengths say little about the whole
    sum += weight * seen[s];
    weights += weight;
  }
  const double size = weights > 0 ? sum / weights : 0.0;
  std::array<double, kSegments> scale{};
  constexpr double kPrior = 1.0 / (kBetweenPeople * kBetweenPeople);
  for (std::size_t s = 0; s < kSegments; ++s) {
    scale[s] = std::exp((information[s] * seen[s] + kPrior * size) / (information[s] + kPrior));
  }
  return {scale[spine],     scale[shoulders], scale[hips],  scale[head],
          scale[upper_arm], scale[forearm],   scale[thigh], scale[shank]};
}

}  // namespace dorsal::posture
