#pragma once

#include "dorsal/base/result.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/load/posture_request.hpp"

namespace dorsal::load {

/// One arm of the model, by the joints that the postures turn. [index] or kNone
struct ArmParts {
  std::size_t shoulder = body::kNone;  // joint
  std::size_t elbow = body::kNone;     // joint
  std::size_t hand = body::kNone;      // body

  [[nodiscard]] bool complete() const {
    return shoulder != body::kNone && elbow != body::kNone && hand != body::kNone;
  }
};

[[nodiscard]] ArmParts arm_parts(const body::Model& model, body::Side side);

/// Sets shoulder and elbow of one arm as the request says; what it leaves open, so that the arm
/// hangs, that the forearm lies level on its support, or that the arm lies on the bed.
/// @pre trunk and head are posed, and laid down
/// @error out_of_range  a forearm that is asked to stand too steep to rest on anything
Result<void> pose_arm(const body::Model& model, const PostureRequest& request, body::Side side,
                      body::Posture& posture);

}  // namespace dorsal::load
