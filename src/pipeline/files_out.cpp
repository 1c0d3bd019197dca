#include "files_out.hpp"

#include <utility>

#include "dorsal/report/html.hpp"

namespace dorsal::pipeline {

namespace fs = std::filesystem;

Result<SeriesFiles> SeriesFiles::create(const fs::path& folder, const Recording& recording,
                                        const body::Model& model) {
  SeriesFiles series;
  DORSAL_TRY(auto landmarks, report::WholeFile::create(folder / "landmarks.trc"));
  DORSAL_TRY(auto motion, report::MotionFile::create(folder / "posture.mot"));
  DORSAL_TRY(auto loads, report::LoadFile::create(folder / "loads.sto", model));
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

Result<void> write_report(const report::Assessment& assessment, const fs::path& folder,
                          report::Language language) {
  DORSAL_TRY_VOID(
      report::write_whole_file(folder / "exposure.csv", report::exposure_csv(assessment)));
  DORSAL_TRY_VOID(
      report::write_whole_file(folder / "report.json", report::report_json(assessment)));
  return report::write_whole_file(folder / "report.html",
                                  report::report_html(assessment, language));
}

}  // namespace dorsal::pipeline
