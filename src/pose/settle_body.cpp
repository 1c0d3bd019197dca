#include "settle_body.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::pose {
namespace {

using Eigen::Vector3f;

// Shoulder width or trunk length, whichever is greater, of any person from infant to giant, with
// room for the noise of a net. Expert guess, not measured: it only has to tell units apart, and its
// ends differ by less than 10, so that m, cm and mm cannot be taken for one another.
constexpr double kSmallestBody = 0.15;  // [m]
constexpr double kLargestBody = 1.2;    // [m]

// An axis counts as the body's when a segment has at least this share of its length along it.
// Expert guesses.
constexpr float kClearlyUpright = 0.3F;  // 17 degrees from level
constexpr float kClearlyAlongZ = 0.8F;   // 37 degrees from z

constexpr float kCentred = 0.01F;  // [m] mid hip from the origin in a hip-centred file

bool given(const PoseFrame& frame, Landmark landmark) {
  return frame.world_at(landmark).allFinite();
}

std::optional<Vector3f> middle(const PoseFrame& frame, Landmark a, Landmark b) {
  if (!given(frame, a) || !given(frame, b)) return std::nullopt;
  return 0.5F * (frame.world_at(a) + frame.world_at(b));
}

std::optional<Vector3f> mid_hip(const PoseFrame& frame) {
  return middle(frame, Landmark::left_hip, Landmark::right_hip);
}

std::optional<Vector3f> mid_shoulder(const PoseFrame& frame) {
  return middle(frame, Landmark::left_shoulder, Landmark::right_shoulder);
}

std::optional<float> size_in(const PoseFrame& frame) {
  const auto shoulder = mid_shoulder(frame);
  if (!shoulder) return std::nullopt;
  const float width =
      (frame.world_at(Landmark::left_shoulder) - frame.world_at(Landmark::right_shoulder)).norm();
  const auto hip = mid_hip(frame);
  return hip ? std::max(width, (*shoulder - *hip).norm()) : width;
}

// From hips to shoulders; without hips from the shoulders to the face.
std::optional<Vector3f> trunk(const PoseFrame& frame) {
  const auto shoulder = mid_shoulder(frame);
  if (!shoulder) return std::nullopt;
  if (const auto hip = mid_hip(frame)) return *shoulder - *hip;
  if (const auto ear = middle(frame, Landmark::left_ear, Landmark::right_ear)) {
    return *ear - *shoulder;
  }
  if (given(frame, Landmark::nose)) return frame.world_at(Landmark::nose) - *shoulder;
  return std::nullopt;
}

// From the feet or knees to the hips: upright even in somebody who bends down.
std::optional<Vector3f> legs(const PoseFrame& frame) {
  const auto hip = mid_hip(frame);
  if (!hip) return std::nullopt;
  if (const auto foot = middle(frame, Landmark::left_ankle, Landmark::right_ankle)) {
    return *hip - *foot;
  }
  if (const auto knee = middle(frame, Landmark::left_knee, Landmark::right_knee)) {
    return *hip - *knee;
  }
  return std::nullopt;
}

// +1: points up along y; -1: down; 0: neither clearly.
int sense_along_y(const std::optional<Vector3f>& segment) {
  if (!segment || segment->norm() <= 0) return 0;
  const float share = segment->y() / segment->norm();
  if (std::abs(share) < kClearlyUpright) return 0;
  return share > 0 ? 1 : -1;
}

// In somebody who bends down, and in somebody with the feet up, trunk and legs contradict each
// other: such a frame speaks for neither.
void count(const PoseFrame& frame, AxesVote& vote) {
  const auto up = trunk(frame);
  if (!up || up->norm() <= 0) return;
  ++vote.voters;
  if (std::abs(up->z()) > kClearlyAlongZ * up->norm()) ++vote.along_z;
  const int sense = sense_along_y(up) + sense_along_y(legs(frame));
  if (sense > 0) ++vote.y_up;
  if (sense < 0) ++vote.y_down;
}

}  // namespace

bool has_shoulders(const PoseFrame& frame) { return mid_shoulder(frame).has_value(); }

std::optional<double> body_size(const std::vector<PoseFrame>& frames) {
  std::vector<float> sizes;
  for (const PoseFrame& frame : frames) {
    if (const auto size = size_in(frame)) sizes.push_back(*size);
  }
  if (sizes.empty()) return std::nullopt;
  const auto median = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, median);
  return *median;
}

bool is_human(double size) { return size >= kSmallestBody && size <= kLargestBody; }

AxesVote vote_on_axes(const std::vector<PoseFrame>& frames) {
  AxesVote vote;
  std::size_t away = 0;
  for (const PoseFrame& frame : frames) {
    count(frame, vote);
    const auto hip = mid_hip(frame);
    if (hip && hip->norm() > kCentred) ++away;
  }
  vote.centred = away * 2 < vote.voters;
  return vote;
}

void turn_about_x(std::vector<PoseFrame>& frames) {
  for (PoseFrame& frame : frames) {
    for (Vector3f& point : frame.world) point.tail<2>() *= -1;
  }
}

void centre_on_hips(std::vector<PoseFrame>& frames) {
  const auto first = std::ranges::find_if(
      frames, [](const PoseFrame& frame) { return mid_hip(frame).has_value(); });
  if (first == frames.end()) return;
  Vector3f centre = *mid_hip(*first);
  for (PoseFrame& frame : frames) {
    centre = mid_hip(frame).value_or(centre);
    for (Vector3f& point : frame.world) point -= centre;
  }
}

}  // namespace dorsal::pose
