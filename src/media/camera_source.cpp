#include <chrono>
#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>
#include <utility>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {
namespace {

class CameraSource final : public FrameSource {
 public:
  CameraSource(const cv::VideoCapture& capture, SourceInfo info)  // copies share the camera
      : capture_(capture), info_(std::move(info)) {}

  [[nodiscard]] const SourceInfo& info() const override { return info_; }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return {}; }

  [[nodiscard]] Result<bool> read(Frame& frame) override {
    try {
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
  std::size_t count_ = 0;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> open_camera(int number) {
  quieten_libraries();
  SourceInfo info;
  info.name = "camera " + std::to_string(number);
  info.kind = SourceKind::camera;
  try {
    cv::VideoCapture capture(number, cv::CAP_V4L2);
    if (capture.isOpened()) {
      capture.set(cv::CAP_PROP_BUFFERSIZE, 1);  // the newest picture, not one from a queue
      info.width = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_WIDTH));
      info.height = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_HEIGHT));
      return std::unique_ptr<FrameSource>(new CameraSource(capture, std::move(info)));
    }
  } catch (const std::exception&) {  // of OpenCV: told below
  }
  return fail(ErrorCode::unreadable, "there is no such camera, or another program holds it",
              info.name, "see which ones there are with: ls /dev/video*");
}

}  // namespace dorsal::media
