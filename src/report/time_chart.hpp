#pragma once

#include <string>
#include <vector>

#include "dorsal/exposure/time_bins.hpp"
#include "texts.hpp"

namespace dorsal::report {

/// A dashed or dotted line across a chart.
struct Guide {
  double at;          // unit of the chart
  std::string label;  // plain text; may be empty
  bool dotted = false;
};

/// A quantity over time, drawn as a line in its band.
struct Chart {
  std::string id;           // unique in the page
  std::string title;        // plain text
  std::string description;  // for those who do not see the drawing
  std::string unit;         // as written after a number: "°", " N"
  std::vector<exposure::BinSummary> bins;
  double scale = 1;        // from the unit of the bins to that of the chart
  bool from_zero = false;  // the axis begins at zero
  std::vector<Guide> guides;
  std::vector<double> markers;  // [s] moments to be pointed out
};

/// A figure that fills the width it is given; empty when nothing was seen.
[[nodiscard]] std::string time_chart(const Texts& texts, const Chart& chart);

/// Neighbouring bins taken together until there are at most `most`.
[[nodiscard]] std::vector<exposure::BinSummary> coarser(std::vector<exposure::BinSummary> bins,
                                                        std::size_t most);

}  // namespace dorsal::report
