#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// Postures of a model over time. Coordinates that the file does not name keep their defaults.
struct Motion {
  std::vector<double> time;            // (frame) [s], rising
  std::vector<std::vector<double>> q;  // (frame)(coordinate) [rad] or [m]
  std::vector<std::string> ignored;    // columns that are no coordinates of the model
};

/// Reads an .mot or .sto file of coordinates. Its header has to say whether angles are in degrees.
/// @param place  the file's name, begins every error's place
/// @error malformed  ragged rows, no numbers, times that do not rise; missing  no frames, no
///        columns of the model; wrong_unit  inDegrees is missing or contradicts the numbers;
///        not_finite, out_of_range
Result<Motion> read_motion(std::string_view text, const std::string& place, const Model& model);

}  // namespace dorsal::opensim
