#pragma once

#include <filesystem>
#include <optional>

#include "dorsal/base/result.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/pose/landmark_files.hpp"
#include "dorsal/report/files.hpp"
#include "recording.hpp"

namespace dorsal::pipeline {

/// The folder of one recording: made when needed, and removed again, when it was not there before,
/// if the assessment fails.
class OutputFolder {
 public:
  /// @param output  unset: a folder for temporary files of this machine, in which nothing stays
  /// @error write_failed
  static Result<OutputFolder> open(const std::optional<Output>& output);
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// What lies in it is a result now.
  void keep() { made_.clear(); }

 private:
  OutputFolder(std::filesystem::path path, std::filesystem::path made)
      : path_(std::move(path)), made_(std::move(made)) {}
  std::filesystem::path path_;
  std::filesystem::path made_;  // the uppermost folder that was made; empty: none
};

/// The series that are written frame by frame: landmarks.trc, posture.mot, loads.sto. Without an
/// output everything is left out.
class SeriesFiles {
 public:
  /// @error write_failed
  static Result<SeriesFiles> create(const std::optional<Output>& output,
                                    const Recording& recording);

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
  SeriesFiles() = default;
  std::optional<Files> files_;
};

/// report.html, report.json and exposure.csv.
/// @error write_failed
Result<void> write_report(const report::Assessment& assessment, const Output& output);

}  // namespace dorsal::pipeline
