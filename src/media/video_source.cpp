#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>

#include "sources.hpp"

namespace dorsal::media {
namespace {

class VideoSource final : public FrameSource {
 public:
  VideoSource(const cv::VideoCapture& capture, SourceInfo info)  // copies share the decoder
      : capture_(capture), info_(std::move(info)) {
    if (std::isfinite(info_.fps)) interval_ = 1 / info_.fps;
  }

  [[nodiscard]] const SourceInfo& info() const override { return info_; }

  [[nodiscard]] Result<bool> read(Frame& frame) override {
    try {
      if (!capture_.read(frame.bgr) || frame.bgr.empty()) return false;
      frame.index = count_++;
      frame.time = next_time(capture_.get(cv::CAP_PROP_POS_MSEC) * 1e-3, frame.index);
      return true;
    } catch (const std::exception& e) {  // of OpenCV, or out of memory
      return fail(ErrorCode::unreadable, std::string("a frame cannot be decoded: ") + e.what(),
                  info_.name + " frame " + std::to_string(count_));
    }
  }

  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override {
    // Counts of containers without an index are estimates from the duration; 5 % is their slack.
    constexpr double kWhole = 0.95;
    std::vector<Diagnostic> result;
    if (info_.frames && static_cast<double>(count_) < kWhole * static_cast<double>(*info_.frames)) {
      result.push_back({"the video ends early: " + std::to_string(count_) + " of " +
                            std::to_string(*info_.frames) + " frames could be read",
                        info_.name});
    }
    constexpr std::size_t kDecoderDelay = 32;  // [frame] that come without a stamp at the very end
    if (guessed_ > kDecoderDelay) {
      result.push_back({"time stamps are missing or do not rise in " + std::to_string(guessed_) +
                            " frames; the interval before each is used again",
                        info_.name});
    }
    return result;
  }

 private:
  /// The container's time since the first frame. Where it does not rise, or is not known any more
  /// as for the last frames of a delaying decoder, the last interval is taken again.
  double next_time(double stamp, std::size_t index) {
    if (index == 0) first_ = std::isfinite(stamp) ? stamp : 0;
    double time = stamp - first_;
    if (index > 0 && !(time > last_)) {
      ++guessed_;
      time = last_ + interval_;
    }
    if (index > 0) interval_ = time - last_;
    last_ = time;
    return time;
  }

  cv::VideoCapture capture_;
  SourceInfo info_;
  std::size_t count_ = 0;
  double first_ = 0;     // [s] the container's stamp of the first frame
  double last_ = 0;      // [s] time of the last frame
  double interval_ = 0;  // [s] between the last two
  std::size_t guessed_ = 0;
};

SourceInfo describe(const cv::VideoCapture& capture, std::string name) {
  SourceInfo info;
  info.name = std::move(name);
  info.width = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_WIDTH));
  info.height = static_cast<int>(capture.get(cv::CAP_PROP_FRAME_HEIGHT));
  const double fps = capture.get(cv::CAP_PROP_FPS);
  if (fps > 0 && std::isfinite(fps)) info.fps = fps;
  const double frames = capture.get(cv::CAP_PROP_FRAME_COUNT);
  constexpr double kMostFrames = 1e9;
  if (frames > 0 && frames < kMostFrames) info.frames = static_cast<std::size_t>(frames);
  return info;
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_video(const std::filesystem::path& path) {
  try {
    cv::VideoCapture capture(path.string(), cv::CAP_FFMPEG);
    if (capture.isOpened()) {
      SourceInfo info = describe(capture, path.string());
      return std::unique_ptr<FrameSource>(new VideoSource(capture, std::move(info)));
    }
  } catch (const std::exception&) {  // of OpenCV: told below
  }
  return fail(ErrorCode::unreadable, "no video can be read in this file", path.string(),
              "it may be damaged, hold sound only, or be something else than its name says");
}

}  // namespace dorsal::media
