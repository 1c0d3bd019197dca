#include "rounding.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <vector>

namespace dorsal::back_contour {
namespace {

using L = pose::Landmark;
constexpr float kNotMeasured = std::numeric_limits<float>::quiet_NaN();
constexpr float kDegrees = 180 / std::numbers::pi_v<float>;

struct Parabola {
  Eigen::Vector3d c = Eigen::Vector3d::Zero();
  [[nodiscard]] double at(double x) const { return c[0] + c[1] * x + c[2] * x * x; }
  [[nodiscard]] double slope(double x) const { return c[1] + 2 * c[2] * x; }
};

Parabola fitted(const std::vector<Point>& points, const std::vector<double>& weights) {
  Eigen::Matrix3d H = Eigen::Matrix3d::Zero();
  Eigen::Vector3d g = Eigen::Vector3d::Zero();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double x = points[i].x();
    const Eigen::Vector3d row(1, x, x * x);
    H += weights[i] * row * row.transpose();
    g += weights[i] * row * static_cast<double>(points[i].y());
  }
  return {H.ldlt().solve(g)};
}

std::vector<double> misses(const Parabola& p, const std::vector<Point>& points) {
  std::vector<double> off;
  for (const Point& q : points)
    off.push_back(std::abs(static_cast<double>(q.y()) - p.at(static_cast<double>(q.x()))));
  return off;
}

/// Points (station, offset) of an outline between two stations; none where a fifth is missing.
std::vector<Point> between(const std::array<float, kStations>& outline, float from, float to) {
  std::vector<Point> points;
  std::size_t wanted = 0;
  for (std::size_t k = 0; k < kStations; ++k) {
    const float station = static_cast<float>(k) * kStationStep;
    if (!(station >= from && station <= to)) continue;
    ++wanted;
    if (!std::isnan(outline[k])) points.emplace_back(station, outline[k]);
  }
  if (points.size() * 5 < wanted * 4) points.clear();
  return points;
}

/// The corner between head and back: where the outline comes nearest to the line from hip to ear.
std::optional<std::size_t> nape(const Outline& outline, const Trunk& trunk,
                                const pose::PoseFrame& frame) {
  const Point ear = (frame.image_at(L::left_ear) + frame.image_at(L::right_ear)).head<2>() / 2;
  const Point line(trunk.station(ear), trunk.offset(ear));
  const Point across = Point(-line.y(), line.x()).normalized();  // towards the back
  std::optional<std::size_t> nearest;
  float least = std::numeric_limits<float>::infinity();
  for (std::size_t k = 0; k < kStations; ++k) {
    const float station = static_cast<float>(k) * kStationStep;
    constexpr float kBelowNape = 0.95F;
    if (station < kBelowNape || station > line.x() || std::isnan(outline.of_picture[k])) continue;
    const float away = Point(station, outline.of_picture[k]).dot(across);
    if (away < least) least = away, nearest = k;
  }
  return nearest;
}

/// Points of the outline in axes along and across the line between the first and the last of them.
std::vector<Point> upright(const std::vector<Point>& points) {
  if (points.size() < 2) return {};
  const Point along = (points.back() - points.front()).normalized();
  const Point across(-along.y(), along.x());
  std::vector<Point> turned;
  for (const Point& p : points) {
    const Point q = p - points.front();
    turned.emplace_back(q.dot(along), q.dot(across));
  }
  return turned;
}

float from_nape(const Outline& outline, std::size_t top) {
  constexpr float kNapeFrom = 0.06F, kNapeTo = 0.6F;  // [trunk] C7 to T12 less the collar, expert
  std::vector<Point> points;
  float length = 0;
  for (std::size_t k = top; k-- > 0;) {
    if (std::isnan(outline.of_picture[k]) || std::isnan(outline.of_picture[k + 1]))
      return kNotMeasured;
    length += std::hypot(kStationStep, outline.of_picture[k + 1] - outline.of_picture[k]);
    if (length > kNapeTo) break;
    if (length >= kNapeFrom)
      points.emplace_back(static_cast<float>(k) * kStationStep, outline.of_picture[k]);
  }
  std::reverse(points.begin(), points.end());
  return length > kNapeTo ? tangent_angle_deg(upright(points), nullptr) : kNotMeasured;
}

float sagitta(const Outline& outline, std::size_t top) {
  const Point line(static_cast<float>(top) * kStationStep, outline.of_picture[top]);
  const Point along = line.normalized();
  float sum = 0, count = 0;
  for (std::size_t k = 0; k < top; ++k) {
    const Point p(static_cast<float>(k) * kStationStep, outline.of_picture[k]);
    const float part = p.dot(along) / line.norm();
    if (!(part > 0.5F && part < 0.7F)) continue;
    sum += p.dot(Point(-along.y(), along.x())) / line.norm();
    ++count;
  }
  return count > 0 ? 100 * sum / count : kNotMeasured;
}

bool arm_behind(const Outline& outline, const Trunk& trunk, const pose::PoseFrame& frame) {
  constexpr float kArm = 0.1F;  // [trunk] half of an upper arm's thickness with its sleeve, expert
  for (const L l : {L::left_elbow, L::right_elbow, L::left_wrist, L::right_wrist}) {
    const Point p = frame.image_at(l).head<2>();
    const float k = trunk.station(p) / kStationStep;
    if (!(k >= 0 && k < static_cast<float>(kStations))) continue;
    if (trunk.offset(p) + kArm > outline.of_mask[static_cast<std::size_t>(k)]) return true;
  }
  return false;
}

}  // namespace

float tangent_angle_deg(const std::vector<Point>& points, float* roughness) {
  constexpr std::size_t kFewest = 6;
  constexpr int kRounds = 15;
  constexpr double kFloor = 0.004;  // [trunk] half a pixel of the mask
  if (points.size() < kFewest) return kNotMeasured;
  std::vector<double> weights(points.size(), 1.0);
  Parabola p;
  std::vector<double> off;
  for (int round = 0; round < kRounds; ++round) {
    p = fitted(points, weights);
    off = misses(p, points);
    std::vector<double> sorted = off;
    std::sort(sorted.begin(), sorted.end());
    const double scale = std::max(1.5 * 1.4826 * sorted[sorted.size() / 2], kFloor);
    for (std::size_t i = 0; i < off.size(); ++i) weights[i] = off[i] <= scale ? 1 : scale / off[i];
  }
  double squares = 0;
  for (const double o : off) squares += o * o;
  if (roughness != nullptr)
    *roughness = static_cast<float>(std::sqrt(squares / static_cast<double>(off.size())));
  const double first = p.slope(static_cast<double>(points.front().x()));
  const double last = p.slope(static_cast<double>(points.back().x()));
  return static_cast<float>(std::atan(first) - std::atan(last)) * kDegrees;
}

Rounding round_of(const Outline& outline, const Trunk& trunk, const pose::PoseFrame& frame,
                  float t12, float t1) {
  constexpr std::size_t kBulgeAt = 30;  // 0.6 of the way up
  Rounding r{};
  r.value.fill(kNotMeasured);
  r.roughness = kNotMeasured;
  r.value[0] = tangent_angle_deg(between(outline.of_mask, t12, t1), nullptr);
  r.value[1] = tangent_angle_deg(between(outline.of_picture, t12, t1), &r.roughness);
  if (const auto top = nape(outline, trunk, frame)) {
    r.value[2] = from_nape(outline, *top);
    r.value[4] = sagitta(outline, *top);
  }
  r.value[3] = 100 * outline.of_picture[kBulgeAt];
  r.arm_behind = arm_behind(outline, trunk, frame);
  return r;
}

}  // namespace dorsal::back_contour
