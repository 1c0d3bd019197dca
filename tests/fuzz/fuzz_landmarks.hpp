#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/pose/landmark_files.hpp"

namespace dorsal::pose {

/// What must hold for every landmark file, whatever its bytes: either an error that reads as one,
/// or frames in order of time whose points are finite or missing.
inline void check_landmarks(const Result<LandmarkFile>& read) {
  if (!read) {
    DORSAL_CHECK(!read.error().sentence.empty() && !read.error().place.empty());
    DORSAL_CHECK(read.error().code != ErrorCode::internal);
    return;
  }
  const PoseTrack& track = read->track;
  DORSAL_CHECK(!track.frames.empty());
  double before = -1;
  for (const PoseFrame& frame : track.frames) {
    DORSAL_CHECK(std::isfinite(frame.time) && frame.time > before);
    before = frame.time;
    for (std::size_t i = 0; i < kLandmarks; ++i) {
      const Eigen::Vector3f& point = frame.world[i];
      DORSAL_CHECK(point.allFinite() || (point.array().isNaN().all() && frame.visibility[i] == 0));
      DORSAL_CHECK(!point.allFinite() || frame.present);
      DORSAL_CHECK(frame.visibility[i] >= 0 && frame.visibility[i] <= 1);
    }
  }
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace dorsal::pose
