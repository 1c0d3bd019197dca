#include "direct_lines.hpp"

#include <Eigen/Geometry>
#include <cmath>

namespace dorsal::posture {
namespace {

using Vector3 = Eigen::Vector3d;

struct SideLine {
  Vector3 along, variance;
  double weight;  // 0: not usable
};

SideLine side_line(const Observation& from, const Observation& to) {
  if (!from.usable || !to.usable) return {Vector3::Zero(), Vector3::Zero(), 0.0};
  const Vector3 variance = from.sigma.cwiseAbs2() + to.sigma.cwiseAbs2();
  return {to.at - from.at, variance, 1.0 / variance.x()};
}

/// Change of the line's part along `towards` when the ground axes turn by one radian.
double across(const DirectLine& line, const Vector3& towards) {
  return line.along.dot(Vector3::UnitY().cross(towards));
}

}  // namespace

std::optional<DirectLine> direct_line(const Observations& observations, pose::Landmark left_from,
                                      pose::Landmark left_to, pose::Landmark right_from,
                                      pose::Landmark right_to) {
  const SideLine left = side_line(at(observations, left_from), at(observations, left_to));
  const SideLine right = side_line(at(observations, right_from), at(observations, right_to));
  const double sum = left.weight + right.weight;
  if (sum <= 0) return std::nullopt;
  const double l = left.weight / sum, r = right.weight / sum;
  return DirectLine{l * left.along + r * right.along,
                    l * l * left.variance + r * r * right.variance};
}

Estimate lean(const DirectLine& line, const Vector3& towards, double heading_deviation) {
  const double over = line.along.dot(towards), up = line.along.y();
  const double square = over * over + up * up;
  const Vector3 gradient = (towards * up - Vector3::UnitY() * over) / square;
  const double turned = across(line, towards) * up / square * heading_deviation;
  const double variance = gradient.cwiseAbs2().dot(line.variance) + turned * turned;
  return {std::atan2(over, up), std::sqrt(variance)};
}

Estimate reach(const DirectLine& line, const Vector3& towards, double heading_deviation) {
  const double turned = across(line, towards) * heading_deviation;
  const double variance = towards.cwiseAbs2().dot(line.variance) + turned * turned;
  return {line.along.dot(towards), std::sqrt(variance)};
}

}  // namespace dorsal::posture
