#include "dorsal/media/jpeg.hpp"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace dorsal::media {

std::string encode_jpeg(const Frame& frame) {
  constexpr int kWidest = 1280;  // [px] wider than a report shows it
  constexpr int kQuality = 85;   // [%]
  try {
    cv::Mat picture = frame.bgr;
    if (picture.cols > kWidest) {
      const int height = std::max(1, picture.rows * kWidest / picture.cols);
      cv::resize(frame.bgr, picture, cv::Size(kWidest, height), 0, 0, cv::INTER_AREA);
    }
    std::vector<unsigned char> bytes;
    if (!cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, kQuality})) return {};
    return {bytes.begin(), bytes.end()};
  } catch (const cv::Exception&) {
    return {};
  }
}

}  // namespace dorsal::media
