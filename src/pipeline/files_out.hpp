#pragma once

#include <filesystem>
#include <optional>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/pose/landmark_files.hpp"
#include "dorsal/report/files.hpp"
#include "recording.hpp"

namespace dorsal::pipeline {

/// The series that are written frame by frame: landmarks.trc, posture.mot, loads.sto. One that
/// was not created leaves everything out.
class SeriesFiles {
 public:
  SeriesFiles() = default;
  /// @param model  of the loads
  /// @error write_failed
  static Result<SeriesFiles> create(const std::filesystem::path& folder, const Recording& recording,
                                    const body::Model& model);

  Result<void> add_landmarks(const pose::PoseFrame& frame);
  Result<void> add_posture(double time, const body::Posture& posture);
  Result<void> add_load(double time, const load::LoadFrame& frame);
  /// Gives all of them their names.
  Result<void> commit();

 private:
  struct Files {
    report::WholeFile landmarks;
    pose::LandmarkWriter landmark_writer;
    report::MotionFile motion;
    report::LoadFile loads;
  };
  std::optional<Files> files_;
};

/// report.html, report.json and exposure.csv.
/// @error write_failed
Result<void> write_report(const report::Assessment& assessment, const std::filesystem::path& folder,
                          report::Language language);

}  // namespace dorsal::pipeline
