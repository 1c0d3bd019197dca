#include "body_axes.hpp"

#include <Eigen/Geometry>
#include <cmath>
#include <utility>

#include "dorsal/base/units.hpp"

namespace dorsal::posture {
namespace {

using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

// Within 30 degrees of the camera's line a view is a front or rear one, within 30 of the picture's
// plane a side view; expert.
constexpr double kStraight = 30.0 * kRadiansPerDegree;
constexpr double kSide = 60.0 * kRadiansPerDegree;

}  // namespace

std::optional<Vector3> rightwards(const Observations& o) {
  Vector3 right = Vector3::Zero();
  for (const auto& [l, r] :
       {std::pair{L::left_shoulder, L::right_shoulder}, std::pair{L::left_hip, L::right_hip}}) {
    if (at(o, l).used && at(o, r).used) right += level(at(o, r).at - at(o, l).at);
  }
  if (right.norm() >= kShortestHeading) return right.normalized();
  if (!at(o, L::nose).used || !at(o, L::left_ear).used || !at(o, L::right_ear).used) return {};
  const Vector3 ears = 0.5 * (at(o, L::left_ear).at + at(o, L::right_ear).at);
  right = level(at(o, L::nose).at - ears).cross(Vector3::UnitY());
  if (right.norm() < kShortestHeading) return {};
  return right.normalized();
}

View view_of(const Vector3& right) {
  const Vector3 forward = Vector3::UnitY().cross(right);
  const double away = std::atan2(forward.x(), forward.z());  // from looking into the camera
  const double turned = std::abs(away);
  if (turned < kStraight) return View::front;
  if (turned > std::numbers::pi - kStraight) return View::rear;
  if (turned < kSide || turned > std::numbers::pi - kSide) return View::oblique;
  return away > 0 ? View::right : View::left;
}

}  // namespace dorsal::posture
