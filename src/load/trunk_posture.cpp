#include "trunk_posture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include "dorsal/body/kinematics.hpp"

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

// Lumbar lordosis lost from standing to sitting without a backrest: the mean over 146 healthy
// adults of four studies, each weighted by its number; derived. They scatter from 16.6 to 46.5
// degrees.
// @source Endo 2012, doi:10.1007/s00776-012-0281-1 (16.6, n = 50); Moon 2018,
// doi:10.4055/cios.2018.10.3.322 (37.1 - 17.9 on a chair, n = 16); Claus 2016, PMID 26476893 (24,
// on the skin, n = 50); Cho 2015, doi:10.4184/asj.2015.9.5.762 (47.1 - 0.6 on a stool, n = 30;
// secondary: the abstract has 48.5 for standing, and no figure by seat)
constexpr double kLostOnStool = 47.1 - 0.6;  // [deg] Cho 2015
constexpr double kSittingFlexion =
    (50 * 16.6 + 16 * (37.1 - 17.9) + 50 * 24.0 + 30 * kLostOnStool) / 146 * kRadiansPerDegree;
// Against a backrest: half of what the stool took; expert. The radiographs of Cho 2015 found that a
// chair with back support changes the lordosis least of all ways to sit (abstract, without figures
// by chair).
constexpr double kBackrestFlexion = 0.5 * kLostOnStool * kRadiansPerDegree;  // [rad]

// Share of the lumbar spine in bending the trunk sideways and in turning it; expert.
constexpr double kLumbarBendShare = 0.5;
constexpr double kLumbarTurnShare = 0.2;

// Share of C2-T1 in flexion of the whole neck: range of 82 degrees against 40 from skull to C2.
// @source Vasavada 1998 Spine 23:412-422
constexpr double kNeckFlexionShare = 82.0 / (82.0 + 40.0);

// How far the head bends forward to keep the gaze level on a backrest; beyond, it looks up. Expert.
constexpr double kMostGaze = 30 * kRadiansPerDegree;

// What the coordinates may be searched in.
constexpr double kLeastBend = -60 * kRadiansPerDegree;
constexpr double kMostRecline = -110 * kRadiansPerDegree;
constexpr double kMostBend = 150 * kRadiansPerDegree;

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
  return angle < -0.7 * std::numbers::pi ? angle + 2 * std::numbers::pi : angle;
}

/// How pelvis and lumbar spine follow the one number that the inclination is solved for.
using TrunkRule = std::function<void(double, body::Posture&)>;

/// The lumbar spine keeps its flexion, the pelvis takes what the inclination needs.
TrunkRule fixed_lumbar(double flexion) {
  return [flexion](double tilt, body::Posture& posture) {
    posture[Coordinate::pelvis_tilt] = tilt;
    posture[Coordinate::lumbar_flexion] = flexion;
  };
}

TrunkRule trunk_rule(const PostureRequest& request) {
  if (request.pelvis_tilt) {
    return [tilt = in_radians(*request.pelvis_tilt)](double flexion, body::Posture& posture) {
      posture[Coordinate::pelvis_tilt] = tilt;
      posture[Coordinate::lumbar_flexion] = flexion;
    };
  }
  if (request.support == Support::sitting_unsupported) return fixed_lumbar(kSittingFlexion);
  if (request.support == Support::sitting_backrest) return fixed_lumbar(kBackrestFlexion);
  return [](double bend, body::Posture& posture) {
    posture[Coordinate::lumbar_flexion] = lumbar_flexion_of(bend);
    posture[Coordinate::pelvis_tilt] = bend - posture[Coordinate::lumbar_flexion];
  };
}

void set_bends(const PostureRequest& request, body::Posture& posture) {
  const double bend = in_radians(request.trunk.lateral_bend);
  const double turn = in_radians(request.trunk.axial_rotation);
  posture[Coordinate::lumbar_lateral_bend] = kLumbarBendShare * bend;
  posture[Coordinate::thoracic_lateral_bend] = (1 - kLumbarBendShare) * bend;
  posture[Coordinate::lumbar_axial_rotation] = kLumbarTurnShare * turn;
  posture[Coordinate::thoracic_axial_rotation] = (1 - kLumbarTurnShare) * turn;
  posture[Coordinate::thoracic_flexion] = in_radians(request.thoracic_flexion);
}

/// What the trunk is asked to lean by, against a backrest from where that stands.
double wanted_lean(const PostureRequest& request) {
  const double lean = in_radians(request.trunk.inclination);
  const bool rests = request.support == Support::sitting_backrest;
  return rests ? lean - in_radians(request.backrest.recline) : lean;
}

}  // namespace

double thorax_lean(const body::Model& model, const body::Posture& posture) {
  if (model.thorax == body::kNone) return 0;
  const body::Placement placement = body::place(model, posture);
  const Vector up = placement.body[model.thorax].R * model.thorax_upright * Vector::UnitY();
  return std::atan2(up.x(), up.y());
}

Result<void> pose_trunk(const body::Model& model, const PostureRequest& request,
                        body::Posture& posture) {
  set_bends(request, posture);
  const TrunkRule rule = trunk_rule(request);
  body::Placement placement;
  const double wanted = inclination(model, body::Posture{}, placement) + wanted_lean(request);
  const auto miss = [&](double value) {
    rule(value, posture);
    return inclination(model, posture, placement) - wanted;
  };
  double low = kLeastBend;
  double high = kMostBend;
  if (request.support == Support::sitting_backrest) low = kMostRecline;
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

void pose_head(const body::Model& model, const PostureRequest& request, body::Posture& posture) {
  double flexion = 0;
  if (request.head.flexion) {
    flexion = in_radians(*request.head.flexion);
  } else if (request.support == Support::sitting_backrest) {
    flexion = std::clamp(-thorax_lean(model, posture), 0.0, kMostGaze);
  }
  const double forward = std::asin(in_metres(request.head.forward) / model.head.pivot.norm());
  posture[Coordinate::neck_flexion] = kNeckFlexionShare * flexion + forward;
  posture[Coordinate::head_flexion] = (1 - kNeckFlexionShare) * flexion - forward;
}

void lay_down(Support support, body::Posture& posture) {
  const double quarter = 0.5 * std::numbers::pi;
  if (support == Support::lying_supine) posture[Coordinate::pelvis_tilt] -= quarter;
  if (support == Support::lying_prone) posture[Coordinate::pelvis_tilt] += quarter;
  if (support == Support::lying_side) posture[Coordinate::pelvis_list] = quarter;
}

}  // namespace dorsal::load
