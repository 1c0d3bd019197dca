#include "scene.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "look_limits.hpp"

namespace dorsal::pipeline {
namespace {

using namespace look_limits;

double middle_value(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

cv::Rect2d with_margin(const cv::Rect2d& box) {
  const double x = kBodyMargin * box.width;
  const double y = kBodyMargin * box.height;
  return {box.x - x, box.y - y, box.width + 2 * x, box.height + 2 * y};
}

bool covers(const std::optional<cv::Rect2d>& person, const cv::Rect& patch) {
  return person && (with_margin(*person) & cv::Rect2d(patch)).area() > 0;
}

bool has_texture(const cv::Mat& patch) {
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(patch, mean, deviation);
  return deviation[0] >= kTexture;
}

// [px] how far the best place of a patch is from its own; unset: it is not to be found.
std::optional<double> found_at(const cv::Mat& patch, const cv::Mat& picture, const cv::Rect& own) {
  const cv::Rect around(own.x - kSearch, own.y - kSearch, own.width + 2 * kSearch,
                        own.height + 2 * kSearch);
  cv::Mat likeness;
  cv::matchTemplate(picture(around), patch, likeness, cv::TM_CCOEFF_NORMED);
  double best = 0;
  cv::Point place;
  cv::minMaxLoc(likeness, nullptr, &best, nullptr, &place);
  if (best < kLikeness) return std::nullopt;
  return std::hypot(place.x - kSearch, place.y - kSearch);
}

}  // namespace

cv::Mat small_grey(const cv::Mat& bgr) {
  const int width = std::min(kSmallWidth, bgr.cols);
  const int height = std::max(1, bgr.rows * width / bgr.cols);
  cv::Mat small;
  cv::resize(bgr, small, {width, height}, 0, 0, cv::INTER_AREA);
  cv::Mat grey;
  cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

bool differs(const cv::Mat& small, const cv::Mat& before) {
  if (small.size() != before.size()) return true;
  cv::Mat change;
  cv::subtract(small, before, change, cv::noArray(), CV_32F);
  const cv::Size cells{std::max(1, small.cols / kCell), std::max(1, small.rows / kCell)};
  cv::Mat means;
  cv::resize(change, means, cells, 0, 0, cv::INTER_AREA);
  const std::vector<double> values(means.begin<float>(), means.end<float>());
  const double light = middle_value(values);
  return std::ranges::any_of(values,
                             [&](double value) { return std::abs(value - light) > kCellChange; });
}

void Backdrop::remember(const cv::Mat& small, const std::optional<cv::Rect2d>& person) {
  small_ = small.clone();
  person_ = person;
}

std::optional<double> Backdrop::shift(const cv::Mat& small,
                                      const std::optional<cv::Rect2d>& person) const {
  if (small_.empty()) return std::nullopt;
  if (small.size() != small_.size()) return 1.0;
  std::vector<double> shifts;
  int patches = 0;
  for (int y = kSearch; y + kPatch + kSearch <= small.rows; y += kPatch) {
    for (int x = kSearch; x + kPatch + kSearch <= small.cols; x += kPatch) {
      const cv::Rect patch(x, y, kPatch, kPatch);
      if (covers(person, patch) || covers(person_, patch) || !has_texture(small_(patch))) continue;
      ++patches;
      if (const auto by = found_at(small_(patch), small, patch)) shifts.push_back(*by / small.rows);
    }
  }
  if (patches < kFewestPatches) return std::nullopt;
  if (static_cast<double>(shifts.size()) < kStandingShare * patches) return 1.0;
  return middle_value(std::move(shifts));
}

}  // namespace dorsal::pipeline
