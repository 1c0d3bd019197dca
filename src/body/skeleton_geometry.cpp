#include "dorsal/body/skeleton_geometry.hpp"

#include "dorsal/body/joint_rotation.hpp"
#include "dorsal/body/rhythm.hpp"
#include "dorsal/body/scaling.hpp"

namespace dorsal::body {
namespace {

// Spacing of the joints along the vertebra below and their neutral rotation, T1/T2 .. L5/S1.
// Bruno 2015 (doi:10.1115/1.4030408), man of 1.75 m standing; L5/S1 against the sacrum's frame.
struct TableJoint {
  double up;            // [m]
  double rotation_deg;  // extension +
};
constexpr std::array<TableJoint, kLevels> kTable = {{
    {0.020271, -1.0},
    {0.02221, -3.0},
    {0.024475, -4.0},
    {0.026267, -6.0},
    {0.025672, -6.0},
    {0.025934, -6.0},
    {0.024615, -6.0},
    {0.025135, -5.0},
    {0.029, -4.0},
    {0.029544, -5.0},
    {0.033837, -4.0},
    {0.035497, -2.0},
    {0.034054, 6.0},
    {0.036764, 7.0},
    {0.036802, 12.0},
    {0.039581, 18.0},
    {0.071, -21.0},
}};
constexpr double kTableKyphosisDeg = 50.0;    // T1 against T12 in the table
constexpr double kTableThoraxTiltDeg = 30.0;  // T1 against the sacrum in the table, forward
// Bruno 2015, sacrum frame: L5/S1 and the right hip centre (pelvis frame, 0.049 m above).
const Eigen::Vector3d kSacrumToL5S1(-0.098, 0.071, 0.0);
const Eigen::Vector3d kSacrumToHip(-0.0707, -0.0661 + 0.049, 0.0835);
// Bruno 2015: joint of head and neck in the frame of T1; sternoclavicular joint from T1/T2 and
// shoulder centre from there, chained through first rib, sternum, clavicle and scapula.
const Eigen::Vector3d kNeck(-0.00684, 0.020271, 0.0);
const Eigen::Vector3d kSternoclavicular(0.07529, -0.03619, 0.03355);
const Eigen::Vector3d kShoulder(-0.05770, -0.01393, 0.13701);

// Tragus: 52 degrees above the horizontal through the skin over C7 (craniovertebral angle 48.9,
// Raine 1997, doi:10.1016/s0003-9993(97)90335-x, to 54.65, doi:10.3390/app13063910), 0.106 m above
// C7 (men of ANSUR 1988: stature 1.756, cervicale height 1.519, tragion 0.131 below the vertex),
// C7's skin taken 0.055 m behind C7/T1. Skull on atlas: below and behind it, expert.
const Eigen::Vector3d kHeadJoint(0.013, 0.095, 0.0);
const Eigen::Vector3d kEar(0.010, 0.015, 0.072);
// From mid tragion with the Frankfurt plane level; eye 7.9 degrees above (canthus-tragus, Raine
// 1997), the rest rounded from head breadths and depths of ANSUR 1988: expert, +- 10 mm.
const Eigen::Vector3d kNose(0.120, -0.020, 0.0);
const Eigen::Vector3d kEyeInner(0.088, 0.012, 0.016);
const Eigen::Vector3d kEye(0.085, 0.012, 0.032);
const Eigen::Vector3d kEyeOuter(0.075, 0.011, 0.046);
const Eigen::Vector3d kMouth(0.098, -0.055, 0.024);

// Segment lengths over stature: de Leva 1996 (doi:10.1016/0021-9290(95)00178-6), table 4: 100 men
// of 1.741 m, 15 women of 1.735 m, students. Spine: C7 to mid hip, women against men.
struct Proportions {
  double spine, shoulders, upper_arm, forearm, thigh, shank;
};
constexpr Proportions kMen = {1.0,           1.0, 0.2817 / 1.741, 0.2689 / 1.741, 0.4222 / 1.741,
                              0.4340 / 1.741};
// Shoulder breadth over stature against men's: biacromial 0.363/1.629 and 0.397/1.756, ANSUR 1988.
constexpr Proportions kWomen = {(0.6148 / 1.735) / (0.6033 / 1.741),
                                (0.363 / 1.629) / (0.397 / 1.756),
                                0.2751 / 1.735,
                                0.2643 / 1.735,
                                0.3685 / 1.735,
                                0.4323 / 1.735};
// Knuckles and foot about wrist and ankle in a body of 1.75 m: hand 0.086 m (de Leva 1996), the
// rest expert; they only serve drawing.
const Eigen::Vector3d kPinky(-0.028, -0.080, 0.0);
const Eigen::Vector3d kIndex(0.022, -0.088, 0.0);
const Eigen::Vector3d kThumb(0.040, -0.055, 0.0);
const Eigen::Vector3d kHeel(-0.045, -0.060, 0.0);
const Eigen::Vector3d kFootIndex(0.150, -0.065, 0.0);

/// The person's kyphosis over the table's: the same rule as scale_model's, so that the load is
/// computed on the spine that was fitted.
double kyphosis_factor(const Person& person) {
  SubjectRow subject;
  subject.kyphosis = kTableKyphosisDeg * kRadiansPerDegree;
  return person.kyphosis.value_or(usual_kyphosis(subject, person.sex, person.age)) /
         degrees(kTableKyphosisDeg);
}

/// Bends T1-T12 in proportion; the lumbar levels take up half of the change.
LevelArray<double> neutral_rotations(const Person& person) {
  const double factor = kyphosis_factor(person);
  LevelArray<double> rotations{};
  double change = 0;
  for (std::size_t level = 0; level < kLevels; ++level) {
    rotations[level] = kTable[level].rotation_deg * kRadiansPerDegree;
    if (level + 1 >= kThoracicLevels) continue;
    change += (factor - 1) * rotations[level];
    rotations[level] *= factor;
  }
  for (std::size_t level = kThoracicLevels; level < kLevels; ++level) {
    rotations[level] -= 0.5 * change * rhythm_shares()[level].x();
  }
  return rotations;
}

void set_spine(SkeletonGeometry& g, const Person& person, double length) {
  const LevelArray<double> rotations = neutral_rotations(person);
  double tilt = 0;  // of the body above the joint, extension +
  for (std::size_t level = kLevels; level-- > 0;) {
    g.spine[level] = {Eigen::Vector3d(0.0, kTable[level].up, 0.0) * length, rotations[level]};
    tilt += rotations[level];
  }
  const Eigen::Vector3d mid_hip(kSacrumToHip.x(), kSacrumToHip.y(), 0.0);
  g.spine[kLevels - 1].offset = (kSacrumToL5S1 - mid_hip) * length;
  g.neck = kNeck * length;
  g.neck_rotation = -tilt;
}

/// The girdle hangs on T1, so it leans with the neutral curve where that differs from the table's.
void set_girdle(SkeletonGeometry& g, double spine, double clavicle, double breadth) {
  const Eigen::Matrix3d leans =
      rotation_about_z(kTableThoraxTiltDeg * kRadiansPerDegree - g.neck_rotation);
  g.sternoclavicular = leans * (kSternoclavicular * spine);
  g.shoulder = leans * (kShoulder * clavicle);
  g.sternoclavicular.z() = kSternoclavicular.z() * breadth;
  g.shoulder.z() = kShoulder.z() * breadth;
}

void set_head(SkeletonGeometry& g, double length) {
  g.head_joint = kHeadJoint * length;
  g.ear = kEar * length;
  g.nose = kNose * length;
  g.eye_inner = kEyeInner * length;
  g.eye = kEye * length;
  g.eye_outer = kEyeOuter * length;
  g.mouth = kMouth * length;
}

void set_limbs(SkeletonGeometry& g, double stature, const Proportions& of, const SegmentScale& s) {
  g.upper_arm = of.upper_arm * stature * s.upper_arm;
  g.forearm = of.forearm * stature * s.forearm;
  g.thigh = of.thigh * stature * s.thigh;
  g.shank = of.shank * stature * s.shank;
  const double size = stature / in_metres(kModelHeight);
  g.pinky = kPinky * size * s.forearm;
  g.index = kIndex * size * s.forearm;
  g.thumb = kThumb * size * s.forearm;
  g.heel = kHeel * size * s.shank;
  g.foot_index = kFootIndex * size * s.shank;
}

}  // namespace

SkeletonGeometry skeleton_geometry(const Person& person, const SegmentScale& scale) {
  const Proportions& of = person.sex == Sex::female ? kWomen : kMen;
  const double stature = in_metres(person.height);
  const double size = stature / in_metres(kModelHeight);
  SkeletonGeometry g{};
  set_spine(g, person, size * of.spine * scale.spine);
  set_head(g, size * scale.head);
  set_limbs(g, stature, of, scale);
  set_girdle(g, size * of.spine * scale.spine, size, size * of.shoulders * scale.shoulders);
  g.hip = Eigen::Vector3d(0.0, 0.0, kSacrumToHip.z()) * size * scale.hips;
  return g;
}

}  // namespace dorsal::body
