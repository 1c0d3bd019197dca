#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "wrapping.hpp"

namespace dorsal::opensim {
namespace {

using Eigen::Vector3d;
using std::numbers::pi;

WrapObject cylinder(double radius) {
  WrapObject object;
  object.radius = radius;
  object.length = 10;
  return object;
}

WrapObject ellipsoid(const Vector3d& radii) {
  WrapObject object;
  object.shape = WrapShape::ellipsoid;
  object.radii = radii;
  return object;
}

Wrapping wrap(const WrapObject& object, const Vector3d& p, const Vector3d& q) {
  return wrap_segment(object, WrapMethod::hybrid, p, q);
}

double length(const Wrapping& w, const Vector3d& p, const Vector3d& q) {
  return (w.first - p).norm() + w.length + (q - w.last).norm();
}

TEST(WrapCylinder, a_flat_wrap_is_two_tangents_and_an_arc) {
  const Vector3d p(-2, 0.5, 0), q(2, 0.5, 0);
  const Wrapping w = wrap(cylinder(1), p, q);
  ASSERT_EQ(w.status, Wrapping::Status::mandatory);
  EXPECT_NEAR(w.first.head<2>().norm(), 1, 1e-12);
  EXPECT_NEAR((w.first - p).dot(w.first), 0, 1e-12);  // tangent: at right angles to the radius
  EXPECT_NEAR((w.last - q).dot(w.last), 0, 1e-12);
  EXPECT_GT(w.first.y(), 0.5);
  EXPECT_NEAR(w.first.x(), -w.last.x(), 1e-12);
}

TEST(WrapCylinder, a_slanting_wrap_is_shorter_than_its_neighbours) {
  const Vector3d p(-2, 0.4, -1), q(1.5, 0.3, 2);
  const Wrapping w = wrap(cylinder(1), p, q);
  ASSERT_TRUE(w.wraps());
  const auto with = [&](double a, double b) {
    Vector3d first = w.first, last = w.last;
    first.z() += a;
    last.z() += b;
    const double turn = std::acos(w.first.head<2>().dot(w.last.head<2>()));
    return (first - p).norm() + std::hypot(turn, last.z() - first.z()) + (q - last).norm();
  };
  EXPECT_NEAR(with(0, 0), length(w, p, q), 1e-12);
  for (const double a : {-0.01, 0.01}) {
    EXPECT_GT(with(a, 0), with(0, 0));
    EXPECT_GT(with(0, a), with(0, 0));
  }
}

TEST(WrapCylinder, what_passes_by_begins_inside_or_lies_beyond_the_end_is_left_alone) {
  EXPECT_EQ(wrap(cylinder(1), {-2, 1.1, 0}, {2, 1.1, 0}).status, Wrapping::Status::none);
  EXPECT_EQ(wrap(cylinder(1), {0, 0.5, 0}, {2, 0, 0}).status, Wrapping::Status::inside);
  EXPECT_EQ(wrap(cylinder(1), {-2, 0.5, 8}, {2, 0.5, 8}).status, Wrapping::Status::none);
  EXPECT_EQ(wrap(cylinder(1), {2, 0, -1}, {2, 0, 1}).status, Wrapping::Status::none);
}

TEST(WrapCylinder, a_quadrant_sends_the_path_round_its_side) {
  WrapObject object = cylinder(1);
  object.axis = 1;
  object.sign = -1;
  const Vector3d p(-2, -0.5, 0), q(2, 0.5, 0);
  const Wrapping w = wrap(object, p, q);
  ASSERT_EQ(w.status, Wrapping::Status::mandatory);
  EXPECT_LT(w.first.y() + w.last.y(), 0);
  object.sign = 1;
  const Wrapping other = wrap(object, p, q);
  EXPECT_GT(other.first.y() + other.last.y(), 0);
}

TEST(WrapSphere, equals_the_arc_in_the_plane_through_its_centre) {
  WrapObject object;
  object.shape = WrapShape::sphere;
  object.radius = 1;
  const Vector3d p(-2, 0.5, 0), q(2, 0.5, 0);
  const Wrapping round = wrap(object, p, q);
  const Wrapping flat = wrap(cylinder(1), p, q);
  ASSERT_TRUE(round.wraps());
  EXPECT_NEAR((round.first - flat.first).norm(), 0, 1e-12);
  EXPECT_NEAR(round.length, flat.length, 1e-12);
}

TEST(WrapEllipsoid, of_equal_radii_is_a_sphere) {
  WrapObject sphere;
  sphere.shape = WrapShape::sphere;
  sphere.radius = 0.7;
  std::mt19937 random(5);
  std::uniform_real_distribution<double> any(-1, 1);
  int wrapped = 0;
  for (int i = 0; i < 200; ++i) {
    const Vector3d p = 1.5 * Vector3d(any(random), any(random), any(random)).normalized();
    const Vector3d q = 1.2 * Vector3d(any(random), any(random), any(random)).normalized();
    const Wrapping a = wrap(sphere, p, q);
    const Wrapping b = wrap(ellipsoid(Vector3d::Constant(0.7)), p, q);
    // Within a hair of the centre the side is a matter of rounding.
    if (p.normalized().dot(q.normalized()) < -0.99) continue;
    ASSERT_EQ(a.wraps(), b.wraps());
    if (!a.wraps()) continue;
    ++wrapped;
    EXPECT_NEAR((a.first - b.first).norm(), 0, 1e-6);
    EXPECT_NEAR(a.length, b.length, 1e-6);
  }
  EXPECT_GT(wrapped, 20);
}

TEST(WrapEllipsoid, touches_the_surface_along_its_tangents) {
  const Vector3d radii(0.075, 0.17, 0.13);
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-0.4, 0.4);
  int wrapped = 0;
  for (int i = 0; i < 500; ++i) {
    const Vector3d p(any(random), any(random), any(random));
    const Vector3d q(any(random), any(random), any(random));
    const Wrapping w = wrap(ellipsoid(radii), p, q);
    if (!w.wraps()) continue;
    ++wrapped;
    for (const auto& [end, touch] : {std::pair(p, w.first), std::pair(q, w.last)}) {
      const Vector3d normal = touch.cwiseQuotient(radii.cwiseAbs2());
      EXPECT_NEAR(touch.cwiseQuotient(radii).squaredNorm(), 1, 1e-4);
      EXPECT_NEAR(normal.normalized().dot((touch - end).normalized()), 0, 2e-2);
    }
    EXPECT_GE(length(w, p, q), (p - q).norm() - 1e-9);
  }
  EXPECT_GT(wrapped, 30);
}

}  // namespace
}  // namespace dorsal::opensim
