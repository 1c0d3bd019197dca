#include "arm_posture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

#include "resting_places.hpp"
#include "trunk_posture.hpp"

namespace dorsal::load {
namespace {

using body::Coordinate;
using Vector = Eigen::Vector3d;

// The arm hangs no further back than the shoulder extends; expert.
constexpr double kLeastHang = -60 * kRadiansPerDegree;
// Elbow of a forearm that rests, where the request leaves it open; expert.
constexpr double kDeskElbow = 80 * kRadiansPerDegree;
constexpr double kArmrestElbow = 90 * kRadiansPerDegree;
constexpr double kThighElbow = 60 * kRadiansPerDegree;
// How far from level a forearm may lie and still rest; expert.
constexpr double kSteepest = 45;  // [deg]
// What the shoulder and the elbow are searched in. [rad]
constexpr double kLeastFlexion = -80 * kRadiansPerDegree;
constexpr double kMostFlexion = 170 * kRadiansPerDegree;
constexpr double kMostElbow = 150 * kRadiansPerDegree;
// The lower arm of who lies on a side lies in front of the body; expert.
constexpr double kSideFlexion = 60 * kRadiansPerDegree;
constexpr double kSideElbow = 45 * kRadiansPerDegree;

/// The coordinates of one arm.
struct ArmCoordinates {
  Coordinate flexion;
  Coordinate abduction;
  Coordinate elbow;
};

ArmCoordinates coordinates_of(body::Side side) {
  if (side == body::Side::left) {
    return {Coordinate::left_shoulder_flexion, Coordinate::left_shoulder_abduction,
            Coordinate::left_elbow_flexion};
  }
  return {Coordinate::right_shoulder_flexion, Coordinate::right_shoulder_abduction,
          Coordinate::right_elbow_flexion};
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
double hanging_flexion(const body::Model& model, const body::Posture& posture,
                       const ArmParts& parts, double load) {
  const body::Placement placement = body::place(model, posture);
  const Eigen::Matrix3d thorax = placement.body[model.thorax].R * model.thorax_upright;
  Vector lever = Vector::Zero();  // [kg m]
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    if (!hangs_on(model, i, parts.shoulder)) continue;
    const double mass = model.bodies[i].mass + (i == parts.hand ? load : 0.0);
    lever += mass * (body::centre_of_mass(model, placement, i) - placement.joint[parts.shoulder].p);
  }
  const Vector arm = thorax.transpose() * lever;
  const Vector down = thorax.transpose() * Vector(0, -1, 0);
  const double flexion = std::atan2(down.y(), down.x()) - std::atan2(arm.y(), arm.x());
  return std::max(std::remainder(flexion, 2 * std::numbers::pi), kLeastHang);
}

/// Sine of the forearm's slope, from elbow to hand, upward +.
double forearm_slope(const body::Model& model, const body::Posture& posture,
                     const ArmParts& parts) {
  const body::Placement placement = body::place(model, posture);
  const Vector forearm =
      body::centre_of_mass(model, placement, parts.hand) - placement.joint[parts.elbow].p;
  return forearm.normalized().y();
}

/// Height of the hand's middle. [m]
double hand_height(const body::Model& model, const body::Posture& posture, const ArmParts& parts) {
  const body::Placement placement = body::place(model, posture);
  return body::centre_of_mass(model, placement, parts.hand).y();
}

/// Turns a coordinate between two bounds until `miss` is zero. False when it is zero nowhere.
template <class Miss>
bool turn_until_zero(double low, double high, Coordinate coordinate, const Miss& miss,
                     body::Posture& posture) {
  const auto at = [&](double value) {
    posture[coordinate] = value;
    return miss();
  };
  const bool rises = at(high) > at(low);
  if (at(low) * at(high) > 0) return false;
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    ((at(middle) > 0) == rises ? high : low) = middle;
  }
  posture[coordinate] = 0.5 * (low + high);
  return true;
}

double usual_elbow(ForearmSupport support) {
  switch (support) {
    case ForearmSupport::desk:
      return kDeskElbow;
    case ForearmSupport::armrest:
      return kArmrestElbow;
    case ForearmSupport::thigh:
      return kThighElbow;
    case ForearmSupport::none:
      return 0;
  }
  return 0;
}

/// Levels the forearm with what the request leaves open: the shoulder, else the elbow.
Result<void> rest_forearm(const body::Model& model, const ArmRequest& arm, const ArmParts& parts,
                          body::Side side, body::Posture& posture) {
  const ArmCoordinates at = coordinates_of(side);
  const auto slope = [&] { return forearm_slope(model, posture, parts); };
  if (!arm.elbow_flexion) posture[at.elbow] = usual_elbow(arm.support);
  if (!arm.flexion) {
    const double level = 0.5 * std::numbers::pi - posture[at.elbow] + thorax_lean(model, posture);
    const double span = 0.4 * std::numbers::pi;
    if (!turn_until_zero(std::max(level - span, kLeastFlexion),
                         std::min(level + span, kMostFlexion), at.flexion, slope, posture)) {
      posture[at.flexion] = std::clamp(level, kLeastFlexion, kMostFlexion);
    }
  } else if (!arm.elbow_flexion) {
    const double usual = posture[at.elbow];
    if (!turn_until_zero(0, kMostElbow, at.elbow, slope, posture)) posture[at.elbow] = usual;
  }
  const double steep = std::asin(std::clamp(slope(), -1.0, 1.0)) / kRadiansPerDegree;
  if (std::abs(steep) > kSteepest) {
    return fail(ErrorCode::out_of_range,
                fmt::format("the forearm would stand {:.0f} degrees from level and rest on nothing",
                            std::abs(steep)),
                side == body::Side::left ? "left_arm" : "right_arm",
                "leave flexion_deg null, or set the support to none");
  }
  return {};
}

/// Sets an arm down on the bed: level with it, beside the body; on the side, in front of it.
void lay_arm(const body::Model& model, const PostureRequest& request, const ArmRequest& arm,
             const ArmParts& parts, body::Side side, body::Posture& posture) {
  const ArmCoordinates at = coordinates_of(side);
  if (request.support == Support::lying_side) {
    const bool below = side == kLowerSide;
    posture[at.flexion] = below ? kSideFlexion : 0.0;
    if (!arm.elbow_flexion && below) posture[at.elbow] = kSideElbow;
    return;
  }
  const double bed = bed_height(model, request.support, body::place(model, posture));
  const double wanted = bed + kArmRadius * model.length_scale;
  if (!turn_until_zero(
          kLeastHang, -kLeastHang, at.flexion,
          [&] { return hand_height(model, posture, parts) - wanted; }, posture)) {
    posture[at.flexion] = 0;
  }
}

}  // namespace

ArmParts arm_parts(const body::Model& model, body::Side side) {
  ArmParts parts;
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].side != side) continue;
    if (model.joints[k].kind == body::JointKind::shoulder) parts.shoulder = k;
    if (model.joints[k].kind == body::JointKind::elbow) parts.elbow = k;
  }
  parts.hand = side == body::Side::left ? model.left_hand : model.right_hand;
  return parts;
}

Result<void> pose_arm(const body::Model& model, const PostureRequest& request, body::Side side,
                      body::Posture& posture) {
  const bool left = side == body::Side::left;
  const ArmRequest& arm = left ? request.left_arm : request.right_arm;
  const ArmCoordinates at = coordinates_of(side);
  const ArmParts parts = arm_parts(model, side);
  posture[at.abduction] = in_radians(arm.abduction);
  posture[at.elbow] = in_radians(arm.elbow_flexion.value_or(radians(0)));
  if (arm.flexion) posture[at.flexion] = in_radians(*arm.flexion);
  if (model.thorax == body::kNone || !parts.complete()) return {};
  if (arm.support != ForearmSupport::none) return rest_forearm(model, arm, parts, side, posture);
  if (arm.flexion) return {};
  if (is_lying(request.support)) {
    lay_arm(model, request, arm, parts, side, posture);
  } else {
    const double load = left ? request.burden.left_hand : request.burden.right_hand;
    posture[at.flexion] = hanging_flexion(model, posture, parts, load);
  }
  return {};
}

}  // namespace dorsal::load
