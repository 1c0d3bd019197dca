#include "dorsal/opensim/function.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dorsal::opensim {
namespace {

/// Second derivatives over six at the points of a spline, by elimination of the tridiagonal system.
std::vector<double> curvatures(const std::vector<double>& x, const std::vector<double>& y) {
  const std::size_t n = x.size();
  std::vector<double> step(n, 0), diagonal(n, 0), s(n, 0);
  for (std::size_t i = 0; i + 1 < n; ++i) step[i] = x[i + 1] - x[i];
  const auto slope = [&](std::size_t i) { return (y[i + 1] - y[i]) / step[i]; };
  for (std::size_t i = 1; i + 1 < n; ++i) {
    diagonal[i] = 2 * (step[i - 1] + step[i]);
    s[i] = slope(i) - slope(i - 1);
  }
  diagonal[0] = -step[0];
  diagonal[n - 1] = -step[n - 2];
  if (n > 3) {
    // Third divided differences of the four points at either end.
    const double first = s[2] / (x[3] - x[1]) - s[1] / (x[2] - x[0]);
    const double last = s[n - 2] / (x[n - 1] - x[n - 3]) - s[n - 3] / (x[n - 2] - x[n - 4]);
    s[0] = first * step[0] * step[0] / (x[3] - x[0]);
    s[n - 1] = -last * step[n - 2] * step[n - 2] / (x[n - 1] - x[n - 4]);
  }
  for (std::size_t i = 1; i < n; ++i) {
    const double t = step[i - 1] / diagonal[i - 1];
    diagonal[i] -= t * step[i - 1];
    s[i] -= t * s[i - 1];
  }
  s[n - 1] /= diagonal[n - 1];
  for (std::size_t i = n - 1; i-- > 0;) s[i] = (s[i] - step[i] * s[i + 1]) / diagonal[i];
  return s;
}

}  // namespace

Function Function::constant(double value) {
  Function f;
  f.y_ = {value};
  return f;
}

Function Function::linear(std::vector<double> coefficients) {
  Function f;
  f.kind_ = Kind::linear;
  f.y_ = std::move(coefficients);
  return f;
}

Function Function::polynomial(std::vector<double> coefficients) {
  Function f;
  f.kind_ = Kind::polynomial;
  f.y_ = std::move(coefficients);
  return f;
}

Function Function::piecewise_linear(std::vector<double> x, std::vector<double> y) {
  Function f;
  f.kind_ = Kind::piecewise_linear;
  f.x_ = std::move(x);
  f.y_ = std::move(y);
  return f;
}

Function Function::spline(std::vector<double> x, std::vector<double> y) {
  if (x.size() == 2) return piecewise_linear(std::move(x), std::move(y));
  Function f;
  f.kind_ = Kind::spline;
  const std::size_t n = x.size();
  const std::vector<double> s = curvatures(x, y);
  f.b_.resize(n);
  f.c_.resize(n);
  f.d_.resize(n);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const double step = x[i + 1] - x[i];
    f.b_[i] = (y[i + 1] - y[i]) / step - step * (s[i + 1] + 2 * s[i]);
    f.c_[i] = 3 * s[i];
    f.d_[i] = (s[i + 1] - s[i]) / step;
  }
  const double last = x[n - 1] - x[n - 2];
  f.b_[n - 1] = (y[n - 1] - y[n - 2]) / last + last * (s[n - 2] + 2 * s[n - 1]);
  f.c_[n - 1] = 3 * s[n - 1];
  f.x_ = std::move(x);
  f.y_ = std::move(y);
  return f;
}

Function Function::scaled(double factor) const {
  Function f = *this;
  f.factor_ *= factor;
  return f;
}

std::vector<double> Function::coefficients() const {
  std::vector<double> all = y_;
  for (double& c : all) c *= factor_;
  return all;
}

std::size_t Function::arguments() const {
  if (kind_ == Kind::constant) return 0;
  return kind_ == Kind::linear ? y_.size() - 1 : 1;
}

/// The piece that an argument lies in; the first or last for one beyond the ends.
std::size_t Function::piece(double x) const {
  const auto above = std::upper_bound(x_.begin() + 1, x_.end() - 1, x);
  return static_cast<std::size_t>(above - x_.begin()) - 1;
}

double Function::spline_value(double x) const {
  if (x <= x_.front()) return y_.front() + (x - x_.front()) * b_.front();
  if (x >= x_.back()) return y_.back() + (x - x_.back()) * b_.back();
  const std::size_t i = piece(x);
  const double t = x - x_[i];
  return y_[i] + t * (b_[i] + t * (c_[i] + t * d_[i]));
}

double Function::spline_slope(double x) const {
  if (x <= x_.front()) return b_.front();
  if (x >= x_.back()) return b_.back();
  const std::size_t i = piece(x);
  const double t = x - x_[i];
  return b_[i] + t * (2 * c_[i] + 3 * t * d_[i]);
}

double Function::value(std::span<const double> arguments) const {
  switch (kind_) {
    case Kind::constant:
      return factor_ * y_[0];
    case Kind::linear: {
      double sum = y_.back();
      for (std::size_t i = 0; i + 1 < y_.size(); ++i) sum += y_[i] * arguments[i];
      return factor_ * sum;
    }
    case Kind::polynomial: {
      double sum = 0;
      for (const double c : y_) sum = sum * arguments[0] + c;
      return factor_ * sum;
    }
    case Kind::piecewise_linear: {
      const std::size_t i = piece(arguments[0]);
      const double t = (arguments[0] - x_[i]) / (x_[i + 1] - x_[i]);
      return factor_ * (y_[i] + t * (y_[i + 1] - y_[i]));
    }
    case Kind::spline:
      return factor_ * spline_value(arguments[0]);
  }
  return 0;
}

double Function::derivative(std::span<const double> arguments, std::size_t argument) const {
  switch (kind_) {
    case Kind::constant:
      return 0;
    case Kind::linear:
      return factor_ * y_[argument];
    case Kind::polynomial: {
      double sum = 0;
      double slope = 0;
      for (const double c : y_) {
        slope = slope * arguments[0] + sum;
        sum = sum * arguments[0] + c;
      }
      return factor_ * slope;
    }
    case Kind::piecewise_linear: {
      const std::size_t i = piece(arguments[0]);
      return factor_ * (y_[i + 1] - y_[i]) / (x_[i + 1] - x_[i]);
    }
    case Kind::spline:
      return factor_ * spline_slope(arguments[0]);
  }
  return 0;
}

}  // namespace dorsal::opensim
