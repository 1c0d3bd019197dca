#pragma once

#include "dorsal/base/result.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/load/posture_request.hpp"

namespace dorsal::load {

[[nodiscard]] inline bool is_lying(Support support) {
  return support == Support::lying_supine || support == Support::lying_prone ||
         support == Support::lying_side;
}

/// Bends and turns the trunk as asked for, and inclines it until the line from hip centre to C7
/// stands as asked for. Who lies is bent as if upright; lay_down turns them afterwards.
/// @error out_of_range  no bending of the spine gives this inclination
Result<void> pose_trunk(const body::Model& model, const PostureRequest& request,
                        body::Posture& posture);

/// Head and neck; against a backrest the gaze stays level as far as the neck bends.
/// @pre the trunk is posed
void pose_head(const body::Model& model, const PostureRequest& request, body::Posture& posture);

/// How far the upper thorax leans forward of upright. [rad]
[[nodiscard]] double thorax_lean(const body::Model& model, const body::Posture& posture);

/// Turns the pelvis, and with it the whole body, into the position of lying.
void lay_down(Support support, body::Posture& posture);

}  // namespace dorsal::load
