#pragma once

#include <span>
#include <vector>

namespace dorsal::opensim {

/// A function of one or several coordinates, as OpenSim files describe them.
class Function {
 public:
  /// Zero everywhere.
  Function() = default;

  static Function constant(double value);
  /// @param coefficients  one per argument, then the constant
  static Function linear(std::vector<double> coefficients);
  /// @param coefficients  of falling powers; at least one
  static Function polynomial(std::vector<double> coefficients);
  /// Straight pieces; beyond the ends as the nearest piece.
  /// @pre x rises strictly, as many y as x, at least two
  static Function piecewise_linear(std::vector<double> x, std::vector<double> y);
  /// SIMM's cubic spline: third derivatives at the ends are those of the cubics through the last
  /// four points; straight beyond the ends.
  /// @pre x rises strictly, as many y as x, at least two
  /// @source Forsythe, Malcolm, Moler 1977, Computer methods for mathematical computations, ch. 4
  static Function spline(std::vector<double> x, std::vector<double> y);

  /// The same function times a factor.
  [[nodiscard]] Function scaled(double factor) const;

  [[nodiscard]] double value(std::span<const double> arguments) const;
  [[nodiscard]] double derivative(std::span<const double> arguments, std::size_t argument) const;
  [[nodiscard]] double value(double argument) const { return value({&argument, 1}); }
  [[nodiscard]] double derivative(double argument) const { return derivative({&argument, 1}, 0); }

  /// Arguments that the function takes; any number for a constant.
  [[nodiscard]] std::size_t arguments() const;

  enum class Kind { constant, linear, polynomial, piecewise_linear, spline };
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Coefficients of constant, linear and polynomial functions, times the factor.
  [[nodiscard]] std::vector<double> coefficients() const;

 private:
  [[nodiscard]] std::size_t piece(double x) const;
  [[nodiscard]] double spline_value(double x) const;
  [[nodiscard]] double spline_slope(double x) const;

  Kind kind_ = Kind::constant;
  double factor_ = 1;
  std::vector<double> y_ = {0};    // coefficients, or ordinates
  std::vector<double> x_;          // abscissae
  std::vector<double> b_, c_, d_;  // (point) of a spline: y + t (b + t (c + t d)) after x
};

}  // namespace dorsal::opensim
