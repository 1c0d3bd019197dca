#include "dorsal/load/posture_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {
namespace {

using body::Coordinate;
using Vector = Eigen::Vector3d;

// Lumbar against hip flexion in forward bending, by thirds of the first 90 degrees; 41 adults.
// Beyond 90 degrees, and for bending backward, the nearest third; expert.
// @source Esola 1996 Spine 21:71-78, doi:10.1097/00007632-199601010-00017
struct RhythmPart {
  double from;   // [rad] of lumbar and hip flexion together
  double ratio;  // [-] lumbar over hip
};
constexpr std::array<RhythmPart, 3> kRhythm = {
    {{0.0, 1.9}, {30.0 * kRadiansPerDegree, 0.9}, {60.0 * kRadiansPerDegree, 0.4}}};

// Lumbar lordosis lost from standing (47.1 degrees) to sitting on a stool (0.6); radiographs of 30
// healthy volunteers. @source Cho 2015
constexpr double kSittingFlexion = 46.5 * kRadiansPerDegree;  // [rad]

// Share of the lumbar spine in bending the trunk sideways and in turning it; expert.
constexpr double kLumbarBendShare = 0.5;
constexpr double kLumbarTurnShare = 0.2;

// Share of C2-T1 in flexion of the whole neck: range of 82 degrees against 40 from skull to C2.
// @source Vasavada 1998 Spine 23:412-422
constexpr double kNeckFlexionShare = 82.0 / (82.0 + 40.0);

// What the coordinates may be searched in.
constexpr double kLeastBend = -60 * kRadiansPerDegree;
constexpr double kMostBend = 150 * kRadiansPerDegree;
// The arm hangs no further back than the shoulder extends; expert.
constexpr double kLeastHang = -60 * kRadiansPerDegree;

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
  DORSAL_TRY_VOID(within(name + ".elbow_flexion_deg", arm.elbow_flexion, 0, 160));
  if (arm.support != ForearmSupport::none) {
    return fail(ErrorCode::unsupported, "a forearm that rests on something cannot be computed yet",
                name, "set its support to none");
  }
  return {};
}

Result<void> check_head(const HeadRequest& head, double link) {
  DORSAL_TRY_VOID(within("head.flexion_deg", head.flexion, -90, 90));
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

Result<void> check_request(const body::Model& model, const PostureRequest& request) {
  if (request.support != Support::standing && request.support != Support::sitting_unsupported) {
    return fail(ErrorCode::unsupported,
                "a backrest or a couch that carries the body cannot be computed yet", "support",
                "use standing or sitting_unsupported");
  }
  DORSAL_TRY_VOID(within("trunk.inclination_deg", request.trunk.inclination, -40, 120));
  DORSAL_TRY_VOID(within("trunk.lateral_bend_deg", request.trunk.lateral_bend, -60, 60));
  DORSAL_TRY_VOID(within("trunk.axial_rotation_deg", request.trunk.axial_rotation, -90, 90));
  if (request.pelvis_tilt) {
    DORSAL_TRY_VOID(within("pelvis.tilt_deg", *request.pelvis_tilt, -60, 120));
  }
  DORSAL_TRY_VOID(within("thoracic.flexion_deg", request.thoracic_flexion, -40, 60));
  DORSAL_TRY_VOID(check_head(request.head, model.head.pivot.norm()));
  DORSAL_TRY_VOID(check_arm("left_arm", request.left_arm));
  DORSAL_TRY_VOID(check_arm("right_arm", request.right_arm));
  return check_burden(model, request.burden);
}

/// Lumbar part of lumbar and hip flexion together.
double lumbar_flexion_of(double bend) {
  double lumbar = 0;
  for (std::size_t i = 0; i < kRhythm.size(); ++i) {
    const bool first = i == 0;
    const bool last = i + 1 == kRhythm.size();
    const double end = last ? bend : std::min(bend, kRhythm[i + 1].from);
    const double part = end - kRhythm[i].from;
    if (part > 0 || first) lumbar += part * kRhythm[i].ratio / (1 + kRhythm[i].ratio);
  }
  return lumbar;
}

/// Angle of the line from hip centre to C7 against the vertical, forward +.
double inclination(const body::Model& model, const body::Posture& posture,
                   body::Placement& placement) {
  body::place(model, posture, placement);
  const Vector line =
      body::position(placement, model.c7) - body::position(placement, model.hip_centre);
  const double angle = std::atan2(line.x(), line.y());
  // Head down is far forward, never far backward.
  return angle < -0.5 * std::numbers::pi ? angle + 2 * std::numbers::pi : angle;
}

void set_trunk(const PostureRequest& request, body::Posture& posture) {
  const double bend = in_radians(request.trunk.lateral_bend);
  const double turn = in_radians(request.trunk.axial_rotation);
  posture[Coordinate::lumbar_lateral_bend] = kLumbarBendShare * bend;
  posture[Coordinate::thoracic_lateral_bend] = (1 - kLumbarBendShare) * bend;
  posture[Coordinate::lumbar_axial_rotation] = kLumbarTurnShare * turn;
  posture[Coordinate::thoracic_axial_rotation] = (1 - kLumbarTurnShare) * turn;
  posture[Coordinate::thoracic_flexion] = in_radians(request.thoracic_flexion);
}

void set_head(const HeadRequest& head, double link, body::Posture& posture) {
  const double flexion = in_radians(head.flexion);
  const double forward = std::asin(in_metres(head.forward) / link);
  posture[Coordinate::neck_flexion] = kNeckFlexionShare * flexion + forward;
  posture[Coordinate::head_flexion] = (1 - kNeckFlexionShare) * flexion - forward;
}

/// How pelvis and lumbar spine follow the one number that the inclination is solved for.
using TrunkRule = std::function<void(double, body::Posture&)>;

TrunkRule trunk_rule(const PostureRequest& request) {
  if (request.pelvis_tilt) {
    return [tilt = in_radians(*request.pelvis_tilt)](double flexion, body::Posture& posture) {
      posture[Coordinate::pelvis_tilt] = tilt;
      posture[Coordinate::lumbar_flexion] = flexion;
    };
  }
  if (request.support == Support::sitting_unsupported) {
    return [](double tilt, body::Posture& posture) {
      posture[Coordinate::pelvis_tilt] = tilt;
      posture[Coordinate::lumbar_flexion] = kSittingFlexion;
    };
  }
  return [](double bend, body::Posture& posture) {
    posture[Coordinate::lumbar_flexion] = lumbar_flexion_of(bend);
    posture[Coordinate::pelvis_tilt] = bend - posture[Coordinate::lumbar_flexion];
  };
}

/// Bends the trunk until the line from hip centre to C7 has the inclination.
Result<void> incline(const body::Model& model, const PostureRequest& request,
                     body::Posture& posture) {
  const TrunkRule rule = trunk_rule(request);
  body::Placement placement;
  const double wanted =
      inclination(model, body::Posture{}, placement) + in_radians(request.trunk.inclination);
  const auto miss = [&](double value) {
    rule(value, posture);
    return inclination(model, posture, placement) - wanted;
  };
  double low = kLeastBend;
  double high = kMostBend;
  if (miss(low) > 0 || miss(high) < 0) {
    return fail(ErrorCode::out_of_range, "no bending of the spine gives this inclination",
                "trunk.inclination_deg", "leave pelvis.tilt_deg null, or bring it nearer");
  }
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (low + high);
    (miss(middle) > 0 ? high : low) = middle;
  }
  rule(0.5 * (low + high), posture);
  return {};
}

bool hangs_on(const body::Model& model, std::size_t body, std::size_t joint) {
  while (body != 0) {
    if (body - 1 == joint) return true;
    body = model.joints[body - 1].parent;
  }
  return false;
}

/// Shoulder flexion at which arm and load hang straight below the shoulder, seen from the side of
/// the thorax: no moment about the axis of flexion.
double hanging_flexion(const body::Model& model, const body::Posture& posture, std::size_t shoulder,
                       std::size_t hand, double load) {
  const body::Placement placement = body::place(model, posture);
  const Eigen::Matrix3d thorax = placement.body[model.thorax].R * model.thorax_upright;
  Vector lever = Vector::Zero();  // [kg m]
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    if (!hangs_on(model, i, shoulder)) continue;
    const double mass = model.bodies[i].mass + (i == hand ? load : 0.0);
    lever += mass * (body::centre_of_mass(model, placement, i) - placement.joint[shoulder].p);
  }
  const Vector arm = thorax.transpose() * lever;
  const Vector down = thorax.transpose() * Vector(0, -1, 0);
  const double flexion = std::atan2(down.y(), down.x()) - std::atan2(arm.y(), arm.x());
  return std::max(std::remainder(flexion, 2 * std::numbers::pi), kLeastHang);
}

struct ArmSide {
  body::Side side;
  Coordinate flexion;
  std::size_t hand;
  double load;
};

void set_arm(const body::Model& model, const ArmRequest& arm, const ArmSide& at,
             body::Posture& posture) {
  const auto coordinate = [&at](int offset) {
    return static_cast<Coordinate>(static_cast<int>(at.flexion) + offset);
  };
  posture[coordinate(1)] = in_radians(arm.abduction);
  posture[coordinate(3)] = in_radians(arm.elbow_flexion);
  if (arm.flexion) {
    posture[at.flexion] = in_radians(*arm.flexion);
    return;
  }
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].kind == body::JointKind::shoulder && model.joints[k].side == at.side &&
        model.thorax != body::kNone) {
      posture[at.flexion] = hanging_flexion(model, posture, k, at.hand, at.load);
    }
  }
}

}  // namespace

Result<HeldPosture> posture_from_request(const body::Model& model, const PostureRequest& request) {
  DORSAL_TRY_VOID(check_request(model, request));
  HeldPosture held;
  held.burden = request.burden;
  set_trunk(request, held.posture);
  set_head(request.head, model.head.pivot.norm(), held.posture);
  DORSAL_TRY_VOID(incline(model, request, held.posture));
  set_arm(model, request.left_arm,
          {body::Side::left, Coordinate::left_shoulder_flexion, model.left_hand,
           request.burden.left_hand},
          held.posture);
  set_arm(model, request.right_arm,
          {body::Side::right, Coordinate::right_shoulder_flexion, model.right_hand,
           request.burden.right_hand},
          held.posture);
  return held;
}

}  // namespace dorsal::load
