#include "dorsal/exposure/viewing_distance.hpp"

#include <Eigen/Core>
#include <cmath>
#include <optional>

namespace dorsal::exposure {
namespace {

using pose::Landmark;

// Mean of adults, and the ends of what is called normal in women and in men.
constexpr double kPupils = 0.063;       // [m]
constexpr double kLeastPupils = 0.057;  // [m]
constexpr double kMostPupils = 0.072;   // [m]
constexpr double kUsualView = 70;       // [deg] along the longer side
constexpr double kNarrowView = 50;      // [deg]
constexpr double kWideView = 90;        // [deg]
constexpr double kVisible = 0.5;        // [-] visibility
// The nose stands some 2.5 cm before the eyes: so far beside their middle, in distances of the
// eyes, it is with the head turned by about 20 degrees, which brings the eyes together by 6 %.
constexpr double kTurned = 0.15;  // [-]
constexpr double kSmallest = 8;   // [px] between the eyes
// Halves of 90 % intervals, expert. Of the landmarks: with one man before three calibrated cameras
// the distance came out 18 % too near to 5 % too far (docs/methods/exposure.md).
constexpr double kFaceError = 0.15;  // [-]
constexpr double kPixelError = 2;    // [px]

double focal_length(double picture, double view) { return picture / (2 * std::tan(view / 2)); }

std::optional<Eigen::Vector2d> seen_at(const pose::PoseFrame& frame, Landmark landmark) {
  const Eigen::Vector2d point = frame.image_at(landmark).head<2>().cast<double>();
  if (!point.allFinite() || !(frame.visibility_of(landmark) >= kVisible)) return std::nullopt;
  return point;
}

/// [px] between the eyes of a face that is turned to the camera.
std::optional<double> eyes_apart(const pose::PoseFrame& frame) {
  if (!frame.present) return std::nullopt;
  const auto left = seen_at(frame, Landmark::left_eye);
  const auto right = seen_at(frame, Landmark::right_eye);
  const auto nose = seen_at(frame, Landmark::nose);
  if (!left || !right || !nose) return std::nullopt;
  const Eigen::Vector2d line = *left - *right;
  // Who faces the camera has the left eye on the right of the picture; a net places eyes on the
  // back of a head, too.
  if (line.x() <= 0) return std::nullopt;
  const double apart = line.norm();
  if (!(apart >= kSmallest)) return std::nullopt;
  const double beside = (*nose - (*left + *right) / 2).dot(line) / (apart * apart);
  if (std::abs(beside) > kTurned) return std::nullopt;
  return apart;
}

}  // namespace

FieldOfView unknown_field_of_view() {
  const auto radians_of = [](double deg) { return deg * kRadiansPerDegree; };
  return {radians_of(kUsualView), radians_of(kNarrowView), radians_of(kWideView)};
}

FieldOfView given_field_of_view(Angle angle) {
  const double view = in_radians(angle);
  return {view, view, view};
}

Reading eye_distance(const pose::PoseFrame& frame, double picture, const FieldOfView& view) {
  const auto apart = eyes_apart(frame);
  if (!apart || !(picture > 0)) return {};
  const double focal = focal_length(picture, view.value);
  const double value = focal * kPupils / *apart;
  // Independent factors: the squares of their logarithms add up.
  const double landmarks = std::log1p(std::hypot(kFaceError, kPixelError / *apart));
  const auto together = [&](double pupils, double lens) {
    return std::hypot(std::log(pupils / kPupils), std::log(lens / focal), landmarks);
  };
  const double less = together(kLeastPupils, focal_length(picture, view.high));
  const double more = together(kMostPupils, focal_length(picture, view.low));
  return {value, value * std::exp(-less), value * std::exp(more)};
}

}  // namespace dorsal::exposure
