#pragma once

#include <vector>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/load/contact.hpp"
#include "dorsal/load/posture_request.hpp"

namespace dorsal::load {

/// Who lies on a side lies on the right one.
inline constexpr body::Side kLowerSide = body::Side::right;

/// Half the thickness of a forearm, in the model's own size; expert. [m]
inline constexpr double kArmRadius = 0.04;

/// Height of the bed that touches the trunk. [m] World
/// @pre support is lying
[[nodiscard]] double bed_height(const body::Model& model, Support support,
                                const body::Placement& placement);

/// Where the body rests: on a backrest, a bed, a desk. Which places touch follows from the posture;
/// what they carry is left to the balance.
/// @param upright  the same posture against the backrest without the trunk's own inclination: it
///                 tells where the backrest stands. Not used for other supports.
[[nodiscard]] std::vector<Contact> resting_places(const body::Model& model,
                                                  const PostureRequest& request,
                                                  const body::Placement& placement,
                                                  const body::Placement& upright);

}  // namespace dorsal::load
