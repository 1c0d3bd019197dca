#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "dorsal/base/result.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

/// The three sizes of the landmark net.
enum class Variant { lite, full, heavy };

struct TrackerOptions {
  Variant variant = Variant::full;
  bool smoothing = true;            // One-Euro in time; never for stills
  bool detect_every_frame = false;  // true: no frame knows of the one before; for stills
  // [s] with detect_every_frame: where the detector finds nobody, somebody whom it found no longer
  // ago is looked for where they were; a hand before the face hides them from it. 0: never.
  double remember = 0;
  bool mask = false;  // true: mask() works; costs about half more time
  // [px] of the picture: follow the person nearest to it. None: the largest.
  std::optional<Eigen::Vector2f> person;
};

/// How pictures that do not follow each other in time are to be treated.
[[nodiscard]] TrackerOptions for_stills(TrackerOptions options);

/// Where the person is, in the net's own turned square around them.
struct BodyMask {
  cv::Mat probability;  // (row, column) float 0..1, 256 x 256
  // [px] of the picture from (column, row, 1) of the mask; both count from the centre of their
  // first pixel
  Eigen::Matrix<float, 2, 3> picture_from_mask = Eigen::Matrix<float, 2, 3>::Zero();
};

/// Finds one person in a picture and follows them through a recording. Holds the state of one
/// recording, so one tracker per recording and thread.
/// @source Bazarevsky 2020, arXiv:2006.10204 (BlazePose)
class Tracker {
 public:
  /// @param models  folder with pose_detection.tflite and pose_landmark_{lite,full,heavy}.tflite
  /// @error no_such_file; wrong_hash: not the files that dorsal was made with
  [[nodiscard]] static Result<Tracker> create(const std::filesystem::path& models,
                                              const TrackerOptions& options = {});
  Tracker(Tracker&&) noexcept;
  Tracker& operator=(Tracker&&) noexcept;
  ~Tracker();

  /// @param bgr   (row, column) 3 x 8 bit, upright
  /// @param time  [s], not before that of the last call
  /// @return a frame with present = false where nobody is found
  /// @error malformed: an empty picture, or not 3 x 8 bit
  [[nodiscard]] Result<PoseFrame> track(const cv::Mat& bgr, double time);

  /// Whether the whole picture was last found to show several people, none of them plainly the one
  /// nearest to the camera. Known anew with each frame only where options.detect_every_frame is
  /// set.
  [[nodiscard]] bool several_people() const;

  /// Forgets the person and the filters: the next frame starts anew.
  void reset();

  /// Of the last frame; none where nobody was found or the options did not ask for it.
  [[nodiscard]] std::optional<BodyMask> mask() const;

 private:
  struct State;
  explicit Tracker(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::pose
