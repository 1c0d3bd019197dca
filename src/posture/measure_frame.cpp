#include "measure_frame.hpp"

#include <algorithm>
#include <cmath>

#include "body_measures.hpp"
#include "camera_level.hpp"
#include "direct_lines.hpp"
#include "dorsal/base/units.hpp"

namespace dorsal::posture {
namespace {

using L = pose::Landmark;
using body::Coordinate;
using Values = Eigen::Matrix<double, static_cast<int>(kMeasures), 1>;

constexpr double kNinetyPercent = 1.6449;  // standard deviations to either side
// Step of the numerical derivative of the measures. [m], [rad]; their curvature makes an error of
// some millionth of it.
constexpr double kStep = 1e-5;
// A prior that the landmarks hardly narrow is no measurement: posterior over prior deviation.
// expert
constexpr double kTellsNothing = 0.9;
// Within 30 degrees of the camera's own line, the sagittal plane is all depth, which the net fills
// in from what bodies usually do, and a camera tipped down leans everybody over: it tells nothing
// there.
constexpr double kFrontOn = 0.866;  // share of the way forward that points along the camera; expert
// Seen from the side, one shoulder hides the other and a camera above or below them tilts the line.
constexpr double kSideOn = 0.5;  // share of the shoulder line that lies in the picture; expert

/// The widest 90 % interval that still places a value: twice the finest step at which published
/// methods judge it (RULA: trunk and neck 20, upper arm 25, lower arm 40 degrees; EN 1005-4: bend
/// and twist 10 degrees). Head, protraction, asymmetry: expert.
constexpr MeasureArray<double> kWidest = [] {
  MeasureArray<double> widest{};
  const auto set = [&widest](Measure m, double value) {
    widest[static_cast<std::size_t>(m)] = value;
  };
  constexpr double kDegree = kRadiansPerDegree;
  set(Measure::trunk_inclination, 40 * kDegree);
  set(Measure::trunk_lateral_bend, 20 * kDegree);
  set(Measure::trunk_twist, 20 * kDegree);
  set(Measure::lumbar_flexion, 40 * kDegree);
  set(Measure::thoracic_flexion, 40 * kDegree);
  set(Measure::pelvis_tilt, 40 * kDegree);
  set(Measure::neck_flexion, 40 * kDegree);
  set(Measure::head_inclination, 40 * kDegree);
  set(Measure::head_forward, 0.12);
  set(Measure::left_upper_arm_elevation, 50 * kDegree);
  set(Measure::right_upper_arm_elevation, 50 * kDegree);
  set(Measure::left_elbow_flexion, 80 * kDegree);
  set(Measure::right_elbow_flexion, 80 * kDegree);
  set(Measure::shoulder_protraction, 40 * kDegree);
  set(Measure::shoulder_asymmetry, 20 * kDegree);
  return widest;
}();

MeasuredValue& at(MeasureArray<MeasuredValue>& measures, Measure m) {
  return measures[static_cast<std::size_t>(m)];
}

bool usable(const Observations& o, L left, L right) {
  return at(o, left).usable || at(o, right).usable;
}
bool hips_usable(const Observations& o) { return usable(o, L::left_hip, L::right_hip); }
bool shoulders_usable(const Observations& o) {
  return usable(o, L::left_shoulder, L::right_shoulder);
}
bool head_usable(const Observations& o) { return usable(o, L::left_ear, L::right_ear); }
bool arm(const Observations& o, bool left, bool with_wrist) {
  return at(o, left ? L::left_shoulder : L::right_shoulder).usable &&
         at(o, left ? L::left_elbow : L::right_elbow).usable &&
         (!with_wrist || at(o, left ? L::left_wrist : L::right_wrist).usable);
}

/// What a measure needs and the frame does not show.
Gap hidden(Measure m, const Observations& o) {
  switch (m) {
    case Measure::trunk_inclination:
    case Measure::trunk_lateral_bend:
    case Measure::trunk_twist:
    case Measure::lumbar_flexion:
    case Measure::thoracic_flexion:
    case Measure::pelvis_tilt:
      if (!hips_usable(o)) return Gap::hips_hidden;
      return shoulders_usable(o) ? Gap::none : Gap::shoulders_hidden;
    case Measure::neck_flexion:
      if (!head_usable(o)) return Gap::head_hidden;
      if (!hips_usable(o)) return Gap::hips_hidden;
      return shoulders_usable(o) ? Gap::none : Gap::shoulders_hidden;
    case Measure::head_inclination:
    case Measure::head_forward:
      if (!head_usable(o)) return Gap::head_hidden;
      return shoulders_usable(o) ? Gap::none : Gap::shoulders_hidden;
    case Measure::left_upper_arm_elevation:
    case Measure::right_upper_arm_elevation:
      if (!arm(o, m == Measure::left_upper_arm_elevation, false)) return Gap::arm_hidden;
      return hips_usable(o) ? Gap::none : Gap::hips_hidden;
    case Measure::left_elbow_flexion:
    case Measure::right_elbow_flexion:
      return arm(o, m == Measure::left_elbow_flexion, true) ? Gap::none : Gap::arm_hidden;
    case Measure::shoulder_protraction:
      if (!hips_usable(o)) return Gap::hips_hidden;
      return shoulders_usable(o) ? Gap::none : Gap::shoulders_hidden;
    case Measure::shoulder_asymmetry:
      return at(o, L::left_shoulder).usable && at(o, L::right_shoulder).usable
                 ? Gap::none
                 : Gap::shoulders_hidden;
  }
  return Gap::fit_failed;
}

MeasuredValue gap(Gap reason) {
  MeasuredValue value;
  value.gap = reason;
  return value;
}

MeasuredValue with_interval(const Estimate& e, Measure m) {
  const double half = kNinetyPercent * e.deviation;
  if (!std::isfinite(e.value) || !std::isfinite(half)) return gap(Gap::fit_failed);
  if (2 * half > kWidest[static_cast<std::size_t>(m)]) return gap(Gap::not_from_this_view);
  MeasuredValue value{e.value, e.value - half, e.value + half, Gap::none};
  const bool elevation = m == Measure::left_upper_arm_elevation ||
                         m == Measure::right_upper_arm_elevation ||
                         m == Measure::left_elbow_flexion || m == Measure::right_elbow_flexion;
  if (elevation) value.low = std::max(0.0, value.low);  // these angles have no other side
  return value;
}

/// Deviation of every measure from that of the parameters, through a numerical derivative.
Values deviations(const body::Skeleton& skeleton, const Values& values, const Parameters& x,
                  const ParameterMatrix& covariance) {
  Eigen::Matrix<double, static_cast<int>(kMeasures), kParameters> J;
  for (int i = 0; i < kParameters; ++i) {
    Parameters shifted = x;
    shifted[i] += kStep;
    J.col(i) = (measures_of(skeleton, shifted) - values) / kStep;
  }
  return (J * covariance).cwiseProduct(J).rowwise().sum().cwiseSqrt();
}

/// Measures that show in the sagittal plane only.
bool is_sagittal(Measure m) {
  switch (m) {
    case Measure::trunk_inclination:
    case Measure::lumbar_flexion:
    case Measure::thoracic_flexion:
    case Measure::pelvis_tilt:
    case Measure::head_inclination:
    case Measure::head_forward:
    case Measure::shoulder_protraction:
      return true;
    default:
      return false;
  }
}

bool tells_nothing(Measure m, double deviation, const Prior& prior) {
  const auto of = [&prior](Coordinate c) { return prior.deviation[static_cast<Eigen::Index>(c)]; };
  switch (m) {
    case Measure::lumbar_flexion:
      return deviation > kTellsNothing * of(Coordinate::lumbar_flexion);
    case Measure::thoracic_flexion:
      return deviation > kTellsNothing * of(Coordinate::thoracic_flexion);
    case Measure::pelvis_tilt:
      return deviation > kTellsNothing * of(Coordinate::pelvis_tilt);
    case Measure::shoulder_protraction:
      return deviation > kTellsNothing * of(Coordinate::left_girdle_protraction) / std::sqrt(2.0);
    default:
      return false;
  }
}

/// Landmarks that fit worse than they should are less sure than they should be.
double doubt(const Fit& fit) { return std::max(1.0, fit.misfit); }

/// Measures of the fitted body.
MeasureArray<MeasuredValue> body_values(const body::Skeleton& skeleton, const Fit& fit,
                                        const Prior& prior, const Observations& o, bool front_on) {
  const Values values = measures_of(skeleton, fit.x);
  const Values sd = deviations(skeleton, values, fit.x, fit.covariance);
  MeasureArray<MeasuredValue> measures;
  for (std::size_t i = 0; i < kMeasures; ++i) {
    const auto m = static_cast<Measure>(i);
    const auto row = static_cast<Eigen::Index>(i);
    const Gap reason = hidden(m, o);
    if (reason != Gap::none) {
      measures[i] = gap(reason);
    } else if ((front_on && is_sagittal(m)) || tells_nothing(m, sd[row], prior)) {
      measures[i] = gap(Gap::not_from_this_view);
    } else {
      measures[i] = with_interval({values[row], sd[row] * doubt(fit)}, m);
    }
  }
  return measures;
}

/// How a frame is seen.
struct Sight {
  GroundAxes axes;
  double turn;    // [rad] standard deviation of the axes about the vertical
  bool spatial;   // no axis of the landmarks is weak, and the vertical is known
  bool front_on;  // the sagittal plane is all depth
};

/// Measures that are lines between landmarks take the landmarks' word.
void set_lines(const Observations& o, const Sight& sight, MeasureArray<MeasuredValue>& measures) {
  const auto set = [&](Measure m, Estimate e, const Eigen::Vector3d& towards) {
    if (sight.front_on && is_sagittal(m)) return;
    if (!sight.spatial && m != Measure::head_forward) {
      e.deviation = std::hypot(e.deviation, level_deviation(towards));
    }
    at(measures, m) = with_interval(e, m);
  };
  const Eigen::Vector3d &forward = sight.axes.forward, &right = sight.axes.right;
  if (const auto trunk =
          direct_line(o, L::left_hip, L::left_shoulder, L::right_hip, L::right_shoulder)) {
    set(Measure::trunk_inclination, lean(*trunk, forward, sight.turn), forward);
    set(Measure::trunk_lateral_bend, lean(*trunk, right, sight.turn), right);
  }
  if (const auto ear =
          direct_line(o, L::left_shoulder, L::left_ear, L::right_shoulder, L::right_ear)) {
    set(Measure::head_inclination, lean(*ear, forward, sight.turn), forward);
    set(Measure::head_forward, reach(*ear, forward, sight.turn), forward);
  }
}

}  // namespace

MeasureArray<MeasuredValue> no_measures(Gap reason) {
  MeasureArray<MeasuredValue> measures;
  measures.fill(gap(reason));
  return measures;
}

bool trunk_seen(const Observations& o) { return hips_usable(o) && shoulders_usable(o); }

MeasureArray<MeasuredValue> measure_frame(const body::Skeleton& skeleton, const Fit& fit,
                                          const Prior& prior, const Observations& o, bool spatial) {
  const auto pose = skeleton.pose<double>(fit.x.head<static_cast<int>(body::kCoordinates)>(),
                                          fit.x.tail<static_cast<int>(body::kShapes)>());
  const GroundAxes axes = ground_axes(pose);
  const auto heading = static_cast<Eigen::Index>(Coordinate::pelvis_rotation);
  const Sight sight{axes, std::sqrt(fit.covariance(heading, heading)) * doubt(fit), spatial,
                    !spatial && std::abs(axes.forward.z()) > kFrontOn};
  MeasureArray<MeasuredValue> measures = body_values(skeleton, fit, prior, o, sight.front_on);
  set_lines(o, sight, measures);
  const Eigen::Vector3d across = pose.right.shoulder - pose.left.shoulder;
  MeasuredValue& asymmetry = at(measures, Measure::shoulder_asymmetry);
  if (!spatial && asymmetry.gap == Gap::none && std::abs(across.x()) < kSideOn * across.norm()) {
    asymmetry = gap(Gap::not_from_this_view);
  }
  return measures;
}

}  // namespace dorsal::posture
