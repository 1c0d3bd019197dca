#include "prior.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "body_axes.hpp"
#include "direct_lines.hpp"
#include "dorsal/base/units.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;
using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

constexpr double kDegree = kRadiansPerDegree;

// Sagittal trunk: [pelvis tilt, lumbar flexion, thoracic flexion] in degrees.
//
// From standing to sitting. Pelvis: sacral slope -18.7 (Endo 2012, doi:10.1007/s00776-012-0281-1,
// radiographs, n = 50). Lumbar: lordosis -16.6 there; 24 (7-9) of lumbar surface angle in ten
// minutes of computer work (Claus 2016, PMID 26476893, n = 50): 20. Thoracic: thoracolumbar angle
// +12 (6-8) there; its region lies half in the lumbar spine: 6, derived.
const Vector3 kSitting(-18.7, 20.0, 6.0);
// One standard deviation of habitual slump. Slumped sitting brings the pelvis back by 10, the
// lumbar spine to 43 %, the thoracic to 51-90 % of their flexion (manual therapy, 12 men,
// reference slumped_sitting_distribution). Sizes: half the way there and back; expert.
const Vector3 kSlump(-5.0, 5.0, 6.0);
// Bending forward: lumbar spine and hips share the first, second and third 30 degrees 1.9, 0.9 and
// 0.4 to 1 (Esola 1996, Spine 21:71-78, doi:10.1097/00007632-199601010-00017, n = 41). People
// differ by a fifth of it and the thorax adds a twentieth: expert.
constexpr std::array<double, 3> kLumbarToHip = {1.9, 0.9, 0.4};
constexpr double kPhase = 30.0 * kDegree;
constexpr double kRhythmScatter = 0.2;
constexpr double kThoracicShare = 0.05;
// Part of lumbar flexion that leans the line from hips to shoulders, from the skeleton.
constexpr double kLumbarLean = 0.64;
// How well that line tells the bend; it carries slump as well. expert
constexpr double kBendDeviation = 12.0 * kDegree;
// What is left between people: sitting surface angles scatter by 7-9 lumbar, 6-8 thoracolumbar
// (Claus 2016), of which slump explains a part; sacral slope alike. derived
const Vector3 kRest(7.0, 7.5, 5.0);

// Somebody asked to be upright: thoracolumbar -2 (7) against -1 (6) standing (Claus 2016), about
// the person's own usual, which calibration makes the zero: 4 is expert. The pelvis comes half-way
// back.
const Vector3 kUprightSitting(-12.0, 14.0, 0.0);
const Vector3 kUprightRest(7.0, 7.0, 4.0);
constexpr double kUprightBend = 4.0;  // expert
// The most upright stretch of a recording falls short of that by some slump; half a deviation of
// it, give or take half: expert.
constexpr double kShortOfUpright = 0.5;

struct Usual {
  Coordinate coordinate;
  double mean_deg, deviation_deg;
};
// Everything else; wide where landmarks speak, so that they are not drawn to the mean. Expert, from
// the ranges below.
constexpr std::array<Usual, 29> kUsual = {{
    {Coordinate::pelvis_list, 0, 8},
    {Coordinate::lumbar_lateral_bend, 0, 7},
    {Coordinate::lumbar_axial_rotation, 0, 4},
    {Coordinate::thoracic_lateral_bend, 0, 10},
    {Coordinate::thoracic_axial_rotation, 0, 15},
    {Coordinate::neck_flexion, 0, 20},
    {Coordinate::neck_lateral_bend, 0, 12},
    {Coordinate::neck_axial_rotation, 0, 20},
    {Coordinate::head_flexion, 0, 15},
    {Coordinate::head_lateral_bend, 0, 5},
    {Coordinate::head_axial_rotation, 0, 25},
    {Coordinate::left_girdle_elevation, 0, 8},
    {Coordinate::left_girdle_protraction, 0, 10},
    {Coordinate::left_shoulder_flexion, 25, 60},
    {Coordinate::left_shoulder_abduction, 12, 40},
    {Coordinate::left_shoulder_rotation, 20, 45},
    {Coordinate::left_elbow_flexion, 60, 60},
    {Coordinate::right_girdle_elevation, 0, 8},
    {Coordinate::right_girdle_protraction, 0, 10},
    {Coordinate::right_shoulder_flexion, 25, 60},
    {Coordinate::right_shoulder_abduction, 12, 40},
    {Coordinate::right_shoulder_rotation, 20, 45},
    {Coordinate::right_elbow_flexion, 60, 60},
    {Coordinate::left_hip_flexion, 45, 60},
    {Coordinate::left_hip_abduction, 8, 15},
    {Coordinate::left_knee_flexion, 45, 60},
    {Coordinate::right_hip_flexion, 45, 60},
    {Coordinate::right_hip_abduction, 8, 15},
    {Coordinate::right_knee_flexion, 45, 60},
}};

struct Range {
  Coordinate coordinate;
  double low_deg, high_deg;
};
// Hips, knees, arms: usual clinical ranges of motion. Lumbar flexion: Esola 1996 and beyond it the
// range of MyoTorso (-77..43 with hips); thoracic: 31.7 passive (Morita 2014,
// doi:10.1007/s00586-013-3088-7); bend and rotation of the trunk 25 and 45 (MyoTorso), shared as in
// the rhythm; neck and head: Vasavada 1998 (totals 82 and 40 flexion, 67 and 13 bend, 55 and 77
// rotation). Rounded outwards; girdle: expert.
constexpr std::array<Range, 30> kRanges = {{
    {Coordinate::pelvis_list, -30, 30},
    {Coordinate::pelvis_tilt, -70, 110},
    {Coordinate::lumbar_flexion, -25, 60},
    {Coordinate::lumbar_lateral_bend, -25, 25},
    {Coordinate::lumbar_axial_rotation, -15, 15},
    {Coordinate::thoracic_flexion, -20, 38},
    {Coordinate::thoracic_lateral_bend, -30, 30},
    {Coordinate::thoracic_axial_rotation, -45, 45},
    {Coordinate::neck_flexion, -45, 50},
    {Coordinate::neck_lateral_bend, -36, 36},
    {Coordinate::neck_axial_rotation, -35, 35},
    {Coordinate::head_flexion, -25, 25},
    {Coordinate::head_lateral_bend, -10, 10},
    {Coordinate::head_axial_rotation, -45, 45},
    {Coordinate::left_girdle_elevation, -15, 40},
    {Coordinate::left_girdle_protraction, -30, 35},
    {Coordinate::left_shoulder_flexion, -65, 185},
    {Coordinate::left_shoulder_abduction, -50, 120},
    {Coordinate::left_shoulder_rotation, -100, 100},
    {Coordinate::left_elbow_flexion, 0, 155},
    {Coordinate::right_girdle_elevation, -15, 40},
    {Coordinate::right_girdle_protraction, -30, 35},
    {Coordinate::right_shoulder_flexion, -65, 185},
    {Coordinate::right_shoulder_abduction, -50, 120},
    {Coordinate::right_shoulder_rotation, -100, 100},
    {Coordinate::right_elbow_flexion, 0, 155},
    {Coordinate::left_hip_flexion, -25, 130},
    {Coordinate::right_hip_flexion, -25, 130},
    {Coordinate::left_knee_flexion, 0, 155},
    {Coordinate::right_knee_flexion, 0, 155},
}};

// The heading and the place of the body are unknown.
constexpr double kFreeInformation = 1e-3;  // [1/m] or [1/rad]

constexpr std::array kSagittal = {Coordinate::pelvis_tilt, Coordinate::lumbar_flexion,
                                  Coordinate::thoracic_flexion};

void set_sagittal(const Vector3& mean, const Eigen::Matrix3d& covariance, Prior& prior) {
  const Eigen::Matrix3d root = covariance.llt().matrixL().solve(Eigen::Matrix3d::Identity()).eval();
  for (std::size_t i = 0; i < kSagittal.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    prior.mean[index(kSagittal[i])] = mean[row];
    prior.deviation[index(kSagittal[i])] = std::sqrt(covariance(row, row));
    for (std::size_t j = 0; j < kSagittal.size(); ++j) {
      prior.information(index(kSagittal[i]), index(kSagittal[j])) =
          root(row, static_cast<Eigen::Index>(j));
    }
  }
}

void set_shape(const Calibration& calibration, Prior& prior) {
  constexpr auto kFirst = static_cast<Eigen::Index>(body::kCoordinates);
  constexpr auto kCount = static_cast<Eigen::Index>(body::kShapes);
  prior.mean.segment<kCount>(kFirst) = calibration.shape;
  prior.deviation.segment<kCount>(kFirst) = calibration.covariance.diagonal().cwiseSqrt();
  prior.information.block<kCount, kCount>(kFirst, kFirst) =
      calibration.covariance.llt().matrixL().solve(ShapeCovariance::Identity());
}

Prior prior_with(const Vector3& sagittal_deg, const Eigen::Matrix3d& covariance_deg,
                 const Calibration& calibration) {
  Prior prior;
  for (Eigen::Index i = 0; i <= index(Coordinate::pelvis_rotation); ++i) {
    prior.information(i, i) = kFreeInformation;
    prior.deviation[i] = 1.0 / kFreeInformation;
  }
  for (const Usual& usual : kUsual) {
    const Eigen::Index i = index(usual.coordinate);
    prior.mean[i] = usual.mean_deg * kDegree;
    prior.deviation[i] = usual.deviation_deg * kDegree;
    prior.information(i, i) = 1.0 / prior.deviation[i];
  }
  set_sagittal(sagittal_deg * kDegree, covariance_deg * kDegree * kDegree, prior);
  set_shape(calibration, prior);
  return prior;
}

Eigen::Matrix3d outer(const Vector3& v) { return v * v.transpose(); }

/// Which of the three phases a bend has reached.
std::size_t phase_of(double bend) {
  return static_cast<std::size_t>(
      std::clamp(std::floor(bend / kPhase), 0.0, static_cast<double>(kLumbarToHip.size()) - 1));
}

/// How fast the lumbar spine takes up a bend.
double lumbar_slope(double bend) {
  const double ratio = kLumbarToHip[phase_of(bend)];
  return ratio / (1.0 + ratio);
}

/// The lumbar spine's part of a bend. [rad]
double lumbar_part(double bend) {
  double part = 0;
  for (std::size_t i = 0; i < phase_of(bend); ++i) {
    part += kPhase * kLumbarToHip[i] / (1.0 + kLumbarToHip[i]);
  }
  return part + (bend - static_cast<double>(phase_of(bend)) * kPhase) * lumbar_slope(bend);
}

/// Lift of one thigh over the vertical, 0 hanging down to 1 level. None when it is not seen.
void add_thigh(const Observation& hip, const Observation& knee, double& sum, int& count) {
  if (!hip.usable || !knee.usable) return;
  const Vector3 thigh = knee.at - hip.at;
  const double from_down = std::acos(std::clamp(-thigh.y() / thigh.norm(), -1.0, 1.0));
  // Level thighs are a seat; a walker's swing stays under a third of that.
  sum += std::clamp((from_down - 0.4) / (1.2 - 0.4), 0.0, 1.0);
  ++count;
}

}  // namespace

Seat seat_of(const Observations& observations) {
  double sum = 0;
  int count = 0;
  add_thigh(at(observations, L::left_hip), at(observations, L::left_knee), sum, count);
  add_thigh(at(observations, L::right_hip), at(observations, L::right_knee), sum, count);
  if (count == 0) return {};
  return {sum / count, 0.1};
}

Bend bend_of(const Observations& o, const Seat& seat) {
  const auto hips = at(o, L::left_hip).usable || at(o, L::right_hip).usable;
  const auto trunk = direct_line(o, L::left_hip, L::left_shoulder, L::right_hip, L::right_shoulder);
  const auto right = rightwards(o);
  if (!hips || !trunk || !right) return {};
  const double lean_of_line = lean(*trunk, Vector3::UnitY().cross(*right), 0.0).value;
  const Vector3 sitting = kSitting * seat.lifted * kDegree;
  const double beyond = lean_of_line - sitting[0] - kLumbarLean * sitting[1];
  // The line leans with the hips' part and most of the lumbar part; two rounds settle the phases.
  double bend = beyond;
  for (int i = 0; i < 2; ++i) {
    const double lumbar = lumbar_part(bend);
    bend = beyond + (1.0 - kLumbarLean) * lumbar;
  }
  return {bend, kBendDeviation};
}

Prior usual_prior(const Seat& seat, const Bend& bend, const Calibration& calibration) {
  const double angle = bend.angle / kDegree;
  const double lumbar = lumbar_part(bend.angle) / kDegree;
  const double slope = lumbar_slope(bend.angle);
  const Vector3 bent(angle - lumbar, lumbar, kThoracicShare * angle);
  const Vector3 direction(1.0 - slope, slope, kThoracicShare);
  const Vector3 exchange(-1.0, 1.0, 0.0);
  const Eigen::Matrix3d covariance = Eigen::Matrix3d(kRest.cwiseAbs2().asDiagonal()) +
                                     outer(kSlump) + outer(direction * (bend.deviation / kDegree)) +
                                     outer(exchange * (kRhythmScatter * lumbar)) +
                                     outer(kSitting * seat.deviation);
  return prior_with(kSitting * seat.lifted + bent, covariance, calibration);
}

Prior usual_prior(const Observations& observations, const Calibration& calibration) {
  const Seat seat = seat_of(observations);
  Prior prior = usual_prior(seat, bend_of(observations, seat), calibration);
  // Seat and bend are seen already; what would be known without them is wider.
  prior.deviation = usual_prior(Seat{}, Bend{}, calibration).deviation;
  return prior;
}

Prior upright_prior(const Seat& seat, const Calibration& calibration, bool asked) {
  const double slump = asked ? 0.0 : kShortOfUpright;
  const double slope = lumbar_slope(0.0);
  const Vector3 direction(1.0 - slope, slope, kThoracicShare);
  const Eigen::Matrix3d covariance = Eigen::Matrix3d(kUprightRest.cwiseAbs2().asDiagonal()) +
                                     outer(kSlump * slump) + outer(direction * kUprightBend) +
                                     outer(kUprightSitting * seat.deviation);
  return prior_with(kUprightSitting * seat.lifted + kSlump * slump, covariance, calibration);
}

const Limits& anatomical_limits() {
  static const Limits kLimits = [] {
    Limits limits{Parameters::Constant(-1e9), Parameters::Constant(1e9)};
    for (const Range& range : kRanges) {
      limits.low[index(range.coordinate)] = range.low_deg * kDegree;
      limits.high[index(range.coordinate)] = range.high_deg * kDegree;
    }
    return limits;
  }();
  return kLimits;
}

}  // namespace dorsal::posture
