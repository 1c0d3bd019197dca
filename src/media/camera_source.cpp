#include <chrono>
#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>
#include <utility>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {
namespace {

// Two looks a second are the most; a slower camera would keep a look waiting. [1/s]
constexpr double kLowRate = 5;
// The smallest common size in which the nets see a person at a desk as well as in a larger one.
// [px]
constexpr int kLowWidth = 640;
constexpr int kLowHeight = 480;

class CameraSource final : public FrameSource {
 public:
  CameraSource(const cv::VideoCapture& capture, SourceInfo info, CameraUse use)
      : capture_(capture), info_(std::move(info)), use_(use) {}  // copies share the camera

  [[nodiscard]] const SourceInfo& info() const override { return info_; }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return {}; }

  [[nodiscard]] Result<bool> read(Frame& frame) override {
    try {
      // The camera filled its buffer soon after it was last emptied, however long that is ago.
      if (use_ == CameraUse::now_and_then && count_ > 0) capture_.grab();
      if (!capture_.read(frame.bgr) || frame.bgr.empty()) {
        return fail(ErrorCode::unreadable, "the camera gives no more pictures", info_.name);
      }
    } catch (const std::exception& e) {
      return fail(ErrorCode::unreadable, std::string("the camera failed: ") + e.what(), info_.name);
    }
    const auto now = std::chrono::steady_clock::now();
    if (count_ == 0) start_ = now;
    frame.time = std::chrono::duration<double>(now - start_).count();
    frame.index = count_++;
    return true;
  }

 private:
  cv::VideoCapture capture_;
  SourceInfo info_;
  CameraUse use_;
  std::size_t count_ = 0;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> open_camera(int number, CameraUse use) {
  quieten_libraries();
  SourceInfo info;
  info.name = "camera " + std::to_string(number);
  info.kind = SourceKind::camera;
  try {
    cv::VideoCapture capture(number, cv::CAP_V4L2);
    if (capture.isOpened()) {
      capture.set(cv::CAP_PROP_BUFFERSIZE, 1);  // no queue of old pictures
      if (use == CameraUse::now_and_then) {
        capture.set(cv::CAP_PROP_FRAME_WIDTH, kLowWidth);
        capture.set(cv::CAP_PROP_FRAME_HEIGHT, kLowHeight);
        capture.set(cv::CAP_PROP_FPS, kLowRate);
      }
      info.width = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_WIDTH));
      info.height = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_HEIGHT));
      return std::unique_ptr<FrameSource>(new CameraSource(capture, std::move(info), use));
    }
  } catch (const std::exception&) {  // of OpenCV: told below
  }
  return fail(ErrorCode::unreadable, "there is no such camera, or another program holds it",
              info.name, "see which ones there are with: ls /dev/video*");
}

}  // namespace dorsal::media
