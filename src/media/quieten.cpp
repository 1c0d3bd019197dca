#include <cstdlib>
#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {
namespace {

int swallow_error(int /*status*/, const char* /*function*/, const char* /*message*/,
                  const char* /*file*/, int /*line*/, void* /*user*/) {
  return 0;  // the exception that follows tells the same
}

}  // namespace

void quieten_libraries() {
  static std::once_flag once;
  std::call_once(once, [] {
    constexpr const char* kQuiet = "-8";  // FFmpeg's AV_LOG_QUIET
    setenv("OPENCV_FFMPEG_LOGLEVEL", kQuiet, 0);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::redirectError(swallow_error);
    cv::setNumThreads(1);
  });
}

}  // namespace dorsal::media
