#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "wrapping.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

// Where the two ways of choosing the plane of wrapping give over to each other, by the cosine of
// the segment against the nearest axis of the ellipsoid. OpenSim's values.
constexpr double kAllFan = 0.7073;
constexpr double kAllAxial = 0.9;
constexpr double kFade = 0.3;  // of the chord, at either end, where the axial way fades out
// The part of the chord that the fan covers: OpenSim sums samples 1 to 298 of 300.
constexpr double kFanSamples = 300;
constexpr double kFanBegin = 0.5 / kFanSamples;
constexpr double kFanEnd = 298.5 / kFanSamples;

// Gauss-Legendre points and weights on -1..1, eight points.
constexpr std::array<double, 8> kGauss = {
    -0.9602898564975363, -0.7966664774136267, -0.5255324099163290, -0.1834346424956498,
    0.1834346424956498,  0.5255324099163290,  0.7966664774136267,  0.9602898564975363};
constexpr std::array<double, 8> kWeights = {
    0.1012285362903763, 0.2223810344533745, 0.3137066458778873, 0.3626837833783620,
    0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};

double sign_of(double value) { return value >= 0 ? 1.0 : -1.0; }

/// Sum of (a x / (t + a^2))^2 less one, over the axes that take part; its slope.
struct Secular {
  double value = -1;
  double slope = 0;
};
Secular secular(const Vector& radii, const Vector& x, double t, int without) {
  Secular sum;
  for (int i = 0; i < 3; ++i) {
    if (i == without) continue;
    const double below = t + radii[i] * radii[i];
    const double part = radii[i] * x[i] / below;
    sum.value += part * part;
    sum.slope -= 2 * part * part / below;
  }
  return sum;
}

/// The point of the ellipsoid nearest to x: y_i = a_i^2 x_i / (a_i^2 + t), by Newton's method from
/// below, which cannot overshoot.
/// @param without  an axis along which x stays where it is, or -1
Vector closest_point(const Vector& radii, const Vector& x, int without = -1) {
  double t = -std::numeric_limits<double>::infinity();
  int narrow = -1;
  for (int i = 0; i < 3; ++i) {
    if (i == without) continue;
    t = std::max(t, -radii[i] * radii[i] + radii[i] * std::abs(x[i]));
    if (narrow < 0 || radii[i] < radii[narrow]) narrow = i;
  }
  const double lowest = -radii[narrow] * radii[narrow];
  Vector y = x;
  const double edge = 1e-12 * radii[narrow] * radii[narrow];
  if (t <= lowest + edge && secular(radii, x, lowest + edge, without).value < 0) {
    // On the plane across the narrowest axis, within reach of its two poles.
    double rest = 1;
    for (int i = 0; i < 3; ++i) {
      if (i == without || i == narrow) continue;
      y[i] = radii[i] * radii[i] * x[i] / std::max(radii[i] * radii[i] + lowest, edge);
      rest -= y[i] * y[i] / (radii[i] * radii[i]);
    }
    y[narrow] = sign_of(x[narrow]) * radii[narrow] * std::sqrt(std::max(rest, 0.0));
    return y;
  }
  for (int step = 0; step < 60; ++step) {
    const Secular now = secular(radii, x, t, without);
    if (!(now.value > 1e-13) || !(now.slope < 0)) break;
    t -= now.value / now.slope;
  }
  for (int i = 0; i < 3; ++i) {
    if (i != without) y[i] = radii[i] * radii[i] * x[i] / (radii[i] * radii[i] + t);
  }
  return y;
}

/// The segment and what it cuts out, in units of the mean radius.
struct Chord {
  Vector radii;
  Vector p, q;
  Vector first, last;  // where the segment meets the surface
};

/// Sum of the directions to the surface from a part of the chord, times the part's length.
Vector fan_sum(const Chord& chord, double begin, double end) {
  Vector sum = Vector::Zero();
  for (std::size_t i = 0; i < kGauss.size(); ++i) {
    const double t = begin + (end - begin) * (0.5 + 0.5 * kGauss[i]);
    const Vector from = chord.first + t * (chord.last - chord.first);
    const Vector blade = closest_point(chord.radii, from) - from;
    const double length = blade.norm();
    if (length > 0) sum += 0.5 * (end - begin) * kWeights[i] / length * blade;
  }
  return sum;
}

/// The mean direction from the chord to the surface, as seen from its middle. It jumps where the
/// chord passes the plane across the narrowest axis; there the sum is cut in two, between the same
/// samples as in OpenSim.
Vector fan_point(const Chord& chord) {
  const Vector step = chord.last - chord.first;
  int narrow = 0;
  chord.radii.minCoeff(&narrow);
  const double jump = -chord.first[narrow] / step[narrow];
  Vector sum;
  if (jump > kFanBegin && jump < kFanEnd) {
    const double cut = (std::floor(jump * kFanSamples) + 0.5) / kFanSamples;
    sum = fan_sum(chord, kFanBegin, cut) + fan_sum(chord, cut, kFanEnd);
  } else {
    sum = fan_sum(chord, kFanBegin, kFanEnd);
  }
  const double length = sum.norm();
  if (length > 0) sum /= length;
  return closest_point(chord.radii, chord.first + 0.5 * step + sum);
}

/// A point of the surface that the plane of wrapping goes through, and how much of it is the fan's.
struct Guide {
  Vector point;
  double fan = 1;
};

Guide guide_point(const Chord& chord, WrapMethod method) {
  const Vector step = chord.last - chord.first;
  if (method == WrapMethod::midpoint) {
    const Vector middle = chord.first + 0.5 * step;
    const double along = (chord.q - chord.p).normalized().cwiseAbs().maxCoeff();
    return {closest_point(chord.radii, middle), 1 - (along - kAllFan) / (kAllAxial - kAllFan)};
  }
  int axis = 0;
  double along = (chord.q - chord.p).normalized().cwiseAbs().maxCoeff(&axis);
  const double t = -chord.first[axis] / step[axis];
  if (method == WrapMethod::hybrid && along > kAllFan) {
    const double to_end = std::min(t, 1 - t);
    const double share = std::clamp(to_end / kFade, 0.0, 1.0);
    along = kAllFan + share * (along - kAllFan);
  }
  const bool axial = method == WrapMethod::axial || along > kAllFan;
  Vector axial_point = Vector::Zero();
  if (axial) axial_point = closest_point(chord.radii, chord.first + t * step, axis);
  if (method == WrapMethod::axial || along >= kAllAxial) {
    return {axial_point, 1 - (along - kAllFan) / (kAllAxial - kAllFan)};
  }
  const Vector fan = fan_point(chord);
  if (!axial) return {fan, 1};
  const double share = (along - kAllFan) / (kAllAxial - kAllFan);
  return {closest_point(chord.radii, share * axial_point + (1 - share) * fan), 1 - share};
}

/// Turns a guide on the half that may not be wrapped to the other.
void mirror(const WrapObject& object, const Vector& radii, Guide& guide) {
  if (sign_of(guide.point[object.axis]) == object.sign) return;
  guide.point[object.axis] = -guide.point[object.axis];
  const double fan = std::min(guide.fan, 1.0);
  if (fan <= 0) return;
  guide.point[object.axis] *= 1 - fan;
  guide.point = closest_point(radii, guide.point);
}

/// The circle that the plane of wrapping cuts from the unit sphere, in coordinates over the radii.
struct Circle {
  Vector centre, normal, up;  // up: from the segment towards the guide
  double radius = 0;

  /// Contact of the line from p that lies higher.
  [[nodiscard]] Vector contact(const Vector& p) const {
    const Vector out = p - centre;
    const double distance = out.norm();
    const double s = std::min(radius / distance, 1.0);
    const double c = std::sqrt(1 - s * s);
    const Vector v = out / distance;
    const Vector across = normal.cross(v);
    const double turn = across.dot(up) >= 0 ? c : -c;
    return centre + radius * (s * v + turn * across);
  }
};

/// Length over the surface from one point of the circle on, the way that leads on from p.
double arc_length(const Circle& circle, const Vector& radii, const Vector& p, const Vector& first,
                  const Vector& last) {
  const Vector a = (first - circle.centre).normalized();
  const double way = sign_of(circle.normal.dot(a.cross(first - p)));
  const Vector b = way * circle.normal.cross(a);
  const Vector c = last - circle.centre;
  double turn = std::atan2(c.dot(b), c.dot(a));
  if (turn < 0) turn += 2 * std::numbers::pi;
  double sum = 0;
  for (std::size_t i = 0; i < kGauss.size(); ++i) {
    const double at = turn * (0.5 + 0.5 * kGauss[i]);
    const Vector tangent = std::cos(at) * b - std::sin(at) * a;
    sum += 0.5 * kWeights[i] * radii.cwiseProduct(tangent).norm();
  }
  return circle.radius * turn * sum;
}

/// Where the segment meets the surface, between its ends.
bool find_chord(Chord& chord) {
  const Vector step = (chord.p - chord.q).cwiseQuotient(chord.radii);
  const Vector from = chord.q.cwiseQuotient(chord.radii);
  const double a = step.squaredNorm();
  const double b = 2 * step.dot(from);
  const double c = from.squaredNorm() - 1;
  const double root = b * b - 4 * a * c;
  if (!(root >= 0) || !(a > 0)) return false;
  const double far = (-b + std::sqrt(root)) / (2 * a);
  const double near = (-b - std::sqrt(root)) / (2 * a);
  if (!(far > 0 && far < 1 && near > 0 && near < 1)) return false;
  chord.first = chord.q + far * (chord.p - chord.q);
  chord.last = chord.q + near * (chord.p - chord.q);
  return true;
}

}  // namespace

Wrapping wrap_ellipsoid(const WrapObject& object, WrapMethod method, const Vector& p,
                        const Vector& q) {
  Wrapping wrapping;
  const double factor = 3 / object.radii.sum();
  Chord chord{factor * object.radii, factor * p, factor * q, {}, {}};
  const Vector a = chord.p.cwiseQuotient(chord.radii);
  const Vector b = chord.q.cwiseQuotient(chord.radii);
  if (a.squaredNorm() - 1 < -1e-4 || b.squaredNorm() - 1 < -1e-4) {
    wrapping.status = Wrapping::Status::inside;
    return wrapping;
  }
  const bool one_way = 1 - p.normalized().dot(q.normalized()) < 1e-4;
  if (one_way || !find_chord(chord)) return wrapping;
  Guide guide = guide_point(chord, method);
  if (object.sign != 0) mirror(object, chord.radii, guide);
  // Tangents stay tangents when lengths are taken over the radii, and the ellipse of wrapping
  // becomes a circle.
  const Vector along = (b - a).normalized();
  Circle circle;
  circle.normal = along.cross(guide.point.cwiseQuotient(chord.radii) - a);
  if (!(circle.normal.norm() > 1e-12)) return wrapping;
  circle.normal.normalize();
  circle.up = circle.normal.cross(along);
  circle.centre = circle.normal * circle.normal.dot(a);
  circle.radius = std::sqrt(std::max(1 - circle.centre.squaredNorm(), 0.0));
  const auto contact = [&](const Vector& end) -> Vector {
    return std::abs(end.squaredNorm() - 1) < 1e-4 ? end : circle.contact(end);
  };
  const Vector first = contact(a);
  const Vector last = contact(b);
  wrapping.first = first.cwiseProduct(object.radii);
  wrapping.last = last.cwiseProduct(object.radii);
  wrapping.length = arc_length(circle, object.radii, a, first, last);
  const bool finite =
      wrapping.first.allFinite() && wrapping.last.allFinite() && std::isfinite(wrapping.length);
  wrapping.status = finite ? Wrapping::Status::mandatory : Wrapping::Status::none;
  return wrapping;
}

}  // namespace dorsal::opensim
