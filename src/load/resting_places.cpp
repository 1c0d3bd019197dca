#include "resting_places.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "arm_posture.hpp"
#include "dorsal/base/units.hpp"
#include "trunk_posture.hpp"

namespace dorsal::load {
namespace {

using Vector = Eigen::Vector3d;

// Padding as a bed of springs: force per depth and area. A mattress takes up the mean pressure of a
// lying body, about 2 kPa, within 3 cm; 5 cm of foam on a board are three times as stiff; expert.
// docs/methods/load.md shows what a factor of ten either way changes.
constexpr double kMattress = 70e3;       // [N/m^3]
constexpr double kBackrestFoam = 200e3;  // [N/m^3]
constexpr double kTrunkWidth = 0.30;     // [m] that rests; expert
constexpr double kHeadStiffness = 1000;  // [N/m] of a pillow under the head; expert
constexpr double kArmStiffness = 2000;   // [N/m] of flesh and padding under an arm; expert

// Lengths in the model's own size.
constexpr double kSpineDepth = 0.06;    // [m] from a disc's middle back to the skin; expert
constexpr double kHeadDepth = 0.10;     // [m] from the head's mass centre back to the skin; expert
constexpr double kSeatDepth = 0.09;     // [m] from the hip centre down to the seat; expert
constexpr double kShoulderHalf = 0.06;  // [m] from the shoulder joint out to the skin; expert

// How far padding comes to meet what does not lie in its plane; expert. [m]
constexpr double kBackrestGive = 0.03;
constexpr double kHeadrestGive = 0.06;
constexpr double kMattressGive = 0.04;
constexpr double kArmGive = 0.10;

// Which slices rest on the front or a side: from T3 down. A waist is narrower than the ribs by less
// than the mattress gives, so that it is carried as they are. The pelvis lies outside the balance.
// Expert.
constexpr auto kFirstSlice = static_cast<std::size_t>(body::Level::T3T4);

/// A vertebra with its slice of the trunk: the body above a level.
struct Slice {
  std::size_t level = 0;
  std::size_t body = 0;
  double height = 0;  // [m] to the next joint
};

std::vector<Slice> slices(const body::Model& model) {
  std::vector<Slice> list;
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const std::size_t joint = model.level_joint[level];
    if (joint == body::kNone) continue;
    Slice slice{level, joint + 1, 0};
    const std::size_t above = level == 0 ? model.head.joint : model.level_joint[level - 1];
    if (above != body::kNone) slice.height = model.joints[above].X_PF.p.y();
    list.push_back(slice);
  }
  return list;
}

/// The skin behind a vertebra, at half of its height. [m] body frame
Vector back_of(const body::Model& model, const Slice& slice) {
  return {-kSpineDepth * model.length_scale, 0.5 * slice.height, 0};
}

Vector mass_centre_in_body(const body::Model& model, const body::Placement& placement,
                           std::size_t body) {
  return placement.body[body].inverse() * body::centre_of_mass(model, placement, body);
}

double slice_stiffness(const body::Model& model, const Slice& slice, double foundation) {
  return foundation * kTrunkWidth * model.length_scale * std::max(slice.height, 0.01);
}

/// The plane of a backrest, which the rearmost vertebra touches.
struct Backrest {
  Vector normal;      // World, forward and up
  Vector up;          // World, along it
  double depth = 0;   // [m] of the plane along the normal
  double height = 0;  // [m] of its upper edge along `up`
};

Backrest backrest_of(const body::Model& model, const BackrestRequest& request,
                     const body::Placement& placement) {
  const double recline = in_radians(request.recline);
  Backrest backrest;
  backrest.normal = {std::cos(recline), std::sin(recline), 0};
  backrest.up = {-std::sin(recline), std::cos(recline), 0};
  const double seat = body::position(placement, model.hip_centre).dot(backrest.up) -
                      kSeatDepth * model.length_scale;
  backrest.height = seat + in_metres(request.height);
  backrest.depth = std::numeric_limits<double>::infinity();
  for (const Slice& slice : slices(model)) {
    const Vector back = placement.body[slice.body] * back_of(model, slice);
    if (back.dot(backrest.up) > backrest.height) continue;
    backrest.depth = std::min(backrest.depth, back.dot(backrest.normal));
  }
  return backrest;
}

bool touches(const Backrest& backrest, const Vector& point, double give) {
  return point.dot(backrest.up) <= backrest.height &&
         point.dot(backrest.normal) - backrest.depth <= give;
}

void add_backrest(const body::Model& model, const Backrest& backrest,
                  const body::Placement& placement, std::vector<Contact>& contacts) {
  for (const Slice& slice : slices(model)) {
    const Vector back = back_of(model, slice);
    if (!touches(backrest, placement.body[slice.body] * back, kBackrestGive)) continue;
    contacts.push_back({"backrest", slice.body, back, backrest.normal,
                        slice_stiffness(model, slice, kBackrestFoam)});
  }
  if (model.head.joint == body::kNone) return;
  const std::size_t head = model.head.joint + 1;
  const Vector back =
      mass_centre_in_body(model, placement, head) - Vector(kHeadDepth * model.length_scale, 0, 0);
  if (touches(backrest, placement.body[head] * back, kHeadrestGive)) {
    contacts.push_back({"headrest", head, back, backrest.normal, kHeadStiffness});
  }
}

/// Whether a slice lies on the bed.
bool slice_rests(const body::Model& model, Support support, const Slice& slice,
                 const body::Placement& placement, double bed) {
  if (support == Support::lying_prone || support == Support::lying_side) {
    return slice.level + 1 >= kFirstSlice;
  }
  const Vector back = placement.body[slice.body] * back_of(model, slice);
  return back.y() - bed <= kMattressGive;
}

/// Trunk and head each rest under their own mass.
void add_bed(const body::Model& model, Support support, const body::Placement& placement,
             std::vector<Contact>& contacts) {
  const double bed = bed_height(model, support, placement);
  for (const Slice& slice : slices(model)) {
    if (!slice_rests(model, support, slice, placement, bed)) continue;
    contacts.push_back({"bed", slice.body, model.bodies[slice.body].com, Vector::UnitY(),
                        slice_stiffness(model, slice, kMattress)});
  }
  if (model.head.joint == body::kNone) return;
  const std::size_t head = model.head.joint + 1;
  contacts.push_back({"pillow", head, mass_centre_in_body(model, placement, head), Vector::UnitY(),
                      kHeadStiffness});
}

/// The bodies of an arm from the upper arm to the hand, those with a mass.
std::vector<std::size_t> arm_bodies(const body::Model& model, const ArmParts& parts) {
  std::vector<std::size_t> list;
  for (std::size_t body = parts.hand; body != 0; body = model.joints[body - 1].parent) {
    if (model.bodies[body].mass > 0) list.push_back(body);
    if (body == parts.shoulder + 1) break;
  }
  return list;
}

bool is_forearm(const body::Model& model, std::size_t body) {
  return model.bodies[body].segment == body::Segment::forearm ||
         model.bodies[body].segment == body::Segment::hand;
}

/// An arm on the bed, as far as it lies near it. The upper arm of who lies on a side rests on the
/// hip with forearm and hand.
void add_arm_on_bed(const body::Model& model, const PostureRequest& request, body::Side side,
                    const body::Placement& placement, std::vector<Contact>& contacts) {
  const ArmParts parts = arm_parts(model, side);
  if (!parts.complete()) return;
  const ArmRequest& arm = side == body::Side::left ? request.left_arm : request.right_arm;
  const bool on_hip = request.support == Support::lying_side && side != kLowerSide;
  const double bed = bed_height(model, request.support, placement);
  for (const std::size_t body : arm_bodies(model, parts)) {
    const double height = body::centre_of_mass(model, placement, body).y() - bed;
    const bool rests =
        on_hip ? !arm.flexion && is_forearm(model, body) : height <= kArmGive * model.length_scale;
    if (!rests) continue;
    contacts.push_back(
        {on_hip ? "hip" : "bed", body, model.bodies[body].com, Vector::UnitY(), kArmStiffness});
  }
}

const char* name_of(ForearmSupport support) {
  switch (support) {
    case ForearmSupport::desk:
      return "desk";
    case ForearmSupport::armrest:
      return "armrest";
    case ForearmSupport::thigh:
      return "thigh";
    case ForearmSupport::none:
      return "";
  }
  return "";
}

/// Forearm and hand may hand over up to their own weight, and lean on nothing.
void add_forearm(const body::Model& model, const ArmRequest& arm, body::Side side,
                 std::vector<Contact>& contacts) {
  const ArmParts parts = arm_parts(model, side);
  if (arm.support == ForearmSupport::none || !parts.complete()) return;
  for (const std::size_t body : arm_bodies(model, parts)) {
    if (!is_forearm(model, body)) continue;
    contacts.push_back({name_of(arm.support), body, model.bodies[body].com, Vector::UnitY(),
                        kArmStiffness, model.bodies[body].mass * kStandardGravity});
  }
}

}  // namespace

double bed_height(const body::Model& model, Support support, const body::Placement& placement) {
  if (support == Support::lying_side) {
    const ArmParts parts = arm_parts(model, kLowerSide);
    const double shoulder = parts.complete() ? placement.joint[parts.shoulder].p.y() : 0.0;
    return shoulder - kShoulderHalf * model.length_scale;
  }
  // The back touches with its rearmost vertebra; the chest lies as deep as the slices' masses stand
  // in front of the spine, and as much again.
  double bed = std::numeric_limits<double>::infinity();
  for (const Slice& slice : slices(model)) {
    const Vector centre = placement.body[slice.body] * model.bodies[slice.body].com;
    const Vector back = placement.body[slice.body] * back_of(model, slice);
    const Vector front = 2 * centre - back;
    bed = std::min(bed, support == Support::lying_prone ? front.y() : back.y());
  }
  return std::isfinite(bed) ? bed : 0.0;
}

std::vector<Contact> resting_places(const body::Model& model, const PostureRequest& request,
                                    const body::Placement& placement,
                                    const body::Placement& upright) {
  std::vector<Contact> contacts;
  if (request.support == Support::sitting_backrest) {
    add_backrest(model, backrest_of(model, request.backrest, upright), placement, contacts);
  }
  if (is_lying(request.support)) {
    add_bed(model, request.support, placement, contacts);
    add_arm_on_bed(model, request, body::Side::left, placement, contacts);
    add_arm_on_bed(model, request, body::Side::right, placement, contacts);
    return contacts;
  }
  add_forearm(model, request.left_arm, body::Side::left, contacts);
  add_forearm(model, request.right_arm, body::Side::right, contacts);
  return contacts;
}

}  // namespace dorsal::load
