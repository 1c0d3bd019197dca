#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "dorsal/opensim/function.hpp"

namespace dorsal::opensim {
namespace {

TEST(Function, a_polynomial_takes_falling_powers) {
  const Function f = Function::polynomial({2, -1, 3});
  EXPECT_DOUBLE_EQ(f.value(2.0), 9);
  EXPECT_DOUBLE_EQ(f.derivative(2.0), 7);
}

TEST(Function, a_linear_function_takes_a_coefficient_per_argument_and_the_constant_last) {
  const Function f = Function::linear({2, 3, 5}).scaled(2);
  const std::array<double, 2> at = {1, 10};
  EXPECT_DOUBLE_EQ(f.value(at), 74);
  EXPECT_DOUBLE_EQ(f.derivative(at, 1), 6);
  EXPECT_EQ(f.arguments(), 2U);
}

TEST(Function, a_spline_reproduces_a_cubic_whose_points_it_is_given) {
  const auto cubic = [](double x) { return 1 - 2 * x + 0.5 * x * x + 3 * x * x * x; };
  std::vector<double> x = {-1, -0.4, 0.1, 0.7, 1.5};
  std::vector<double> y;
  for (const double v : x) y.push_back(cubic(v));
  const Function f = Function::spline(x, y);
  for (double v = -1; v <= 1.5; v += 0.05) {
    // The end conditions are exact for cubics, so only rounding is left.
    EXPECT_NEAR(f.value(v), cubic(v), 1e-12);
    EXPECT_NEAR(f.derivative(v), -2 + v + 9 * v * v, 1e-11);
  }
}

TEST(Function, beyond_its_ends_a_spline_goes_straight_on) {
  const Function f = Function::spline({0, 1, 2, 3}, {0, 1, 4, 9});
  EXPECT_NEAR(f.value(4.0), 9 + 6, 1e-12);
  EXPECT_NEAR(f.derivative(4.0), 6, 1e-12);
  EXPECT_NEAR(f.value(-2.0), 0, 1e-12);
}

TEST(Function, three_points_and_two_points_make_functions_through_them) {
  for (const std::size_t count : {std::size_t{2}, std::size_t{3}}) {
    const std::vector<double> x = {0, 0.5, 2};
    const std::vector<double> y = {1, -1, 4};
    const auto end = static_cast<std::ptrdiff_t>(count);
    const Function f = Function::spline({x.begin(), x.begin() + end}, {y.begin(), y.begin() + end});
    for (std::size_t i = 0; i < count; ++i) EXPECT_NEAR(f.value(x[i]), y[i], 1e-12);
  }
}

TEST(Function, slopes_are_those_of_the_values) {
  const std::array<Function, 3> functions = {
      Function::spline({0, 0.3, 1, 1.4, 2}, {0, 2, 1, -1, 0}).scaled(-2),
      Function::piecewise_linear({0, 1, 2}, {0, 3, 1}), Function::polynomial({1, 0, -2, 1})};
  for (const Function& f : functions) {
    for (const double x : {-0.5, 0.123, 0.7, 1.3, 1.9, 2.7}) {
      const double h = 1e-6;
      // A central difference of a function of about 10 in size: h^2 and 1e-16 / h.
      EXPECT_NEAR(f.derivative(x), (f.value(x + h) - f.value(x - h)) / (2 * h), 1e-8);
    }
  }
}

}  // namespace
}  // namespace dorsal::opensim
