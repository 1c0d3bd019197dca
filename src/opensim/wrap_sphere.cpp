#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "wrapping.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

/// The two points of contact of lines from p in the plane of that normal through the centre.
std::array<Vector, 2> contacts(const Vector& p, const Vector& normal, double radius) {
  const double distance = p.norm();
  const Vector v = p / distance;
  const double s = radius / distance;
  const double c = std::sqrt(std::max(1 - s * s, 0.0));
  const Vector left = normal.cross(v);
  return {Vector(radius * (s * v + c * left)), Vector(radius * (s * v - c * left))};
}

using Pairs = std::array<std::array<Vector, 2>, 2>;  // (end, candidate)

/// Candidates with the least turn between.
std::pair<std::size_t, std::size_t> nearest(const Pairs& at) {
  std::pair<std::size_t, std::size_t> best = {0, 0};
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t j = 0; j < 2; ++j) {
      if (at[0][i].dot(at[1][j]) > at[0][best.first].dot(at[1][best.second])) best = {i, j};
    }
  }
  return best;
}

/// Candidates on the half that may be wrapped, for a segment that is not all on that side.
std::pair<std::size_t, std::size_t> allowed(const WrapObject& object, const Pairs& at,
                                            const Vector& p, const Vector& q) {
  const Vector back = -(p + q);
  std::size_t first = at[0][0].dot(back) > at[0][1].dot(back) ? 0 : 1;
  std::size_t last = at[1][0].dot(back) > at[1][1].dot(back) ? 0 : 1;
  const Vector inward = at[0][first] - p + at[1][last] - q;
  if (inward[object.axis] * object.sign < 0) {
    first = 1 - first;
    last = 1 - last;
  }
  return {first, last};
}

}  // namespace

Wrapping wrap_sphere(const WrapObject& object, const Vector& p, const Vector& q) {
  Wrapping wrapping;
  const double radius = object.radius;
  if (p.norm() < radius || q.norm() < radius) {
    wrapping.status = Wrapping::Status::inside;
    return wrapping;
  }
  const Vector step = q - p;
  const double t = -p.dot(step) / step.squaredNorm();
  const Vector near = p + t * step;
  Vector normal = step.cross(q);
  const bool cuts = t > 0 && t < 1 && near.norm() < radius;
  // A line through the very centre has no side to pass on.
  if (!cuts || !(normal.norm() > 1e-5 * step.norm() * q.norm())) return wrapping;
  normal.normalize();
  const Pairs at = {contacts(p, normal, radius), contacts(q, normal, radius)};
  auto choice = nearest(at);
  wrapping.status = Wrapping::Status::possible;
  bool long_way = false;
  if (object.sign != 0) {
    const bool first_in = side(p[object.axis]) == object.sign;
    const bool last_in = side(q[object.axis]) == object.sign;
    if (first_in || last_in) wrapping.status = Wrapping::Status::mandatory;
    if (!first_in || !last_in) {
      choice = allowed(object, at, p, q);
      const Vector& first = at[0][choice.first];
      const Vector& last = at[1][choice.second];
      long_way = (first + last).dot(first - p + last - q) < 0;
    }
  }
  wrapping.first = at[0][choice.first];
  wrapping.last = at[1][choice.second];
  const double cosine = wrapping.first.dot(wrapping.last) / (radius * radius);
  const double turn = std::acos(std::clamp(cosine, -1.0, 1.0));
  wrapping.length = radius * (long_way ? 2 * std::numbers::pi - turn : turn);
  return wrapping;
}

Wrapping wrap_segment(const WrapObject& object, WrapMethod method, const Vector& p,
                      const Vector& q) {
  switch (object.shape) {
    case WrapShape::cylinder:
      return wrap_cylinder(object, p, q);
    case WrapShape::sphere:
      return wrap_sphere(object, p, q);
    case WrapShape::ellipsoid:
      return wrap_ellipsoid(object, method, p, q);
    case WrapShape::torus:
      break;
  }
  return {};
}

}  // namespace dorsal::opensim
