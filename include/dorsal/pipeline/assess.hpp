#pragma once

#include <filesystem>
#include <optional>

#include "dorsal/base/result.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/pipeline/progress.hpp"
#include "dorsal/pose/tracker.hpp"
#include "dorsal/posture/posture_series.hpp"
#include "dorsal/report/assessment.hpp"
#include "dorsal/report/html.hpp"
#include "dorsal/watch/conditioning.hpp"

namespace dorsal::pipeline {

/// What to assess, and how.
struct Request {
  std::filesystem::path input;         // video, image, folder of images, or a landmark file
  std::optional<body::Person> person;  // unset: the default body, said so
  // Strength by weeks of days; unset: the person's own, or the norm.
  std::optional<watch::Conditioning> conditioning;
  std::optional<std::filesystem::path> calibration;  // a recording of the person held upright
  std::optional<load::Burden> hands;                 // unset: hands taken to be free, said so
  std::optional<posture::View> view;                 // unset: worked out
  std::optional<Angle> field_of_view;  // of the camera, along the longer side; unset: not known
  bool keep_frames = false;
  int uncertainty = 16;               // postures drawn for the band of the loads; 0: no band
  std::filesystem::path pose_models;  // folder of the pose networks
  pose::TrackerOptions tracking;
};

/// Where the files of one recording go. Nothing is there until the assessment has succeeded.
struct Output {
  std::filesystem::path folder;  // of this recording
  report::Language language = report::Language::english;
};

/// Looks, weighs and sums up one recording: media, pose, posture, load, exposure.
/// @param output  unset: no files are written
/// @error of the stage that failed first; a recording that shows nobody is not an error
Result<report::Assessment> assess(const Request& request, const std::optional<Output>& output,
                                  Progress& progress);

}  // namespace dorsal::pipeline
