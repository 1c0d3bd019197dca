#include "dorsal/load/posture_request.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

#include "arm_posture.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/load/solver.hpp"
#include "resting_places.hpp"
#include "trunk_posture.hpp"

namespace dorsal::load {
namespace {

Result<void> within(std::string_view field, Angle angle, double low_deg, double high_deg) {
  const double value = in_degrees(angle);
  if (!std::isfinite(value)) {
    return fail(ErrorCode::not_finite, "the angle is no finite number", std::string(field));
  }
  if (value < low_deg || value > high_deg) {
    return fail(ErrorCode::out_of_range,
                fmt::format("{:g} degrees is outside {:g} to {:g}", value, low_deg, high_deg),
                std::string(field));
  }
  return {};
}

Result<void> check_arm(const std::string& name, const ArmRequest& arm) {
  if (arm.flexion) DORSAL_TRY_VOID(within(name + ".flexion_deg", *arm.flexion, -90, 180));
  DORSAL_TRY_VOID(within(name + ".abduction_deg", arm.abduction, -45, 180));
  if (!arm.elbow_flexion) return {};
  return within(name + ".elbow_flexion_deg", *arm.elbow_flexion, 0, 160);
}

Result<void> check_head(const HeadRequest& head, double link) {
  if (head.flexion) DORSAL_TRY_VOID(within("head.flexion_deg", *head.flexion, -90, 90));
  const double forward = in_metres(head.forward);
  if (!std::isfinite(forward)) {
    return fail(ErrorCode::not_finite, "the length is no finite number", "head.forward_m");
  }
  if (std::abs(forward) > 0.9 * link) {
    return fail(
        ErrorCode::out_of_range,
        fmt::format("{:g} m is further than this neck reaches ({:.2f} m)", forward, 0.9 * link),
        "head.forward_m", "give metres");
  }
  return {};
}

Result<void> check_supports(const PostureRequest& request) {
  DORSAL_TRY_VOID(within("backrest.recline_deg", request.backrest.recline, 0, 80));
  const double height = in_metres(request.backrest.height);
  if (!std::isfinite(height)) {
    return fail(ErrorCode::not_finite, "the length is no finite number", "backrest.height_m");
  }
  if (height < 0.1 || height > 1.2) {
    return fail(ErrorCode::out_of_range, fmt::format("{:g} m is outside 0.1 to 1.2", height),
                "backrest.height_m", "give metres above the seat");
  }
  for (const ArmRequest* arm : {&request.left_arm, &request.right_arm}) {
    if (is_lying(request.support) && arm->support != ForearmSupport::none) {
      return fail(ErrorCode::unsupported, "who lies rests no forearm on a desk, armrest or thigh",
                  arm == &request.left_arm ? "left_support" : "right_support",
                  "set it to none: an arm whose flexion is null lies on the bed");
    }
  }
  return {};
}

Result<void> check_request(const body::Model& model, const PostureRequest& request) {
  DORSAL_TRY_VOID(within("trunk.inclination_deg", request.trunk.inclination, -40, 120));
  DORSAL_TRY_VOID(within("trunk.lateral_bend_deg", request.trunk.lateral_bend, -60, 60));
  DORSAL_TRY_VOID(within("trunk.axial_rotation_deg", request.trunk.axial_rotation, -90, 90));
  if (request.pelvis_tilt) {
    DORSAL_TRY_VOID(within("pelvis.tilt_deg", *request.pelvis_tilt, -60, 120));
  }
  DORSAL_TRY_VOID(within("thoracic.flexion_deg", request.thoracic_flexion, -40, 60));
  DORSAL_TRY_VOID(check_supports(request));
  DORSAL_TRY_VOID(check_head(request.head, model.head.pivot.norm()));
  DORSAL_TRY_VOID(check_arm("left_arm", request.left_arm));
  DORSAL_TRY_VOID(check_arm("right_arm", request.right_arm));
  return check_burden(model, request.burden);
}

}  // namespace

Result<HeldPosture> posture_from_request(const body::Model& model, const PostureRequest& request) {
  DORSAL_TRY_VOID(check_request(model, request));
  HeldPosture held;
  held.burden = request.burden;
  DORSAL_TRY_VOID(pose_trunk(model, request, held.posture));
  pose_head(model, request, held.posture);
  if (is_lying(request.support)) lay_down(request.support, held.posture);
  DORSAL_TRY_VOID(pose_arm(model, request, body::Side::left, held.posture));
  DORSAL_TRY_VOID(pose_arm(model, request, body::Side::right, held.posture));
  body::Posture upright;
  if (request.support == Support::sitting_backrest) {
    PostureRequest rests = request;
    rests.trunk.inclination = radians(0);
    DORSAL_TRY_VOID(pose_trunk(model, rests, upright));
  }
  for (Contact& contact : resting_places(model, request, body::place(model, held.posture),
                                         body::place(model, upright))) {
    held.burden.contacts.push_back(std::move(contact));
  }
  return held;
}

}  // namespace dorsal::load
