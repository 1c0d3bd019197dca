#pragma once

#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// Reads an .osim file: OpenSim 4 (version 40000 on) or its older form with joints in bodies
/// (before 30500).
/// @param place  the file's name, begins every error's place
/// @error malformed, missing, not_finite, out_of_range; unsupported  names the element
Result<Model> read_model(std::string_view text, const std::string& place);

/// Adds the CoordinateActuators, PointActuators and TorqueActuators of a ForceSet file (reserves)
/// to a model.
/// @error as read_model
Result<void> add_actuators(std::string_view text, const std::string& place, Model& model);

/// Index of the coordinate of that name or path, or kNone.
[[nodiscard]] std::size_t find_coordinate(const Model& model, std::string_view name);

}  // namespace dorsal::opensim
