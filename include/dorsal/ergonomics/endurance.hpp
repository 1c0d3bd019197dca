#pragma once

#include <optional>
#include <string_view>

#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// How long an effort can be held.
struct Endurance {
  double seconds = 0;                 // power law
  std::optional<double> seconds_3cc;  // of the three-compartment model; unset: without end
  Provenance from;
};

/// @param joint      "general", "ankle", "trunk", "elbow", "hand_grip", "knee", "shoulder"
/// @param intensity  fraction of the greatest effort, above 0 and up to 1
/// @source Frey Law & Avin 2010, doi:10.1080/00140130903389068
[[nodiscard]] Endurance endurance(std::string_view joint, double intensity);

}  // namespace dorsal::ergonomics
