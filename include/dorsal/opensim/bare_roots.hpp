#pragma once

#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// Locks the coordinates of joints to the ground on which nothing can act: no muscle, spring, point
/// or torque actuator works across the joint and no constraint ties its two sides, no coordinate
/// actuator works on the coordinate and no coupler ties it. No posture could be held otherwise,
/// since the model's weight has to rest on something; what the joint then carries is still found.
/// The model's approximations name them.
void hold_bare_roots(Model& model);

}  // namespace dorsal::opensim
