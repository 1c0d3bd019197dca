#pragma once

#include <compare>
#include <limits>
#include <numbers>

namespace dorsal {

/// A number with its physical dimension, kept in the SI unit (angles in radians). Not a number
/// until it is set. There is no way in or out without naming the unit.
template <class Dimension>
class Quantity {
 public:
  constexpr Quantity() = default;
  static constexpr Quantity from_si(double value) { return Quantity(value); }
  [[nodiscard]] constexpr double si() const { return value_; }

  constexpr Quantity& operator+=(Quantity other) { return value_ += other.value_, *this; }
  constexpr Quantity& operator-=(Quantity other) { return value_ -= other.value_, *this; }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend constexpr Quantity operator-(Quantity a) { return Quantity(-a.value_); }
  friend constexpr Quantity operator*(Quantity a, double s) { return Quantity(a.value_ * s); }
  friend constexpr Quantity operator*(double s, Quantity a) { return Quantity(a.value_ * s); }
  friend constexpr Quantity operator/(Quantity a, double s) { return Quantity(a.value_ / s); }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  explicit constexpr Quantity(double value) : value_(value) {}
  double value_ = std::numeric_limits<double>::quiet_NaN();
};

using Angle = Quantity<struct AngleDimension>;    // [rad]
using Length = Quantity<struct LengthDimension>;  // [m]
using Mass = Quantity<struct MassDimension>;      // [kg]
using Force = Quantity<struct ForceDimension>;    // [N]
using Moment = Quantity<struct MomentDimension>;  // [N m]
using Stress = Quantity<struct StressDimension>;  // [Pa]

inline constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;
inline constexpr double kStandardGravity = 9.80665;  // [m/s^2] CGPM 1901

constexpr Angle radians(double value) { return Angle::from_si(value); }
constexpr Angle degrees(double value) { return Angle::from_si(value * kRadiansPerDegree); }
constexpr Length metres(double value) { return Length::from_si(value); }
constexpr Mass kilograms(double value) { return Mass::from_si(value); }
constexpr Force newtons(double value) { return Force::from_si(value); }

constexpr double in_radians(Angle angle) { return angle.si(); }
constexpr double in_degrees(Angle angle) { return angle.si() / kRadiansPerDegree; }
constexpr double in_metres(Length length) { return length.si(); }
constexpr double in_kilograms(Mass mass) { return mass.si(); }
constexpr double in_newtons(Force force) { return force.si(); }
constexpr double in_megapascals(Stress stress) { return stress.si() * 1e-6; }

namespace literals {
constexpr Angle operator""_deg(long double v) { return degrees(static_cast<double>(v)); }
constexpr Angle operator""_rad(long double v) { return radians(static_cast<double>(v)); }
constexpr Length operator""_m(long double v) { return metres(static_cast<double>(v)); }
constexpr Length operator""_mm(long double v) { return metres(static_cast<double>(v) * 1e-3); }
constexpr Mass operator""_kg(long double v) { return kilograms(static_cast<double>(v)); }
constexpr Force operator""_N(long double v) { return newtons(static_cast<double>(v)); }
constexpr Moment operator""_Nm(long double v) { return Moment::from_si(static_cast<double>(v)); }
constexpr Stress operator""_MPa(long double v) {
  return Stress::from_si(static_cast<double>(v) * 1e6);
}
}  // namespace literals

}  // namespace dorsal
