#pragma once

#include <string>
#include <vector>

namespace dorsal::validation {

/// Points of one colour and shape; a number that is none leaves a gap.
struct Series {
  std::string name;       // in the legend
  std::vector<double> x;  // of bars: empty
  std::vector<double> y;  // of bars: the value of each category
  bool line = true;
  bool marks = true;
  bool dashed = false;
  std::vector<std::string> labels = {};  // beside the points; may be empty
};

/// From where to where an axis goes, and where it has numbers.
struct Axis {
  std::string label;  // with unit
  double from = 0;
  double to = 1;
  double step = 1;
};

/// Curves and points in a plane, as SVG: light background, colours that colour-blind people tell
/// apart, shapes and dashes beside colours, nothing from outside.
[[nodiscard]] std::string draw_curves(const std::string& title, const Axis& x, const Axis& y,
                                      const std::vector<Series>& series);

/// Bars to the right, a group for each category.
[[nodiscard]] std::string draw_bars(const std::string& title, const Axis& x,
                                    const std::vector<std::string>& categories,
                                    const std::vector<Series>& series);

/// One line per series from category to category, the first on top.
[[nodiscard]] std::string draw_profile(const std::string& title, const Axis& x,
                                       const std::vector<std::string>& categories,
                                       const std::vector<Series>& series);

}  // namespace dorsal::validation
