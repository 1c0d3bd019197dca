#include "appraiser.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

#include "dorsal/posture/survey.hpp"
#include "look_limits.hpp"

namespace dorsal::pipeline {
namespace {

using namespace look_limits;
using pose::Landmark;
using posture::Measure;
using posture::View;

bool is_seen(const pose::PoseFrame& frame, Landmark landmark) {
  return frame.visibility_of(landmark) >= kSeen;
}

std::optional<cv::Point2d> point_of(const pose::LandmarkPoints& points,
                                    const pose::PoseFrame& frame, Landmark landmark) {
  const Eigen::Vector3f& point = points[static_cast<std::size_t>(landmark)];
  if (!is_seen(frame, landmark) || !point.head<2>().allFinite()) return std::nullopt;
  return cv::Point2d(point.x(), point.y());
}

std::optional<cv::Point2d> middle_of(const pose::LandmarkPoints& points,
                                     const pose::PoseFrame& frame, Landmark left, Landmark right) {
  const auto a = point_of(points, frame, left);
  const auto b = point_of(points, frame, right);
  if (!a || !b) return std::nullopt;
  return (*a + *b) / 2;
}

// [m/px] of the picture where the person is, from all pairs of its larger landmarks; unset: too few
// are seen.
std::optional<double> metres_per_pixel(const pose::PoseFrame& frame) {
  constexpr Landmark kParts[] = {Landmark::left_shoulder, Landmark::right_shoulder,
                                 Landmark::left_hip,      Landmark::right_hip,
                                 Landmark::left_ear,      Landmark::right_ear};
  double metres = 0;
  double pixels = 0;
  for (const Landmark a : kParts) {
    for (const Landmark b : kParts) {
      const auto in_picture = point_of(frame.image, frame, a);
      const auto to = point_of(frame.image, frame, b);
      if (!in_picture || !to) continue;
      pixels += cv::norm(*in_picture - *to);
      metres += static_cast<double>((frame.world_at(a) - frame.world_at(b)).head<2>().norm());
    }
  }
  if (!(pixels > 0) || !(metres > 0)) return std::nullopt;
  return metres / pixels;
}

std::optional<Angle> angle_of(const posture::PostureFrame& frame, Measure measure) {
  const posture::MeasuredValue& value = frame.measures[static_cast<std::size_t>(measure)];
  if (value.gap != posture::Gap::none) return std::nullopt;
  if (value.high - value.low > kWidestInterval * kRadiansPerDegree) return std::nullopt;
  return radians(value.value);
}

watch::Measures measures_of(const posture::PostureFrame& frame) {
  return {angle_of(frame, Measure::trunk_inclination), angle_of(frame, Measure::neck_flexion),
          angle_of(frame, Measure::left_upper_arm_elevation),
          angle_of(frame, Measure::right_upper_arm_elevation)};
}

std::optional<watch::Outline> outline_of(const pose::PoseFrame& frame, double height) {
  const auto left = point_of(frame.image, frame, Landmark::left_shoulder);
  const auto right = point_of(frame.image, frame, Landmark::right_shoulder);
  if (!left || !right || !(height > 0)) return std::nullopt;
  const cv::Point2d shoulders = (*left + *right) / 2;
  watch::Outline outline;
  outline.shoulders_x = shoulders.x / height;
  outline.shoulders_y = shoulders.y / height;
  outline.shoulder_width = cv::norm(*left - *right) / height;
  if (const auto ears = middle_of(frame.image, frame, Landmark::left_ear, Landmark::right_ear)) {
    outline.head = cv::norm(*ears - shoulders) / height;
  }
  if (const auto hips = middle_of(frame.image, frame, Landmark::left_hip, Landmark::right_hip)) {
    outline.trunk = cv::norm(*hips - shoulders) / height;
  }
  return outline;
}

}  // namespace

std::optional<cv::Rect2d> box_of(const pose::PoseFrame& frame) {
  std::optional<cv::Rect2d> box;
  for (std::size_t i = 0; i < pose::kLandmarks; ++i) {
    const auto point = point_of(frame.image, frame, static_cast<Landmark>(i));
    if (!point) continue;
    const cv::Rect2d pixel(*point, cv::Size2d(1, 1));
    box = box ? *box | pixel : pixel;
  }
  return box;
}

Appraiser::Appraiser(const body::Person& person, pose::LandmarkSource source)
    : person_(person), source_(source) {}

Appraiser::Places Appraiser::places_of(const pose::PoseFrame& frame) const {
  // A file's landmarks lie about the hips, so only what moves against these is told from one.
  const bool from_file = source_ == pose::LandmarkSource::file;
  const auto scale = from_file ? std::optional(1.0) : metres_per_pixel(frame);
  if (!scale) return {frame.time, {}, {}, {}, {}};
  const pose::LandmarkPoints& points = from_file ? frame.world : frame.image;
  const auto scaled = [&](std::optional<cv::Point2d> point) {
    if (point) *point *= *scale;
    return point;
  };
  return {frame.time,
          scaled(middle_of(points, frame, Landmark::left_shoulder, Landmark::right_shoulder)),
          scaled(middle_of(points, frame, Landmark::left_hip, Landmark::right_hip)),
          scaled(point_of(points, frame, Landmark::left_elbow)),
          scaled(point_of(points, frame, Landmark::right_elbow))};
}

bool Appraiser::moves(const Places& now) const {
  if (!before_) return false;
  const double seconds = now.time - before_->time;
  if (!(seconds > 0) || seconds > kLongestStep) return false;
  const auto faster = [&](const auto& a, const auto& b, double speed) {
    return a && b && cv::norm(*a - *b) > speed * seconds;
  };
  return faster(now.shoulders, before_->shoulders, kMoveSpeed) ||
         faster(now.hips, before_->hips, kMoveSpeed) ||
         faster(now.left_elbow, before_->left_elbow, kArmSpeed) ||
         faster(now.right_elbow, before_->right_elbow, kArmSpeed);
}

void Appraiser::see_from(const pose::PoseFrame& frame) {
  View view = View::spatial;
  if (source_ == pose::LandmarkSource::camera) {
    if (last_.size() >= kViewLooks) last_.erase(last_.begin());
    last_.push_back(frame);
    view = posture::classify_view(last_);
  }
  if (view_ == view) return;
  view_ = view;
  posture::EstimatorOptions options;
  options.noise = posture::landmark_noise(view);
  options.fast = std::vector<posture::FastStretch>{};  // looks are too far apart to tell
  estimator_ = std::make_unique<posture::PostureEstimator>(
      person_, posture::population_calibration(), view, std::move(options));
}

watch::Look Appraiser::appraise(const pose::PoseFrame& frame, watch::Time at, double height) {
  watch::Look look;
  look.at = at;
  if (!frame.present) {
    before_.reset();
    return look;
  }
  look.sight = watch::Sight::present;
  see_from(frame);
  look.measures = measures_of(estimator_->estimate(frame));
  look.outline = outline_of(frame, height);
  const Places places = places_of(frame);
  look.moving = moves(places);
  before_ = places;
  return look;
}

}  // namespace dorsal::pipeline
