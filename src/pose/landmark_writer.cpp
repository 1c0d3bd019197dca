#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <utility>

#include "dorsal/pose/landmark_files.hpp"
#include "marker_names.hpp"

namespace dorsal::pose {
namespace {

using Out = std::back_insert_iterator<std::string>;

// A .trc cannot say how sure a landmark is. One that is more likely outside the picture than inside
// is a guess of the net, and stays out of it.
constexpr float kInside = 0.5F;

bool given(const PoseFrame& frame, std::size_t i) {
  return frame.present && frame.world[i].allFinite();
}

// Stills have their index for a time: one frame in each second.
double rate_for_trc(double fps) { return std::isfinite(fps) ? fps : 1.0; }

std::string trc_begin(const LandmarkHead& head) {
  std::string text = fmt::format(
      "PathFileType\t4\t(X/Y/Z)\t{0}.trc\n"
      "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
      "OrigNumFrames\n{1}\t{1}\t{2}\t{3}\tm\t{1}\t1\t{2}\nFrame#\tTime",
      shown(head.name), rate_for_trc(head.fps), head.frames, kLandmarks);
  for (const auto name : landmark_names()) fmt::format_to(Out(text), "\t{}\t\t", name);
  text += "\n\t";
  for (std::size_t i = 1; i <= kLandmarks; ++i) {
    fmt::format_to(Out(text), "\tX{0}\tY{0}\tZ{0}", i);
  }
  return text + "\n\n";
}

std::string trc_row(const PoseFrame& frame, std::size_t number) {
  std::string text = fmt::format("{}\t{:.6f}", number, frame.time);
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    const auto& p = frame.world[i];
    const bool inside = frame.presence[i] >= kInside || frame.visibility[i] >= kInside;
    if (given(frame, i) && inside) {
      fmt::format_to(Out(text), "\t{:.5f}\t{:.5f}\t{:.5f}", p.x(), p.y(), p.z());
    } else {
      text += "\t\t\t";
    }
  }
  return text + "\n";
}

std::string csv_begin() {
  std::string text = "time_s";
  for (const auto name : landmark_names()) {
    fmt::format_to(Out(text), ",{0}_x_m,{0}_y_m,{0}_z_m,{0}_visibility,{0}_presence", name);
  }
  return text + "\n";
}

std::string csv_row(const PoseFrame& frame) {
  std::string text = fmt::format("{:.6f}", frame.time);
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    const auto& p = frame.world[i];
    if (given(frame, i)) {
      fmt::format_to(Out(text), ",{:.5f},{:.5f},{:.5f},{:.3f},{:.3f}", p.x(), p.y(), p.z(),
                     frame.visibility[i], frame.presence[i]);
    } else {
      text += ",,,,,";
    }
  }
  return text + "\n";
}

std::string json_begin(const LandmarkHead& head) {
  std::string text = "{\"fps\": ";
  text += std::isfinite(head.fps) ? fmt::format("{}", head.fps) : "null";
  text += ", \"unit\": \"m\", \"frame\": \"hip\", \"axes\": \"y_up\",\n \"names\": [";
  const char* comma = "";
  for (const auto name : landmark_names()) {
    fmt::format_to(Out(text), "{}\"{}\"", comma, name);
    comma = ", ";
  }
  return text + "],\n \"frames\": [";
}

std::string json_frame(const PoseFrame& frame) {
  std::string text = fmt::format("{{\"t\": {:.6f}, \"points\": ", frame.time);
  if (!frame.present) return text + "null}";
  std::string presence;
  const char* comma = "[";
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    const auto& p = frame.world[i];
    if (given(frame, i)) {
      fmt::format_to(Out(text), "{}[{:.5f},{:.5f},{:.5f},{:.3f}]", comma, p.x(), p.y(), p.z(),
                     frame.visibility[i]);
    } else {
      fmt::format_to(Out(text), "{}null", comma);
    }
    fmt::format_to(Out(presence), "{}{:.3f}", comma, frame.presence[i]);
    comma = ",";
  }
  return text + "], \"presence\": " + presence + "]}";
}

}  // namespace

LandmarkWriter::LandmarkWriter(LandmarkFormat format, LandmarkHead head)
    : format_(format), head_(std::move(head)) {}

std::string LandmarkWriter::begin() const {
  if (format_ == LandmarkFormat::trc) return trc_begin(head_);
  return format_ == LandmarkFormat::csv ? csv_begin() : json_begin(head_);
}

std::string LandmarkWriter::add(const PoseFrame& frame) {
  ++added_;
  if (format_ == LandmarkFormat::trc) return trc_row(frame, added_);
  if (format_ == LandmarkFormat::csv) return csv_row(frame);
  return (added_ > 1 ? ",\n  " : "\n  ") + json_frame(frame);
}

std::string LandmarkWriter::end() const { return format_ == LandmarkFormat::json ? "\n]}\n" : ""; }

std::string landmark_text(LandmarkFormat format, const PoseTrack& track) {
  LandmarkHead head;
  head.fps = track.fps;
  head.frames = track.frames.size();
  LandmarkWriter writer(format, std::move(head));
  std::string text = writer.begin();
  for (const PoseFrame& frame : track.frames) text += writer.add(frame);
  return text + writer.end();
}

}  // namespace dorsal::pose
