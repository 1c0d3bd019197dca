#include "recording.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "dorsal/base/printable.hpp"
#include "dorsal/media/frame_source.hpp"
#include "dorsal/media/jpeg.hpp"
#include "dorsal/media/prefetcher.hpp"
#include "dorsal/pose/landmark_files.hpp"
#include "dorsal/pose/tracker.hpp"

namespace dorsal::pipeline {
namespace {

namespace fs = std::filesystem;

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

std::string display_name(const fs::path& path) {
  std::error_code error;
  const fs::path whole =
      fs::absolute(path, error).lexically_normal();  // "." has no name of its own
  return printable((whole.has_filename() ? whole : whole.parent_path()).filename().string());
}

// Counts a frame and keeps it.
Result<void> keep(Recording& recording, const pose::PoseFrame& frame, std::size_t index,
                  int picture = 0) {
  ++recording.input.frames_read;
  if (frame.present) ++recording.input.frames_with_person;
  if (std::isfinite(frame.time)) recording.input.duration = frame.time;
  PoseRecord record = to_record(frame);
  record.index = index;
  record.picture = static_cast<float>(picture);
  return recording.frames.append(record);
}

Result<Recording> record_landmarks(const fs::path& path, const fs::path& scratch) {
  DORSAL_TRY(pose::LandmarkFile file, pose::read_landmarks(path));
  DORSAL_TRY(auto spool, Spool<PoseRecord>::create(scratch));
  Recording recording{
      .input = {}, .diagnostics = std::move(file.diagnostics), .frames = std::move(spool)};
  recording.input.kind = report::InputKind::landmarks;
  recording.input.fps = file.track.fps;
  recording.source = pose::LandmarkSource::file;
  for (const pose::PoseFrame& frame : file.track.frames) {
    DORSAL_TRY_VOID(keep(recording, frame, recording.input.frames_read));
  }
  DORSAL_TRY_VOID(recording.frames.settle());
  return recording;
}

report::InputKind kind_of(const media::SourceInfo& info, const fs::path& path) {
  if (info.kind == media::SourceKind::video) return report::InputKind::video;
  std::error_code error;
  return fs::is_directory(path, error) ? report::InputKind::image_folder : report::InputKind::image;
}

Result<Recording> record_pictures(const Request& request, const fs::path& path,
                                  const fs::path& scratch, Progress& progress) {
  DORSAL_TRY(auto source, media::open_source(path));
  media::Prefetcher pictures(std::move(source));
  const media::SourceInfo& info = pictures.info();
  const bool stills = info.kind == media::SourceKind::stills;
  DORSAL_TRY(pose::Tracker tracker,
             pose::Tracker::create(request.pose_models,
                                   stills ? pose::for_stills(request.tracking) : request.tracking));
  DORSAL_TRY(auto spool, Spool<PoseRecord>::create(scratch));
  Recording recording{.input = {}, .stills = stills, .diagnostics = {}, .frames = std::move(spool)};
  recording.input.kind = kind_of(info, path);
  recording.input.fps = info.fps;
  media::Frame frame;
  for (;;) {
    DORSAL_TRY_VOID(go_on(progress));
    auto more = pictures.read(frame);
    if (!more && stills && recording.input.kind == report::InputKind::image_folder) {
      // One bad picture does not spoil a folder.
      recording.diagnostics.push_back({more.error().sentence, more.error().place});
      continue;
    }
    if (!more) return tl::unexpected(std::move(more).error());
    if (!*more) break;
    DORSAL_TRY(const pose::PoseFrame found, tracker.track(frame.bgr, frame.time));
    DORSAL_TRY_VOID(keep(recording, found, frame.index, std::max(frame.bgr.cols, frame.bgr.rows)));
    progress.at("frames looked at:", recording.input.frames_read, info.frames.value_or(0));
  }
  std::ranges::move(pictures.diagnostics(), std::back_inserter(recording.diagnostics));
  if (recording.input.frames_read == 0) {
    return fail(ErrorCode::unreadable, "no picture in it could be read", path.string(),
                "give a video or photo that other programs can show");
  }
  DORSAL_TRY_VOID(recording.frames.settle());
  return recording;
}

template <std::size_t N>
void copy_points(const pose::LandmarkPoints& from, std::array<std::array<float, 3>, N>& to) {
  for (std::size_t i = 0; i < N; ++i) to[i] = {from[i].x(), from[i].y(), from[i].z()};
}

}  // namespace

bool is_landmark_file(const fs::path& path) {
  const std::string extension = lower_extension(path);
  return extension == ".trc" || extension == ".csv" || extension == ".json";
}

PoseRecord to_record(const pose::PoseFrame& frame) {
  PoseRecord record{};
  record.time = frame.time;
  record.present = frame.present;
  record.score = frame.score;
  record.visibility = frame.visibility;
  record.presence = frame.presence;
  copy_points(frame.world, record.world);
  copy_points(frame.image, record.image);
  return record;
}

pose::PoseFrame from_record(const PoseRecord& record) {
  pose::PoseFrame frame;
  frame.time = record.time;
  frame.present = record.present;
  frame.score = record.score;
  frame.visibility = record.visibility;
  frame.presence = record.presence;
  for (std::size_t i = 0; i < pose::kLandmarks; ++i) {
    frame.world[i] = Eigen::Vector3f(record.world[i].data());
    frame.image[i] = Eigen::Vector3f(record.image[i].data());
  }
  return frame;
}

Result<Recording> record(const Request& request, const fs::path& path, const fs::path& scratch,
                         Progress& progress) {
  auto recording = is_landmark_file(path) ? record_landmarks(path, scratch)
                                          : record_pictures(request, path, scratch, progress);
  if (recording) recording->input.name = display_name(path);
  return recording;
}

std::string picture_of(const fs::path& path, std::size_t index) {
  auto source = media::open_source(path);
  if (!source) return {};
  media::Frame frame;
  for (auto more = (*source)->read(frame); more && *more; more = (*source)->read(frame)) {
    if (frame.index == index) return media::encode_jpeg(frame);
  }
  return {};
}

}  // namespace dorsal::pipeline
