#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::media {

/// One picture of a recording.
struct Frame {
  cv::Mat bgr;  // (row, column) 3 x 8 bit, upright
  double time = std::numeric_limits<double>::quiet_NaN();  // [s] from the first frame, never falls
  std::size_t index = 0;                                   // from 0
};

enum class SourceKind { video, stills, camera };

/// What is known of a recording before its frames are read.
struct SourceInfo {
  std::string name;  // file or folder name, or "camera 0"
  SourceKind kind = SourceKind::video;
  int width = 0;   // [px] upright; of the first picture where pictures differ
  int height = 0;  // [px]
  // [1/s]; NaN where frames are uneven or the container does not say. Stills: NaN.
  double fps = std::numeric_limits<double>::quiet_NaN();
  std::optional<std::size_t> frames;  // as the container says; it may be wrong
};

/// Gives pictures one after another.
class FrameSource {
 public:
  FrameSource() = default;
  FrameSource(const FrameSource&) = delete;
  FrameSource& operator=(const FrameSource&) = delete;
  virtual ~FrameSource() = default;

  [[nodiscard]] virtual const SourceInfo& info() const = 0;

  /// Decodes the next picture into `frame`, whose buffer is used again where it fits: whoever keeps
  /// a picture longer than until the next call clones it.
  /// @return false at the end
  /// @error unreadable a still that cannot be decoded; the next call goes on with the one after it
  [[nodiscard]] virtual Result<bool> read(Frame& frame) = 0;

  /// What was odd about the recording: complete once read() has said that it is at the end.
  [[nodiscard]] virtual std::vector<Diagnostic> diagnostics() const = 0;
};

/// Opens a video, an image (turned upright by its EXIF tag) or a folder of images (by name). Times
/// are the container's own; stills have none, and their index stands in its place.
/// @error no_such_file; unreadable: empty, not a video or image whatever its name, or no picture in
///        it; unsupported: none of the known endings; missing: a folder without images
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_source(const std::filesystem::path& path);

/// How often a camera is asked.
enum class CameraUse {
  every_picture,  ///< as the camera comes
  now_and_then,   ///< at its lowest useful rate; each picture is one taken after it was asked for
};

/// Opens a camera of this machine; frames carry the time since the first one was taken.
/// @error unreadable no such camera, or another program holds it
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_camera(
    int number, CameraUse use = CameraUse::every_picture);

/// Keeps OpenCV and FFmpeg from writing to standard error and from starting threads of their own.
/// open_source and open_camera do it by themselves; a program with threads calls it first thing,
/// because it sets environment variables.
void quieten_libraries();

}  // namespace dorsal::media
