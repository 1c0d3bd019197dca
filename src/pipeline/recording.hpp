#pragma once

#include <array>
#include <filesystem>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/report/assessment.hpp"
#include "spool.hpp"

namespace dorsal::pipeline {

/// A PoseFrame as it lies in a spool.
struct PoseRecord {
  double time;
  std::size_t index;  // of the picture
  std::array<std::array<float, 3>, pose::kLandmarks> world;
  std::array<std::array<float, 3>, pose::kLandmarks> image;
  std::array<float, pose::kLandmarks> visibility;
  std::array<float, pose::kLandmarks> presence;
  float score;
  float picture;  // [px] longer side; 0: landmarks without a picture
  bool present;
};
[[nodiscard]] PoseRecord to_record(const pose::PoseFrame& frame);
[[nodiscard]] pose::PoseFrame from_record(const PoseRecord& record);

/// A recording reduced to landmarks, whatever it was before.
struct Recording {
  report::Input input;
  pose::LandmarkSource source = pose::LandmarkSource::camera;
  bool stills = false;  // pictures that do not follow each other in time
  std::vector<Diagnostic> diagnostics;
  Spool<PoseRecord> frames;
};

/// By the ending of its name.
[[nodiscard]] bool is_landmark_file(const std::filesystem::path& path);

/// Reads a landmark file, or finds the landmarks in a video, an image or a folder of images.
/// @param scratch  folder for the spool
/// @error of media, pose or the landmark reader; write_failed
Result<Recording> record(const Request& request, const std::filesystem::path& path,
                         const std::filesystem::path& scratch, Progress& progress);

/// The picture of one frame, read again, as a JPEG; empty when it cannot be had.
[[nodiscard]] std::string picture_of(const std::filesystem::path& path, std::size_t index);

}  // namespace dorsal::pipeline
