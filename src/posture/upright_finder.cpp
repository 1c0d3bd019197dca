#include "upright_finder.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/units.hpp"

namespace dorsal::posture {
namespace {

using Vector3 = Eigen::Vector3d;
using L = pose::Landmark;

constexpr double kStretch = 2.0;            // [s]
constexpr std::size_t kLeastInStretch = 3;  // of a stretch
constexpr double kHoleInStretch = 5.0;      // [s] between frames of one stretch
constexpr double kStill = 0.025;     // [m] scatter of ear and shoulders, jitter included; expert
constexpr std::size_t kKept = 200;   // stretches: more than one stretch or yawn fills
constexpr double kLeastSeen = 60.0;  // [s] before a recording is likely to have one; expert
// What upright looks like: ear over shoulder up to 1.5 deviations ahead of the norm's 3 degrees
// (head and shoulder scatter by 18 and 20 mm over 0.18 m: 8.5 degrees), hips under shoulders within
// 15 degrees, as backrests and stools have them; expert.
constexpr double kHeadAhead = 16.0 * kRadiansPerDegree;
constexpr double kTrunkOff = 15.0 * kRadiansPerDegree;
constexpr double kArmRaised = 60.0 * kRadiansPerDegree;  // upper arm from hanging; expert

Vector3 middle(const std::array<Eigen::Vector3f, pose::kLandmarks>& points, L a, L b) {
  return (0.5F * (points[static_cast<std::size_t>(a)] + points[static_cast<std::size_t>(b)]))
      .cast<double>();
}

bool shorter(const Stillness& a, const Stillness& b) { return a.height > b.height; }

/// Angle of a line from the vertical, whatever way it leans.
double off_vertical(const Vector3& line) {
  return std::atan2(std::hypot(line.x(), line.z()), line.y());
}

/// Both angles counted in the picture's plane and the depth alike: a camera tells the depth worse,
/// and is let off with twice the angle there.
bool looks_upright(const pose::PoseFrame& mean) {
  const Vector3 hips = middle(mean.world, L::left_hip, L::right_hip);
  const Vector3 shoulders = middle(mean.world, L::left_shoulder, L::right_shoulder);
  const Vector3 ears = middle(mean.world, L::left_ear, L::right_ear);
  const auto halved = [](Vector3 v) { return v.z() *= 0.5, v; };
  return off_vertical(halved(shoulders - hips)) < kTrunkOff &&
         off_vertical(halved(ears - shoulders)) < kHeadAhead;
}

/// Arms raised stretch the trunk: whoever reaches up is tall, and not at rest.
bool arms_hang(const pose::PoseFrame& mean) {
  const auto lower = [&mean](L elbow, L shoulder) {
    const Vector3 arm = (mean.world_at(elbow) - mean.world_at(shoulder)).cast<double>();
    // An arm that is not seen says nothing against it.
    return !arm.allFinite() || off_vertical(-arm) < kArmRaised;
  };
  return lower(L::left_elbow, L::left_shoulder) && lower(L::right_elbow, L::right_shoulder);
}

void keep_tallest(std::vector<Stillness>& heap, const Stillness& s) {
  heap.push_back(s);
  std::push_heap(heap.begin(), heap.end(), shorter);
  if (heap.size() <= kKept) return;
  std::pop_heap(heap.begin(), heap.end(), shorter);
  heap.pop_back();
}

pose::PoseFrame average(const std::vector<Stillness>& stretches, std::size_t count) {
  pose::PoseFrame mean = stretches.front().mean;
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    float visibility = 0;
    for (std::size_t s = 0; s < count; ++s) {
      sum += stretches[s].mean.world[l];
      visibility += stretches[s].mean.visibility[l];
    }
    mean.world[l] = sum / static_cast<float>(count);
    mean.visibility[l] = visibility / static_cast<float>(count);
  }
  return mean;
}

}  // namespace

void UprightFinder::add(const pose::PoseFrame& frame, const Observations& o) {
  const auto usable = [&o](L l, L r) { return at(o, l).usable || at(o, r).usable; };
  const bool seen = frame.present && usable(L::left_hip, L::right_hip) &&
                    usable(L::left_shoulder, L::right_shoulder) &&
                    usable(L::left_ear, L::right_ear);
  if (!seen || (running_ && frame.time - running_->to > kHoleInStretch)) close();
  if (!seen) return;
  if (!running_) running_ = Running{frame.time, frame.time, 0, {}, {}, 0, 0, Vector3::Zero()};
  Running& r = *running_;
  if (r.frames == 0) r.sum.fill(Vector3::Zero());
  r.to = frame.time;
  ++r.frames;
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    r.sum[l] += frame.world[l].cast<double>();
    r.visibility[l] += static_cast<double>(frame.visibility[l]);
  }
  const double ear = middle(frame.world, L::left_ear, L::right_ear).y();
  r.ear_sum += ear;
  r.ear_squares += ear * ear;
  r.shoulder_squares += middle(frame.world, L::left_shoulder, L::right_shoulder).cwiseAbs2();
  if (r.to - r.from >= kStretch && r.frames >= kLeastInStretch) close();
}

std::optional<Stillness> UprightFinder::stillness(const Running& r) {
  const auto n = static_cast<double>(r.frames);
  Stillness s;
  s.mean.time = r.from;
  s.mean.present = true;
  s.to = r.to;
  for (std::size_t l = 0; l < pose::kLandmarks; ++l) {
    s.mean.world[l] = (r.sum[l] / n).cast<float>();
    s.mean.visibility[l] = static_cast<float>(r.visibility[l] / n);
    s.mean.presence[l] = 1;
    s.mean.image[l].setConstant(std::numeric_limits<float>::quiet_NaN());
  }
  const double ear = r.ear_sum / n;
  const Vector3 shoulders = middle(s.mean.world, L::left_shoulder, L::right_shoulder);
  const double ear_variance = r.ear_squares / n - ear * ear;
  const Vector3 scatter = r.shoulder_squares / n - shoulders.cwiseAbs2();
  const double worst = std::max({ear_variance, scatter.x(), scatter.y()});
  if (!(worst < kStill * kStill)) return {};
  s.height = ear - middle(s.mean.world, L::left_hip, L::right_hip).y();
  return s;
}

void UprightFinder::close() {
  if (!running_) return;
  const auto s = stillness(*running_);
  seen_ += running_->to - running_->from;
  running_.reset();
  if (!s) return;
  ++stretches_;
  keep_tallest(tallest_, *s);
  if (looks_upright(s->mean) && arms_hang(s->mean)) keep_tallest(upright_, *s);
}

std::optional<UprightFinder::Found> UprightFinder::find_in_recording() const {
  if (seen_ < kLeastSeen || upright_.empty()) return {};
  std::vector<Stillness> upright = upright_;
  std::sort(upright.begin(), upright.end(), shorter);
  const std::size_t count = std::clamp<std::size_t>(stretches_ / 10, 1, upright.size());
  const Stillness& typical = upright[count / 2];
  return Found{average(upright, count), typical.mean.time, typical.to};
}

std::optional<UprightFinder::Found> UprightFinder::find_in_dedicated() const {
  UprightFinder all = *this;
  all.close();  // the last stretch, however short
  if (all.tallest_.empty()) return {};
  std::sort(all.tallest_.begin(), all.tallest_.end(), shorter);
  const std::size_t count = (all.tallest_.size() + 1) / 2;
  return Found{average(all.tallest_, count), all.tallest_.front().mean.time,
               all.tallest_.front().to};
}

}  // namespace dorsal::posture
