#pragma once

#include <optional>
#include <string>

#include "dorsal/knowledge/provenance.hpp"

namespace dorsal::knowledge {

/// One row: what is known about how often an answer is given, by people with one cause or, among a
/// finding's own rows, by people with ordinary mechanical upper back pain.
struct Likelihood {
  std::string finding;      ///< id; "combo:..." for statistics over several findings, never scored
  std::string value;        ///< option, "true", "false", ">=50" or "40..64" (both ends included)
  std::optional<double> p;  // P(answer | cause) [-]
  std::optional<double> low;          // range of p [-]
  std::optional<double> high;         // range of p [-]
  std::optional<double> lr_pos;       // P(answer | cause) / P(answer | ordinary pain) [-]
  std::optional<double> lr_neg;       // the same for the answer not being given [-]
  std::optional<double> sensitivity;  // [-]
  std::optional<double> specificity;  // [-]
  std::string other;                  ///< a figure that cannot be scored, in words
  std::optional<int> n;               ///< people in the study
  std::string population;
  std::string not_scored;  ///< why the figure is kept but not used; empty: it is used
  std::string note;
  Evidence evidence;
  Place place;
};

/// Whether the row has a figure that inference may use.
[[nodiscard]] bool is_scored(const Likelihood& row);

}  // namespace dorsal::knowledge
