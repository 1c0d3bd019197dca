#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "dorsal/base/result.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/media/frame_source.hpp"
#include "dorsal/pose/tracker.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::pipeline {

/// How to look.
struct LookRequest {
  std::filesystem::path pose_models;  // folder of the pose networks
  pose::Variant variant = pose::Variant::full;
  std::optional<body::Person> person;  // unset: the default body
};

/// Gives looks at a workplace, one at a time, to whoever says when.
class LookSource {
 public:
  LookSource() = default;
  LookSource(const LookSource&) = delete;
  LookSource& operator=(const LookSource&) = delete;
  virtual ~LookSource() = default;

  /// @param at              not before that of the last call
  /// @param skip_unchanged  a picture in which nothing moved need not be measured
  /// @return unset after the last picture of a recording. Of a camera that is gone, a look that
  ///   says so; the next one tries it again
  /// @error of pose; of a recording also those of media. A camera's failures are looks
  [[nodiscard]] virtual Result<std::optional<watch::Look>> look(watch::Time at,
                                                                bool skip_unchanged) = 0;
  /// Lets the camera go until the next look.
  virtual void let_go() {}
  /// From the next look on the background counts as where it belongs: a calibration begins.
  virtual void remember_backdrop() {}
  /// Why the last look saw no camera; empty: it did see.
  [[nodiscard]] virtual std::string trouble() const { return {}; }
};

/// Looks through a camera of this machine, which is opened by the first look.
/// @error of pose
[[nodiscard]] Result<std::unique_ptr<LookSource>> look_through_camera(int number,
                                                                      const LookRequest& request);

/// Looks at a recording as if it were a camera: video, or a landmark file.
/// @param begin  the time of its first frame
/// @error of media, of pose or of the landmark reader; unsupported: stills, which have no time
[[nodiscard]] Result<std::unique_ptr<LookSource>> look_at_recording(
    const std::filesystem::path& path, watch::Time begin, const LookRequest& request);

/// Looks at pictures that the caller hands over; for tests and measurements.
/// @param open  gives the pictures, and is asked again a look after they have failed
/// @param live  a camera: the newest picture counts, and its failures are looks
/// @error of pose
using OpenFrames = std::function<Result<std::unique_ptr<media::FrameSource>>()>;
[[nodiscard]] Result<std::unique_ptr<LookSource>> look_at_frames(OpenFrames open, bool live,
                                                                 watch::Time begin,
                                                                 const LookRequest& request);

}  // namespace dorsal::pipeline
