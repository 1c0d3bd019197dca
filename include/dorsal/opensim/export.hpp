#pragma once

#include <string>

#include "dorsal/body/model.hpp"

namespace dorsal::opensim {

/// A body of dorsal's as an OpenSim 4 model, standing in its neutral posture, its root fixed to the
/// ground. Joints of the spine, neck and limbs become CustomJoints with the coordinates
/// NAME_flexion, NAME_lateral_bend and NAME_axial_rotation; those that nothing has to balance are
/// locked, and those of ribs are coupled to their level. Muscles become Thelen2003Muscles with the
/// tension along their path, joint torques CoordinateActuators with controls of -1..1.
///
/// Bodies without mass get 1e-5 kg, and every body the inertia of a ball of 5 cm radius: OpenSim
/// asks for both, and neither changes a posture's balance by more than 1e-3 N m.
[[nodiscard]] std::string export_model(const body::Model& model);

}  // namespace dorsal::opensim
