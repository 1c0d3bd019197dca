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
// People sit upright now and then, and the line from hip to shoulder is longest then; expert.
constexpr double kUprightShare = 0.85;

/// Weight of a length: how little of it points at the camera, where the net guesses.
double in_picture(const Vector3& v) {
  return v.head<2>().squaredNorm() / std::max(1e-9, v.squaredNorm());
}

}  // namespace

ScaleEstimator::ScaleEstimator(const body::Person& person) {
  const auto g = body::skeleton_geometry(person);
  const auto points = body::Skeleton(person).landmarks(body::Posture{});
  const auto middle = [&points](L a, L b) -> Vector3 {
    return 0.5 * (points[static_cast<std::size_t>(a)] + points[static_cast<std::size_t>(b)]);
  };
  norm_[spine] =
      (middle(L::left_shoulder, L::right_shoulder) - middle(L::left_hip, L::right_hip)).norm();
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
  const Vector3 v = at(o, b).at - at(o, a).at;
  const double weight = in_picture(v);
  ratios_[segment].add(v.norm() / norm_[segment], weight * weight);
}

void ScaleEstimator::add_spine(const Observations& o) {
  for (const auto& [hip, shoulder] :
       {std::pair{L::left_hip, L::left_shoulder}, std::pair{L::right_hip, L::right_shoulder}}) {
    if (!at(o, hip).usable || !at(o, shoulder).usable) return;
  }
  const Vector3 v = 0.5 * (at(o, L::left_shoulder).at + at(o, L::right_shoulder).at) -
                    0.5 * (at(o, L::left_hip).at + at(o, L::right_hip).at);
  ratios_[spine].add(v.norm() / norm_[spine], in_picture(v));
}

void ScaleEstimator::add_head(const Observations& o) {
  if (!at(o, L::nose).usable) return;
  if (!at(o, L::left_ear).usable && !at(o, L::right_ear).usable) return;
  // The far ear is placed by symmetry; their middle is what the skeleton's middle is.
  if (!at(o, L::left_ear).used || !at(o, L::right_ear).used) return;
  const Vector3 v = at(o, L::nose).at - 0.5 * (at(o, L::left_ear).at + at(o, L::right_ear).at);
  ratios_[head].add(v.norm() / norm_[head], in_picture(v));
}

void ScaleEstimator::add(const Observations& o) {
  add_spine(o);
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

body::SegmentScale ScaleEstimator::finish() const {
  std::array<double, kSegments> seen{}, information{};
  double sum = 0, weights = 0;
  for (std::size_t s = 0; s < kSegments; ++s) {
    const double weight = std::min(1.0, ratios_[s].weight());
    if (weight <= 0) continue;
    seen[s] = std::log(ratios_[s].quantile(s == spine ? kUprightShare : 0.5));
    information[s] = weight / (kNet * kNet);
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
