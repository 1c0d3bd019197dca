#pragma once

#include <memory>
#include <opencv2/core/types.hpp>
#include <optional>
#include <vector>

#include "dorsal/body/person.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/estimator.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::pipeline {

/// Landmarks to what a look says of the person, one pose after another.
class Appraiser {
 public:
  /// @param source  file: the landmarks carry true depth, and there is no picture
  Appraiser(const body::Person& person, pose::LandmarkSource source);

  /// @param height  [px] of the picture
  /// @return sight absent where the pose shows nobody
  [[nodiscard]] watch::Look appraise(const pose::PoseFrame& frame, watch::Time at, double height);

 private:
  /// Where parts of the body are; [m] in the picture's plane, from its top left corner.
  struct Places {
    double time = 0;  // [s]
    std::optional<cv::Point2d> shoulders;
    std::optional<cv::Point2d> hips;
    std::optional<cv::Point2d> left_elbow;
    std::optional<cv::Point2d> right_elbow;
  };
  [[nodiscard]] Places places_of(const pose::PoseFrame& frame) const;
  [[nodiscard]] bool moves(const Places& now) const;
  void see_from(const pose::PoseFrame& frame);

  body::Person person_;
  pose::LandmarkSource source_;
  std::vector<pose::PoseFrame> last_;  // some looks, for the side that the camera sees
  std::optional<posture::View> view_;
  std::unique_ptr<posture::PostureEstimator> estimator_;
  std::optional<Places> before_;
};

/// The box around the landmarks that are seen; [px]. Unset: there are none in the picture.
[[nodiscard]] std::optional<cv::Rect2d> box_of(const pose::PoseFrame& frame);

}  // namespace dorsal::pipeline
