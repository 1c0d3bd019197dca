#include "dorsal/exposure/body_sight.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace dorsal::exposure {
namespace {

using body::Coordinate;
using posture::Gap;
using posture::Measure;
using Limb = body::LimbPose<double>;

constexpr double kNinetyPercent = 1.6449;                // [-] deviations to either side
constexpr double kSeen = 20 * std::numbers::pi / 180.0;  // [rad] deviation of a joint that is seen
constexpr double kTogether = 0.25;                       // [m]
constexpr double kNoAsymmetry = 0.10;                    // [m] hands this near have no direction

/// Which coordinates and measures belong to a side.
struct Side {
  Coordinate hip, knee, shoulder, elbow;
  Measure upper_arm, forearm;
};
constexpr Side kLeft = {Coordinate::left_hip_flexion,      Coordinate::left_knee_flexion,
                        Coordinate::left_shoulder_flexion, Coordinate::left_elbow_flexion,
                        Measure::left_upper_arm_elevation, Measure::left_elbow_flexion};
constexpr Side kRight = {Coordinate::right_hip_flexion,      Coordinate::right_knee_flexion,
                         Coordinate::right_shoulder_flexion, Coordinate::right_elbow_flexion,
                         Measure::right_upper_arm_elevation, Measure::right_elbow_flexion};

const posture::MeasuredValue& measured(const posture::PostureFrame& frame, Measure m) {
  return frame.measures[static_cast<std::size_t>(m)];
}

double deviation(const posture::PostureFrame& frame, Coordinate c) {
  return frame.deviation[static_cast<Eigen::Index>(c)];
}

double level_distance(const Eigen::Vector3d& a, const Eigen::Vector3d& b) {
  return std::hypot(a.x() - b.x(), a.z() - b.z());
}

/// Sums what is seen of two sides; variances of sides move together, so their mean is no surer.
struct Mean {
  double sum = 0, variance = 0;
  int seen = 0;
  void add(double value, double its_variance) {
    sum += value;
    variance += its_variance;
    ++seen;
  }
  [[nodiscard]] Reading reading() const {
    if (seen == 0) return {};
    const double value = sum / seen;
    const double half = kNinetyPercent * std::sqrt(variance / seen);
    return {value, value - half, value + half};
  }
};

bool leg_seen(const posture::PostureFrame& frame, const Side& side) {
  return deviation(frame, side.hip) < kSeen && deviation(frame, side.knee) < kSeen;
}

bool arm_seen(const posture::PostureFrame& frame, const Side& side) {
  return measured(frame, side.upper_arm).gap == Gap::none &&
         measured(frame, side.forearm).gap == Gap::none;
}

double thigh_angle(const Limb& limb) {
  const Eigen::Vector3d thigh = limb.knee - limb.hip;
  return std::acos(std::clamp(-thigh.y() / thigh.norm(), -1.0, 1.0));
}

/// How surely the hand's height over the ankle is known: each joint's deviation by its lever.
double height_variance(const posture::PostureFrame& frame, const Side& side, const Limb& limb) {
  const auto part = [](double lever, double angle) { return std::pow(lever * angle, 2); };
  const auto& trunk = measured(frame, Measure::trunk_inclination);
  const double lean = (trunk.high - trunk.low) / 2 / kNinetyPercent;
  return part(level_distance(limb.shoulder, limb.wrist), deviation(frame, side.shoulder)) +
         part(level_distance(limb.elbow, limb.wrist), deviation(frame, side.elbow)) +
         part(level_distance(limb.hip, limb.shoulder), std::isfinite(lean) ? lean : kSeen) +
         part(level_distance(limb.hip, limb.ankle), deviation(frame, side.hip)) +
         part(level_distance(limb.knee, limb.ankle), deviation(frame, side.knee));
}

Reading asymmetry_of(const body::SkeletonPose<double>& pose, const Eigen::Vector3d& hands,
                     const posture::MeasuredValue& twist) {
  if (twist.gap != Gap::none) return {};
  Eigen::Vector3d right = pose.pelvis.col(2);
  right.y() = 0;
  right.normalize();
  const Eigen::Vector3d forward = Eigen::Vector3d::UnitY().cross(right);
  const Eigen::Vector3d out = hands - pose.mid_hip;
  if (std::hypot(out.dot(forward), out.dot(right)) < kNoAsymmetry) return {};
  const double angle = std::atan2(-out.dot(right), out.dot(forward));
  const double half = (twist.high - twist.low) / 2;
  return {angle, angle - half, angle + half};
}

}  // namespace

BodySight sight_of(const body::Skeleton& skeleton, const posture::PostureFrame& frame) {
  BodySight sight;
  sight.present = frame.status != posture::FitStatus::nobody;
  if (frame.status != posture::FitStatus::fitted) return sight;
  const bool legs[] = {leg_seen(frame, kLeft), leg_seen(frame, kRight)};
  if (!legs[0] && !legs[1]) return sight;
  const auto pose = skeleton.pose<double>(frame.posture.q, body::ShapeVector<double>::Zero());
  Mean thigh, hands;
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  double heights[2] = {0, 0};
  for (int i = 0; i < 2; ++i) {
    const Side& side = i == 0 ? kLeft : kRight;
    const Limb& limb = i == 0 ? pose.left : pose.right;
    const Limb& leg = legs[i] ? limb : i == 0 ? pose.right : pose.left;
    if (legs[i]) thigh.add(thigh_angle(limb), std::pow(deviation(frame, side.hip), 2));
    if (!arm_seen(frame, side)) continue;
    heights[i] = limb.wrist.y() - leg.ankle.y();
    hands.add(heights[i], height_variance(frame, side, limb));
    sum += limb.wrist;
  }
  sight.thigh = thigh.reading();
  if (hands.seen == 0) return sight;
  if (hands.seen == 2 && std::abs(heights[0] - heights[1]) > kTogether) return sight;
  sight.hands = hands.reading();
  sight.asymmetry = asymmetry_of(pose, sum / hands.seen, measured(frame, Measure::trunk_twist));
  return sight;
}

const BodySight& SightSampler::at(Duration time, const posture::PostureFrame& frame) {
  const bool fitted = frame.status == posture::FitStatus::fitted;
  if (!fitted || !fresh_ || time - looked_ >= kSpacing) {
    last_ = sight_of(skeleton_, frame);
    looked_ = time;
    fresh_ = fitted;
  }
  return last_;
}

}  // namespace dorsal::exposure
