#include "drawing.hpp"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace dorsal::back_contour {

void draw(const cv::Mat& bgr, const Trunk& trunk, const Outline& outline,
          const std::array<float, 2>& stretch, const std::string& file) {
  const float zoom = 400 / trunk.length;
  const float reach = 0.9F * trunk.length;
  const Point corner = trunk.at(0.5F, 0) - Point::Constant(reach);
  const auto to = [&](const Point& p) {
    const Point q = (p - corner) * zoom;
    return cv::Point(static_cast<int>(q.x()), static_cast<int>(q.y()));
  };
  const cv::Mat matrix =
      (cv::Mat_<double>(2, 3) << zoom, 0, -corner.x() * zoom, 0, zoom, -corner.y() * zoom);
  cv::Mat out;
  const int side = static_cast<int>(2 * reach * zoom);
  cv::warpAffine(bgr, out, matrix, cv::Size(side, side));
  cv::line(out, to(trunk.hip), to(trunk.at(1, 0)), {255, 255, 0});
  for (std::size_t k = 0; k < kStations; ++k) {
    const float s = static_cast<float>(k) * kStationStep;
    const auto dot = [&](float offset, const cv::Scalar& c) {
      if (!std::isnan(offset)) cv::circle(out, to(trunk.at(s, offset)), 2, c, cv::FILLED);
    };
    dot(outline.of_mask[k], {0, 0, 255});
    dot(outline.of_picture[k], {0, 255, 0});
  }
  for (const float s : stretch)
    cv::line(out, to(trunk.at(s, 0)), to(trunk.at(s, 0.6F)), {255, 0, 0});
  cv::imwrite(file, out);
}

}  // namespace dorsal::back_contour
