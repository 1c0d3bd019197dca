#pragma once

#include <random>

#include "dorsal/body/skeleton.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::posture::testing {

using body::Coordinate;

/// Two per cent of the distance from mid hip to mid shoulder, on every axis: the noise of the
/// known-answer tests. [m]
inline constexpr double kTwoPercentOfTorso = 0.02 * 0.489;

/// Noise on landmarks, one standard deviation per axis. [m]
struct Noise {
  double in_picture = 0;
  double depth = 0;
};

inline pose::PoseFrame frame_of(const body::SkeletonLandmarks<double>& points, double time,
                                const Noise& noise, std::mt19937& random) {
  std::normal_distribution<double> normal;
  const Eigen::Vector3d mid_hip =
      0.5 * (points[static_cast<std::size_t>(pose::Landmark::left_hip)] +
             points[static_cast<std::size_t>(pose::Landmark::right_hip)]);
  pose::PoseFrame frame;
  frame.time = time;
  frame.present = true;
  frame.score = 1;
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    // One draw a line: compilers differ in which argument they evaluate first.
    const double z = noise.depth * normal(random);
    const double y = noise.in_picture * normal(random);
    const double x = noise.in_picture * normal(random);
    const Eigen::Vector3d off(x, y, z);
    frame.world[l] = (points[l] - mid_hip + off).cast<float>();
    frame.image[l].setConstant(std::numeric_limits<float>::quiet_NaN());
    frame.visibility[l] = 1;
    frame.presence[l] = 1;
  }
  return frame;
}

inline void hide(pose::PoseFrame& frame, pose::Landmark landmark) {
  frame.visibility[static_cast<std::size_t>(landmark)] = 0.05F;
  frame.presence[static_cast<std::size_t>(landmark)] = 0.1F;
}

/// What heading shows the camera that side.
inline double heading_of(View view) {
  switch (view) {
    case View::right:
    case View::spatial:
      return 0.0;
    case View::left:
      return std::numbers::pi;
    case View::front:
      return -std::numbers::pi / 2;
    case View::rear:
      return std::numbers::pi / 2;
    case View::oblique:
      return -std::numbers::pi / 4;
  }
  return 0.0;
}

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

inline const MeasuredValue& value(const PostureFrame& frame, Measure m) {
  return frame.measures[static_cast<std::size_t>(m)];
}

}  // namespace dorsal::posture::testing
