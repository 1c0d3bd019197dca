#include "read_function.hpp"

#include <fmt/format.h>

#include <cmath>

namespace dorsal::opensim {
namespace {

constexpr int kDeepestFunction = 16;  // functions within functions

bool is_function_name(std::string_view name) {
  return name.ends_with("Function") || name.ends_with("Spline") || name == "Constant" ||
         name == "Sine";
}

Node first_element(Node parent) {
  for (const Node child : parent.children()) {
    if (child.type() == pugi::node_element) return child;
  }
  return {};
}

Result<std::vector<double>> list(const Xml& xml, Node element, const char* tag) {
  const std::string where = fmt::format("{}, {}", xml.place(element), tag);
  DORSAL_TRY(const std::vector<double> all,
             numbers_in(xml.find(element, tag).child_value(), where));
  if (all.empty()) {
    return fail(ErrorCode::missing, "there are no numbers", where, "give the function its numbers");
  }
  return xml.numbers(element, tag, all.size());
}

Result<Function> read_points(const Xml& xml, Node element, bool smooth) {
  DORSAL_TRY(std::vector<double> x, list(xml, element, "x"));
  DORSAL_TRY(std::vector<double> y, list(xml, element, "y"));
  if (x.size() != y.size() || x.size() < 2) {
    return fail(ErrorCode::malformed,
                fmt::format("a function has {} x and {} y values", x.size(), y.size()),
                xml.place(element), "give as many y as x, two at least");
  }
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    // Steps far below the numbers themselves would divide to nonsense.
    if (!(x[i + 1] - x[i] > 1e-12 * (std::abs(x[i]) + std::abs(x[i + 1])) + 1e-15)) {
      return fail(ErrorCode::malformed, "the x values of a function do not rise",
                  xml.place(element), "sort its points by x and leave out doubles");
    }
  }
  return smooth ? Function::spline(std::move(x), std::move(y))
                : Function::piecewise_linear(std::move(x), std::move(y));
}

tl::unexpected<Error> no_function(const Xml& xml, Node owner) {
  return fail(ErrorCode::missing, "a function is missing", xml.place(owner),
              "mend the file, or load and save it with OpenSim 4");
}

Result<Function> read(const Xml& xml, Node element, int depth) {
  const std::string_view kind = element.name();
  if (kind == "Constant") {
    DORSAL_TRY(const double value, xml.number(element, "value", 0));
    return Function::constant(value);
  }
  if (kind == "LinearFunction" || kind == "PolynomialFunction") {
    DORSAL_TRY(std::vector<double> c, list(xml, element, "coefficients"));
    if (kind == "PolynomialFunction") return Function::polynomial(std::move(c));
    if (c.size() == 1) return Function::constant(c[0]);
    return Function::linear(std::move(c));
  }
  if (kind == "SimmSpline" || kind == "NaturalCubicSpline" || kind == "natCubicSpline") {
    return read_points(xml, element, true);
  }
  if (kind == "PiecewiseLinearFunction") return read_points(xml, element, false);
  if (kind == "MultiplierFunction") {
    if (depth >= kDeepestFunction) {
      return fail(ErrorCode::unsupported, "functions stand too deep within each other",
                  xml.place(element), "multiply the factors out");
    }
    DORSAL_TRY(const double factor, xml.number(element, "scale", 1));
    const Node inner_element = function_element(element, "function");
    if (!inner_element) return no_function(xml, element);
    DORSAL_TRY(const Function inner, read(xml, inner_element, depth + 1));
    return inner.scaled(factor);
  }
  return fail(ErrorCode::unsupported, fmt::format("the function {} is not supported", kind),
              xml.place(element.parent()),
              "dorsal knows Constant, LinearFunction, PolynomialFunction, SimmSpline, "
              "PiecewiseLinearFunction and MultiplierFunction");
}

}  // namespace

Node function_element(Node owner, const char* tag) {
  if (const Node wrapper = owner.child(tag)) return first_element(wrapper);
  for (const Node child : owner.children()) {
    if (is_function_name(child.name())) return child;
  }
  return {};
}

Result<Function> read_function(const Xml& xml, Node owner, const char* tag) {
  const Node element = function_element(owner, tag);
  if (!element) return no_function(xml, owner);
  return read(xml, element, 0);
}

}  // namespace dorsal::opensim
