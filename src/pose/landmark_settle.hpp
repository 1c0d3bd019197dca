#pragma once

#include <Eigen/Core>
#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/pose/landmark_files.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

/// The length that stands for 1 in a file.
struct LengthUnit {
  std::string_view name;  // m, cm or mm
  double metres = 0;
};

/// @error wrong_unit: not one of m, cm, mm
[[nodiscard]] Result<LengthUnit> length_unit(std::string_view name, std::string_view place);

enum class FileAxes { unstated, y_up, y_down };

/// What a file says of itself.
struct FileClaims {
  std::string place;                                      // the file's name
  std::string unit_place;                                 // where the unit stands
  LengthUnit unit;                                        // of the shoulders
  double fps = std::numeric_limits<double>::quiet_NaN();  // [1/s]; NaN: not said
  FileAxes axes = FileAxes::unstated;
};

/// Refuses what no reader could read: nothing at all, and bytes that are no text. Takes the mark
/// off that some programs put before UTF-8.
[[nodiscard]] Result<std::string_view> readable_text(std::string_view text, std::string_view place);

/// A frame in which nothing has been seen yet.
[[nodiscard]] PoseFrame empty_frame(double time);

/// @error out_of_range: negative, or not after the frame before; not_finite
[[nodiscard]] Result<void> check_time(double time, const PoseTrack& before, std::string_view place);

/// Puts a landmark into a frame: seen, the frame present.
/// @param point  [m] in the file's own axes
/// @error out_of_range: further away than any body; not_finite
[[nodiscard]] Result<void> set_point(PoseFrame& frame, Landmark landmark,
                                     const Eigen::Vector3d& point, std::string_view place);

/// Brings frames in metres to dorsal's axes and origin, and settles their rate.
/// @error missing: no frame, or never both shoulders; wrong_unit; unsupported: z points up
[[nodiscard]] Result<LandmarkFile> settle(LandmarkFile file, const FileClaims& claims);

}  // namespace dorsal::pose
