#include "figure_points.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::report {
namespace {

// Sizes of the drawing [m]: they make shapes that read as a spine and a trunk, no more.
constexpr double kHeadRadius = 0.095;
constexpr double kBodyShare = 0.80;                // of a segment that is bone; the rest is disc
constexpr std::array kBodyDepth = {0.026, 0.046};  // T1, L5
constexpr std::array kProcessLength = {0.034, 0.040};      // T1, L5
constexpr std::array kBackDepth = {0.052, 0.075};          // spine to skin behind, T1, L5
constexpr std::array kChestDepth = {0.075, 0.175, 0.150};  // to the front, T1, T8, L5

double mix(double a, double b, double share) { return a + share * (b - a); }

Point side(const Eigen::Vector3d& p) { return {p.x(), p.y()}; }

std::optional<Point> landmark(const Moment& moment, pose::Landmark l) {
  const Eigen::Vector3d& p = moment.landmarks[static_cast<std::size_t>(l)];
  if (!p.allFinite()) return std::nullopt;
  return side(p);
}

std::optional<Point> between(const std::optional<Point>& a, const std::optional<Point>& b) {
  if (a && b) return Point((*a + *b) / 2);
  return a ? a : b;
}

std::vector<Point> chain(const Moment& moment, std::initializer_list<pose::Landmark> names) {
  std::vector<Point> out;
  for (const pose::Landmark name : names) {
    const auto p = landmark(moment, name);
    if (!p) break;
    out.push_back(*p);
  }
  return out.size() < 2 ? std::vector<Point>() : out;
}

std::vector<Point> half_thigh(const Moment& moment, pose::Landmark hip, pose::Landmark knee) {
  std::vector<Point> thigh = chain(moment, {hip, knee});
  if (!thigh.empty()) thigh[1] = thigh[0] + 0.55 * (thigh[1] - thigh[0]);
  return thigh;
}

void place_head(const Moment& moment, SideView& view) {
  using pose::Landmark;
  const auto ear =
      between(landmark(moment, Landmark::left_ear), landmark(moment, Landmark::right_ear));
  const auto nose = landmark(moment, Landmark::nose);
  view.head = ear ? ear : nose;
  if (!ear || !nose) return;
  const Point ahead = *nose - *ear;
  view.facing = std::atan2(ahead.y(), std::max(ahead.x(), 1e-6));
  // The head's middle lies a little above and ahead of the ear canal.
  const Point forward(std::cos(view.facing), std::sin(view.facing));
  view.head = *ear + 0.02 * forward + 0.03 * Point(-forward.y(), forward.x());
}

Point forward_of(const Point& up) { return {up.y(), -up.x()}; }

/// Direction of the spine at a joint, upwards.
Point up_at(const std::vector<Point>& joints, std::size_t i) {
  const std::size_t above = i == 0 ? 0 : i - 1;
  const std::size_t below = std::min(i + 1, joints.size() - 1);
  return (joints[above] - joints[below]).normalized();
}

}  // namespace

SideView side_view(const Moment& moment) {
  using pose::Landmark;
  SideView view;
  const bool all = std::ranges::all_of(moment.spine, [](const auto& p) { return p.allFinite(); });
  if (all) {
    for (const Eigen::Vector3d& p : moment.spine) view.joints.push_back(side(p));
  }
  place_head(moment, view);
  view.arms[0] =
      chain(moment, {Landmark::left_shoulder, Landmark::left_elbow, Landmark::left_wrist});
  view.arms[1] =
      chain(moment, {Landmark::right_shoulder, Landmark::right_elbow, Landmark::right_wrist});
  view.thighs[0] = half_thigh(moment, Landmark::left_hip, Landmark::left_knee);
  view.thighs[1] = half_thigh(moment, Landmark::right_hip, Landmark::right_knee);
  return view;
}

std::vector<VertebraShape> vertebra_shapes(const std::vector<Point>& joints) {
  std::vector<VertebraShape> shapes;
  if (joints.size() < 2) return shapes;
  shapes.reserve(joints.size());
  for (std::size_t i = 0; i < joints.size(); ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(joints.size() - 1);
    const Point& below = joints[i];
    // T1 has no joint above it here: it is drawn as tall as T2.
    const Point above = i == 0 ? Point(2 * joints[0] - joints[1]) : joints[i - 1];
    const Point middle = (above + below) / 2;
    const Point half = (above - below) / 2 * kBodyShare;
    const Point forward = forward_of(half.normalized());
    const double depth = mix(kBodyDepth[0], kBodyDepth[1], share);
    const Point front = middle + 0.5 * depth * forward;
    const Point back = middle - 0.5 * depth * forward;
    VertebraShape shape;
    shape.body = {back + half, front + half, front - half, back - half};
    shape.front = front;
    // Thoracic spinous processes slope down, lumbar ones point straight back.
    const double length = mix(kProcessLength[0], kProcessLength[1], share);
    const double slope = share < 0.7 ? 0.6 : 0.15;
    const Point tip = back - length * (forward + slope * half.normalized());
    shape.process = {back + 0.45 * half, tip + 0.25 * half, tip - 0.25 * half, back - 0.45 * half};
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

std::vector<Point> trunk_outline(const std::vector<Point>& joints) {
  std::vector<Point> front;
  std::vector<Point> back;
  const auto last = static_cast<double>(joints.size() - 1);
  for (std::size_t i = 0; i < joints.size(); ++i) {
    const double share = static_cast<double>(i) / last;
    const Point forward = forward_of(up_at(joints, i));
    const double chest = share < 0.45 ? mix(kChestDepth[0], kChestDepth[1], share / 0.45)
                                      : mix(kChestDepth[1], kChestDepth[2], (share - 0.45) / 0.55);
    front.emplace_back(joints[i] + chest * forward);
    back.emplace_back(joints[i] - mix(kBackDepth[0], kBackDepth[1], share) * forward);
  }
  const Point down = joints.back() - up_at(joints, joints.size() - 1) * 0.10;
  const Point forward = forward_of(up_at(joints, joints.size() - 1));
  front.emplace_back(down + 0.135 * forward);
  back.emplace_back(down - 0.085 * forward);
  front.insert(front.end(), back.rbegin(), back.rend());
  return front;
}

void Box::include(const Point& p, double margin) {
  low = low.cwiseMin(p - Point::Constant(margin));
  high = high.cwiseMax(p + Point::Constant(margin));
}

Box extent(const SideView& view) {
  Box box;
  for (const Point& p : view.joints) box.include(p, 0.1);
  if (view.head) box.include(*view.head, 1.25 * kHeadRadius);
  for (const auto& limb : view.arms) {
    for (const Point& p : limb) box.include(p, 0.04);
  }
  for (const auto& limb : view.thighs) {
    for (const Point& p : limb) box.include(p, 0.08);
  }
  return box;
}

}  // namespace dorsal::report
