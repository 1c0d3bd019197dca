#pragma once

#include <Eigen/Core>

#include "dorsal/base/units.hpp"
#include "dorsal/body/skeleton_derivative.hpp"
#include "dorsal/posture/calibration.hpp"
#include "observations.hpp"

namespace dorsal::posture {

inline constexpr int kParameters = static_cast<int>(body::kSkeletonParameters);
using Parameters = Eigen::Matrix<double, kParameters, 1>;  // coordinates, then shape
using ParameterMatrix = Eigen::Matrix<double, kParameters, kParameters>;

/// Where a coordinate stands among the parameters.
[[nodiscard]] inline Eigen::Index index(body::Coordinate c) { return static_cast<Eigen::Index>(c); }

/// What is expected of a body before it is seen: whitened residual = information * (x - mean).
struct Prior {
  Parameters mean = Parameters::Zero();
  ParameterMatrix information = ParameterMatrix::Zero();  // root: upper triangular in blocks
  // marginal, before anything is seen of the frame
  Parameters deviation = Parameters::Zero();
};

/// How far the thighs are lifted: 0 standing, 1 sitting.
struct Seat {
  double lifted = 0.5;
  double deviation = 0.5;
};

/// From knees against hips, where they are seen; else anything between standing and sitting.
[[nodiscard]] Seat seat_of(const Observations& observations);

/// How far the trunk is bent forward from upright, hips and lumbar spine together.
struct Bend {
  double angle = 0;                           // [rad]
  double deviation = 50 * kRadiansPerDegree;  // [rad]; wide: anything
};

/// From the line between hips and shoulders, where it is seen.
[[nodiscard]] Bend bend_of(const Observations& observations, const Seat& seat);

/// What people do, for a seat and a bend, and what is known of the person's shape.
[[nodiscard]] Prior usual_prior(const Seat& seat, const Bend& bend, const Calibration& calibration);
/// The same, seat and bend taken from the landmarks.
[[nodiscard]] Prior usual_prior(const Observations& observations, const Calibration& calibration);
/// The same for somebody who is upright: asked to be so, or in the most upright stretch of a
/// recording, which may still be less than that.
[[nodiscard]] Prior upright_prior(const Seat& seat, const Calibration& calibration, bool asked);

/// Anatomical limits, soft: residual (x - bound) / kLimitSoftness beyond, 0 within.
struct Limits {
  Parameters low, high;  // [rad] or unlimited
};
[[nodiscard]] const Limits& anatomical_limits();
inline constexpr double kLimitSoftness = 0.05;  // [rad] three degrees, expert

}  // namespace dorsal::posture
