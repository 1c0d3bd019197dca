#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "wrapping.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;
using Flat = Eigen::Vector2d;

/// One end of the segment, seen along the axis.
struct End {
  Vector p;                  // [m]
  double distance = 0;       // [m] from the axis
  std::array<Vector, 2> at;  // [m] points of contact: turned to the left, to the right
};

End end_of(const Vector& p, double radius) {
  End end{p, p.head<2>().norm(), {}};
  const Flat v = p.head<2>() / end.distance;
  const Flat left(-v.y(), v.x());
  const double s = radius / end.distance;
  const double c = std::sqrt(std::max(1 - s * s, 0.0));
  const Flat first = radius * (s * v + c * left);
  const Flat second = radius * (s * v - c * left);
  end.at = {Vector(first.x(), first.y(), p.z()), Vector(second.x(), second.y(), p.z())};
  return end;
}

double cosine(const Vector& a, const Vector& b) {
  return a.head<2>().dot(b.head<2>()) / (a.head<2>().norm() * b.head<2>().norm());
}

/// Which points of contact the path uses, and which way it goes round.
struct Choice {
  Vector first, last;
  bool long_way = false;  // more than half round
};

/// The pair with the least turn between.
Choice nearest_pair(const End& a, const End& b) {
  Choice best;
  double greatest = -2;
  for (const Vector& first : a.at) {
    for (const Vector& last : b.at) {
      const double turn = cosine(first, last);
      if (turn > greatest) {
        greatest = turn;
        best.first = first;
        best.last = last;
      }
    }
  }
  return best;
}

/// The pair on the half of the cylinder that may be wrapped.
Choice allowed_pair(const WrapObject& object, const End& a, const End& b) {
  const auto active = [&](const Vector& v) { return side(v[object.axis]) == object.sign; };
  const double alpha = std::acos(std::clamp(cosine(a.at[0], b.at[1]), -1.0, 1.0));
  const double beta = std::acos(std::clamp(cosine(a.at[1], b.at[0]), -1.0, 1.0));
  const bool one = active(a.at[0]);
  const bool two = active(a.at[1]);
  bool left = one;  // whether the path touches on the left of its first end
  if (one == two) left = !active(b.at[0]);
  // None of the points of contact on that half: the way that turns more.
  if (!one && !two && !active(b.at[0]) && !active(b.at[1])) left = alpha > beta;
  Choice choice;
  choice.first = left ? a.at[0] : a.at[1];
  choice.last = left ? b.at[1] : b.at[0];
  const Vector inward = choice.first - a.p + choice.last - b.p;
  const Vector outward(choice.first.x() + choice.last.x(), choice.first.y() + choice.last.y(), 0);
  choice.long_way = outward.dot(inward) < 0;
  return choice;
}

double turn_of(const Choice& choice) {
  const double turn = std::acos(std::clamp(cosine(choice.first, choice.last), -1.0, 1.0));
  return choice.long_way ? 2 * std::numbers::pi - turn : turn;
}

/// Puts the points of contact on the shortest line: straight where the cylinder is unrolled.
void slide_to_helix(double radius, const End& a, const End& b, Choice& choice) {
  const double before = std::sqrt(std::max(a.distance * a.distance - radius * radius, 0.0));
  const double after = std::sqrt(std::max(b.distance * b.distance - radius * radius, 0.0));
  const double whole = before + radius * turn_of(choice) + after;
  if (!(whole > 0)) return;
  const double slope = (b.p.z() - a.p.z()) / whole;
  choice.first.z() = a.p.z() + slope * before;
  choice.last.z() = b.p.z() - slope * after;
}

}  // namespace

Wrapping wrap_cylinder(const WrapObject& object, const Vector& p, const Vector& q) {
  Wrapping wrapping;
  const double radius = object.radius;
  if (p.head<2>().norm() < radius || q.head<2>().norm() < radius) {
    wrapping.status = Wrapping::Status::inside;
    return wrapping;
  }
  // The point of the segment nearest to the axis.
  const Flat step = (q - p).head<2>();
  const double t = -p.head<2>().dot(step) / step.squaredNorm();  // not finite along the axis
  const Vector near = p + t * (q - p);
  const bool cuts = t > 0 && t < 1 && near.head<2>().norm() < radius;
  wrapping.status = Wrapping::Status::possible;
  if (object.sign == 0) {
    if (!cuts) wrapping.status = Wrapping::Status::none;
    if (cuts) wrapping.status = Wrapping::Status::mandatory;
  } else if (side(p[object.axis]) == object.sign || side(q[object.axis]) == object.sign) {
    const bool across = side(p[object.axis]) != side(q[object.axis]);
    const bool beyond = across && side(near[object.axis]) != object.sign;
    if (cuts) wrapping.status = Wrapping::Status::mandatory;
    if (!cuts && !beyond) wrapping.status = Wrapping::Status::none;
  }
  if (!wrapping.wraps()) return wrapping;
  const End a = end_of(p, radius);
  const End b = end_of(q, radius);
  Choice choice = object.sign == 0 ? nearest_pair(a, b) : allowed_pair(object, a, b);
  slide_to_helix(radius, a, b, choice);
  const double half = object.length / 2;
  if (std::abs(choice.first.z()) > half && std::abs(choice.last.z()) > half) {
    wrapping.status = Wrapping::Status::none;
    return wrapping;
  }
  wrapping.first = choice.first;
  wrapping.last = choice.last;
  wrapping.length = std::hypot(radius * turn_of(choice), choice.last.z() - choice.first.z());
  if (!wrapping.first.allFinite() || !wrapping.last.allFinite()) {
    wrapping.status = Wrapping::Status::none;
  }
  return wrapping;
}

}  // namespace dorsal::opensim
