#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <optional>

namespace dorsal::pipeline {

/// A picture in grey, small enough to be compared in no time.
[[nodiscard]] cv::Mat small_grey(const cv::Mat& bgr);

/// Whether something moved between two small pictures. A lamp or a cloud that changes all of the
/// picture alike does not count.
[[nodiscard]] bool differs(const cv::Mat& small, const cv::Mat& before);

/// Where the still background lies.
class Backdrop {
 public:
  /// @param person  [px] of the small picture; what moves is left out. Unset: nobody
  void remember(const cv::Mat& small, const std::optional<cv::Rect2d>& person);
  void forget() { *this = Backdrop(); }

  /// How far the background lies from where it was remembered, in shares of the picture's height;
  /// 1: hardly anything stands where it stood. Unset: nothing was remembered, or the background
  /// shows too little to tell.
  [[nodiscard]] std::optional<double> shift(const cv::Mat& small,
                                            const std::optional<cv::Rect2d>& person) const;

 private:
  cv::Mat small_;
  std::optional<cv::Rect2d> person_;
};

}  // namespace dorsal::pipeline
