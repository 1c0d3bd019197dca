#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

/// A landmark file as read: metres, y up, origin at mid hip where both hips are there.
struct LandmarkFile {
  PoseTrack track;                      // source = file; image points are NaN
  std::vector<Diagnostic> diagnostics;  // what was turned, left out or found odd
};

/// Reads landmarks by the file's extension: .json, .trc or .csv (docs/user/landmark-files.md).
/// A frame without any landmark is an absence. Where a file has no visibility, what it gives counts
/// as seen (1) and what it leaves out as not (0); where it has no presence, visibility stands in.
/// @error no_such_file; unreadable; unsupported: another extension, or z up; and those of parse_*
[[nodiscard]] Result<LandmarkFile> read_landmarks(const std::filesystem::path& path);

/// The text of a file as read_landmarks understands it.
/// @param place  name of the file, begins every error's place
/// @error malformed: not this format, rows of unequal length, unknown or repeated names; missing:
///        a shoulder, the times, every frame; wrong_unit: none given, or one that makes a giant or
///        a dwarf of the body; out_of_range: times that do not rise, a rate of 0; not_finite
[[nodiscard]] Result<LandmarkFile> parse_landmark_json(std::string_view text,
                                                       std::string_view place);
[[nodiscard]] Result<LandmarkFile> parse_trc(std::string_view text, std::string_view place);
[[nodiscard]] Result<LandmarkFile> parse_landmark_csv(std::string_view text,
                                                      std::string_view place);

enum class LandmarkFormat { json, trc, csv };

/// What a landmark file says before its first frame.
struct LandmarkHead {
  std::string name = "landmarks";  // of the recording; .trc keeps it
  // [1/s]; NaN where frames are uneven, or are stills whose times are their indices
  double fps = std::numeric_limits<double>::quiet_NaN();
  std::size_t frames = 0;  // how many will be added
};

/// Makes a landmark file frame by frame, so that no recording has to be in memory: the file is
/// begin(), then add() of each frame, then end(). Metres, y up. A .trc has no place for visibility:
/// there, points that are more likely outside the picture than inside are left empty.
class LandmarkWriter {
 public:
  LandmarkWriter(LandmarkFormat format, LandmarkHead head);

  [[nodiscard]] std::string begin() const;
  /// @param frame  its time must be later than that of the frame before
  [[nodiscard]] std::string add(const PoseFrame& frame);
  [[nodiscard]] std::string end() const;

 private:
  LandmarkFormat format_;
  LandmarkHead head_;
  std::size_t added_ = 0;
};

/// A whole track as the text of a file.
[[nodiscard]] std::string landmark_text(LandmarkFormat format, const PoseTrack& track);

}  // namespace dorsal::pose
