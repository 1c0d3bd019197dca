#pragma once

#include <optional>

#include "dorsal/base/result.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/load/load_frame.hpp"

namespace dorsal::load {

/// What carries the body.
enum class Support {
  standing,
  sitting_unsupported,
  sitting_backrest,
  lying_supine,
  lying_prone,
  lying_side,
};

/// What the forearm's weight rests on.
enum class ForearmSupport { none, desk, armrest, thigh };

struct BackrestRequest {
  Angle recline = degrees(20);
  Length height = metres(0.5);
};

struct TrunkRequest {
  Angle inclination = radians(0);     // hip centre to C7 line against vertical, beyond neutral
  Angle lateral_bend = radians(0);    // T1 against the pelvis, to the right +
  Angle axial_rotation = radians(0);  // T1 against the pelvis, to the left +
};

struct HeadRequest {
  std::optional<Angle> flexion;  // against the thorax, beyond neutral; unset: neutral, and against
                                 // a backrest the gaze stays level
  Length forward = metres(0);    // of the head at an unchanged gaze, beyond neutral
};

struct ArmRequest {
  std::optional<Angle> flexion;  // against the thorax; unset: hangs down by gravity, or lies where
                                 // it is carried
  Angle abduction = radians(0);
  std::optional<Angle> elbow_flexion;  // unset: straight, or as the support of the forearm asks
  ForearmSupport support = ForearmSupport::none;
};

/// One posture in the words a person would use for it; every field has the neutral default.
struct PostureRequest {
  Support support = Support::standing;
  BackrestRequest backrest;
  TrunkRequest trunk;
  std::optional<Angle> pelvis_tilt;     // forward +; unset: the lumbopelvic rhythm decides
  Angle thoracic_flexion = radians(0);  // T1 against T12, beyond what the rhythm gives
  HeadRequest head;
  ArmRequest left_arm;
  ArmRequest right_arm;
  Burden burden;
};

/// A posture, and what the body carries in it.
struct HeldPosture {
  body::Posture posture;
  Burden burden;
};

/// Finds the coordinates that have what the request asks for, and where the body then rests on what
/// carries it. Who lies on a side lies on the right one.
/// @error unsupported  a forearm on a desk while lying
/// @error out_of_range  angles or masses no body reaches; missing  a force on an unknown body
/// @error not_finite
[[nodiscard]] Result<HeldPosture> posture_from_request(const body::Model& model,
                                                       const PostureRequest& request);

}  // namespace dorsal::load
