#pragma once

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/load/activation_solver.hpp"
#include "dorsal/load/contact.hpp"

namespace dorsal::load {

/// What a contact pushes with when its column stands at one. [N]
inline constexpr double kContactUnit = 100;

/// Appends the column of a contact: the moments that a push makes about every balanced joint
/// between its body and the root. Its cost is a tenth of the energy that its padding takes up, f^2
/// / 2k, in the unit of the muscles' (volume times stress, both joules).
/// @param unit  [N m] the volume that weighs one in the problem
void add_contact(const body::Model& model, const body::Placement& placement, const Contact& contact,
                 double unit, ActivationProblem& problem);

/// Takes off the columns behind the muscles; keeps their room.
void remove_contacts(std::size_t muscles, ActivationProblem& problem);

}  // namespace dorsal::load
