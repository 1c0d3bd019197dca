#include "motion_gate.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <optional>

namespace dorsal::posture {
namespace {

using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

// The inertial force on the upper body that quasi-static equilibrium leaves out, against its
// weight: 15 %, so that neglecting it costs no more than the model's other errors; expert.
constexpr double kFast = 0.15 * 9.81;  // [m/s^2]
// A parabola over 0.7 s: landmarks that jitter by 10 mm at 30 frames a second give accelerations of
// 0.12 m/s^2 (one deviation), a twelfth of the limit; a jump's flight lasts half as long and pulls
// 9.8. Steps of a walk (two a second, 40 mm up and down) are averaged out: their mean load is that
// of rest.
constexpr double kWindow = 0.7;     // [s]
constexpr double kLeastSpan = 0.5;  // [s]
constexpr std::size_t kLeastFrames = 6;
constexpr double kHole = 0.2;         // [s] frames further apart than this do not belong together
constexpr double kOtherPerson = 8.0;  // [m/s] no shoulder moves so fast: another person; expert
constexpr double kAround = 0.35;      // [s] that a finding speaks for, to either side of its middle

constexpr std::array kTrunkLandmarks = {L::left_shoulder, L::right_shoulder, L::left_hip,
                                        L::right_hip,     L::left_ear,       L::right_ear};

bool seen(const pose::PoseFrame& frame, L l) {
  const auto i = static_cast<std::size_t>(l);
  return frame.presence[i] >= 0.5F && frame.world[i].allFinite();
}

/// Size of the body in metres over its size in pixels, in the plane of the picture.
double metres_per_pixel(const pose::PoseFrame& frame) {
  Eigen::Vector2f world_mean = Eigen::Vector2f::Zero(), image_mean = world_mean;
  float count = 0;
  for (const L l : kTrunkLandmarks) {
    if (!seen(frame, l)) continue;
    world_mean += frame.world_at(l).head<2>();
    image_mean += frame.image_at(l).head<2>();
    ++count;
  }
  float world = 0, image = 0;
  for (const L l : kTrunkLandmarks) {
    if (!seen(frame, l)) continue;
    world += (frame.world_at(l).head<2>() - world_mean / count).squaredNorm();
    image += (frame.image_at(l).head<2>() - image_mean / count).squaredNorm();
  }
  return std::sqrt(static_cast<double>(world) / static_cast<double>(image));
}

std::optional<Vector3> mid_shoulder(const pose::PoseFrame& frame, bool in_picture) {
  if (!frame.present || !seen(frame, L::left_shoulder) || !seen(frame, L::right_shoulder)) {
    return {};
  }
  if (in_picture) {
    const Eigen::Vector3f p =
        0.5F * (frame.image_at(L::left_shoulder) + frame.image_at(L::right_shoulder));
    return Vector3(static_cast<double>(p.x()), -static_cast<double>(p.y()), 0.0);
  }
  return Vector3((0.5F * (frame.world_at(L::left_shoulder) + frame.world_at(L::right_shoulder)))
                     .cast<double>());
}

}  // namespace

void MotionGate::add(const pose::PoseFrame& frame) {
  const bool in_picture = frame.image_at(L::left_shoulder).allFinite();
  const auto position = mid_shoulder(frame, in_picture);
  if (!position || !std::isfinite(frame.time)) {
    window_.clear();
    return;
  }
  if (!window_.empty() && frame.time - window_.back().time > kHole) window_.clear();
  const double scale = in_picture ? metres_per_pixel(frame) : 1.0;
  if (!window_.empty()) {
    const double moved = (*position - window_.back().position).norm() * scale;
    if (!(moved <= kOtherPerson * (frame.time - window_.back().time))) window_.clear();
  }
  window_.push_back({frame.time, *position, scale});
  while (window_.back().time - window_.front().time > kWindow) window_.pop_front();
  const double span = window_.back().time - window_.front().time;
  if (span < kLeastSpan || window_.size() < kLeastFrames || acceleration() < kFast) return;
  const double middle = 0.5 * (window_.front().time + window_.back().time);
  const FastStretch found{middle - kAround, middle + kAround};
  if (!stretches_.empty() && found.from <= stretches_.back().to) {
    stretches_.back().to = found.to;
  } else {
    stretches_.push_back(found);
  }
}

bool MotionGate::fast() const {
  return !stretches_.empty() && !window_.empty() &&
         window_.back().time <= stretches_.back().to + kAround;
}

double MotionGate::acceleration() const {
  const auto n = static_cast<Eigen::Index>(window_.size());
  Eigen::Matrix<double, Eigen::Dynamic, 3> A(n, 3), P(n, 3);
  std::vector<double> scales;
  const double middle = 0.5 * (window_.front().time + window_.back().time);
  for (Eigen::Index i = 0; i < n; ++i) {
    const Sample& s = window_[static_cast<std::size_t>(i)];
    const double t = s.time - middle;
    A.row(i) << 1.0, t, t * t;
    P.row(i) = s.position.transpose();
    scales.push_back(s.metres_per_pixel);
  }
  std::nth_element(scales.begin(), scales.begin() + n / 2, scales.end());
  const Eigen::Matrix3d normal = A.transpose() * A;
  const Eigen::Matrix3d fitted = normal.ldlt().solve(A.transpose() * P);
  return 2.0 * fitted.row(2).norm() * scales[static_cast<std::size_t>(n / 2)];
}

}  // namespace dorsal::posture
