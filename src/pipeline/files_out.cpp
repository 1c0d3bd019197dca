#include "files_out.hpp"

#include <system_error>
#include <utility>

#include "dorsal/report/html.hpp"

namespace dorsal::pipeline {
namespace {

namespace fs = std::filesystem;

// The uppermost folder on the way to `path` that is not there yet; empty when all are.
fs::path first_missing(const fs::path& path) {
  fs::path missing;
  std::error_code ignored;
  for (fs::path part = path; !part.empty() && !fs::exists(part, ignored);
       part = part.parent_path()) {
    missing = part;
    if (part == part.parent_path()) break;
  }
  return missing;
}

}  // namespace

Result<OutputFolder> OutputFolder::open(const std::optional<Output>& output) {
  std::error_code error;
  if (!output) {
    const fs::path folder = fs::temp_directory_path(error);
    if (error) {
      return fail(ErrorCode::write_failed, "there is no folder for temporary files", "TMPDIR",
                  "set it to a folder that can be written to, or give --out");
    }
    return OutputFolder(folder, {});
  }
  const fs::path path = output->folder.lexically_normal();
  const fs::path made = first_missing(path);
  fs::create_directories(path, error);
  if (error) {
    return fail(ErrorCode::write_failed, "this folder cannot be made: " + error.message(),
                path.string(), "give another one with --out");
  }
  return OutputFolder(path, made);
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)), made_(std::exchange(other.made_, {})) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!made_.empty()) fs::remove_all(made_, ignored);
}

Result<SeriesFiles> SeriesFiles::create(const std::optional<Output>& output,
                                        const Recording& recording) {
  SeriesFiles series;
  if (!output) return series;
  const fs::path& folder = output->folder;
  DORSAL_TRY(auto landmarks, report::WholeFile::create(folder / "landmarks.trc"));
  DORSAL_TRY(auto motion, report::MotionFile::create(folder / "posture.mot"));
  DORSAL_TRY(auto loads, report::LoadFile::create(folder / "loads.sto"));
  pose::LandmarkWriter writer(pose::LandmarkFormat::trc,
                              {recording.input.name, recording.input.fps, recording.frames.size()});
  series.files_.emplace(
      Files{std::move(landmarks), std::move(writer), std::move(motion), std::move(loads)});
  DORSAL_TRY_VOID(series.files_->landmarks.write(series.files_->landmark_writer.begin()));
  return series;
}

Result<void> SeriesFiles::add_landmarks(const pose::PoseFrame& frame) {
  if (!files_) return {};
  return files_->landmarks.write(files_->landmark_writer.add(frame));
}

Result<void> SeriesFiles::add_posture(double time, const body::Posture& posture) {
  if (!files_) return {};
  return files_->motion.add(time, posture);
}

Result<void> SeriesFiles::add_load(double time, const load::LoadFrame& frame) {
  if (!files_) return {};
  return files_->loads.add(time, frame);
}

Result<void> SeriesFiles::commit() {
  if (!files_) return {};
  DORSAL_TRY_VOID(files_->landmarks.write(files_->landmark_writer.end()));
  DORSAL_TRY_VOID(files_->landmarks.commit());
  DORSAL_TRY_VOID(files_->motion.commit());
  return files_->loads.commit();
}

Result<void> write_report(const report::Assessment& assessment, const Output& output) {
  DORSAL_TRY_VOID(
      report::write_whole_file(output.folder / "exposure.csv", report::exposure_csv(assessment)));
  DORSAL_TRY_VOID(
      report::write_whole_file(output.folder / "report.json", report::report_json(assessment)));
  return report::write_whole_file(output.folder / "report.html",
                                  report::report_html(assessment, output.language));
}

}  // namespace dorsal::pipeline
