#include "landmark_settle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "marker_names.hpp"
#include "settle_body.hpp"
#include "text_table.hpp"

namespace dorsal::pose {
namespace {

constexpr std::array<LengthUnit, 3> kUnits = {{{"m", 1.0}, {"cm", 1e-2}, {"mm", 1e-3}}};

// No laboratory is that large; keeps every later sum finite in single precision.
constexpr double kFarthest = 1e7;  // [m]

// A gap of a quarter of a frame is more than rounding of times to milliseconds makes at 120 fps.
constexpr double kUnevenShare = 0.25;
// Two clocks differ by less than this; a file that plays at another speed differs by more.
constexpr double kRateShare = 0.02;

// Mean rate of evenly spaced frames; none where they are uneven or fewer than two.
std::optional<double> rate_of(const std::vector<PoseFrame>& frames) {
  if (frames.size() < 2) return std::nullopt;
  const double mean =
      (frames.back().time - frames.front().time) / static_cast<double>(frames.size() - 1);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    const double gap = frames[i].time - frames[i - 1].time;
    if (std::abs(gap - mean) > kUnevenShare * mean) return std::nullopt;
  }
  return 1.0 / mean;
}

void settle_rate(LandmarkFile& file, const FileClaims& claims) {
  const std::optional<double> measured = rate_of(file.track.frames);
  const bool single = file.track.frames.size() < 2;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  file.track.fps = single ? claims.fps : measured.value_or(nan);
  if (!std::isfinite(claims.fps) || single) return;
  if (!measured) {
    file.diagnostics.push_back(
        {"its frames are not evenly spaced; their times are believed, not "
         "the stated rate",
         claims.place});
  } else if (std::abs(*measured - claims.fps) > kRateShare * claims.fps) {
    file.diagnostics.push_back(
        {fmt::format("it states {:g} frames per second, but the times say {:.4g}; the times are "
                     "believed",
                     claims.fps, *measured),
         claims.place});
  } else {
    file.track.fps = claims.fps;
  }
}

Result<void> check_shoulders(const LandmarkFile& file, const FileClaims& claims) {
  const auto& frames = file.track.frames;
  const bool somebody = std::ranges::any_of(frames, [](const PoseFrame& f) { return f.present; });
  if (!somebody || std::ranges::any_of(frames, has_shoulders)) return {};
  return fail(ErrorCode::missing, "no frame has both shoulders", claims.place,
              "give left_shoulder and right_shoulder; without them there is no back to look at");
}

Result<void> check_size(const LandmarkFile& file, const FileClaims& claims) {
  const std::optional<double> size = body_size(file.track.frames);
  if (!size || is_human(*size)) return {};
  const double as_written = *size / claims.unit.metres;
  const auto fitting = std::ranges::find_if(
      kUnits, [&](const LengthUnit& unit) { return is_human(as_written * unit.metres); });
  const std::string sentence =
      fmt::format("a trunk of {:.3g} {} is not human", as_written, claims.unit.name);
  if (fitting == kUnits.end()) {
    return fail(ErrorCode::wrong_unit, sentence + ", nor is it in m, cm or mm", claims.unit_place,
                "give lengths of a real body, not shares of a picture");
  }
  return fail(ErrorCode::wrong_unit,
              fmt::format("{}; the numbers look like {}", sentence, fitting->name),
              claims.unit_place, fmt::format("state {} as their unit", fitting->name));
}

Result<void> settle_axes(LandmarkFile& file, const FileClaims& claims) {
  if (claims.axes == FileAxes::y_up) return {};
  if (claims.axes == FileAxes::y_down) {
    turn_about_x(file.track.frames);
    return {};
  }
  const AxesVote vote = vote_on_axes(file.track.frames);
  if (vote.along_z > vote.voters / 2) {
    if (!vote.centred) {
      return fail(ErrorCode::unsupported, "the body stands along z, but y has to point up",
                  claims.place, "write z in the place of y, and -y in the place of z");
    }
    file.diagnostics.push_back(
        {"the body lies along z; if z points up in this file, write z in the "
         "place of y, and -y in the place of z",
         claims.place});
  } else if (vote.y_down > vote.y_up) {
    turn_about_x(file.track.frames);
    file.diagnostics.push_back(
        {"its y axis points down (the shoulders lie below the hips); it was "
         "turned by 180 degrees about x",
         claims.place});
  }
  return {};
}

}  // namespace

Result<LengthUnit> length_unit(std::string_view name, std::string_view place) {
  const auto found = std::ranges::find_if(
      kUnits, [&](const LengthUnit& unit) { return equal_without_case(unit.name, name); });
  if (found != kUnits.end()) return *found;
  return fail(ErrorCode::wrong_unit,
              name.empty() ? "there is no unit of length"
                           : fmt::format("\"{}\" is no unit of length known here", shown(name)),
              std::string(place), "state m, cm or mm");
}

Result<std::string_view> readable_text(std::string_view text, std::string_view place) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (trimmed(text).empty()) {
    return fail(ErrorCode::malformed, "the file is empty", std::string(place),
                "give a file with landmarks");
  }
  if (text.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::malformed, "this is not a text file", std::string(place),
                "save it as plain text in UTF-8");
  }
  return text;
}

PoseFrame empty_frame(double time) {
  PoseFrame frame;
  frame.time = time;
  const float nan = std::numeric_limits<float>::quiet_NaN();
  frame.world.fill(Eigen::Vector3f::Constant(nan));
  frame.image.fill(Eigen::Vector3f::Constant(nan));
  return frame;
}

Result<void> check_time(double time, const PoseTrack& before, std::string_view place) {
  if (!std::isfinite(time)) {
    return fail(ErrorCode::not_finite, "the time is not a finite number", std::string(place),
                "give the time of every frame in seconds");
  }
  if (time < 0) {
    return fail(ErrorCode::out_of_range, fmt::format("the time {:g} s is negative", time),
                std::string(place), "count times from the start of the recording");
  }
  if (!before.frames.empty() && time <= before.frames.back().time) {
    return fail(
        ErrorCode::out_of_range,
        fmt::format("the time {:g} s does not come after {:g} s", time, before.frames.back().time),
        std::string(place), "put the frames in order of time, each of them once");
  }
  return {};
}

Result<void> set_point(PoseFrame& frame, Landmark landmark, const Eigen::Vector3d& point,
                       std::string_view place) {
  if (!point.allFinite()) {
    return fail(ErrorCode::not_finite, "a coordinate is not a finite number", std::string(place),
                "leave out a landmark that was not measured");
  }
  if (point.cwiseAbs().maxCoeff() > kFarthest) {
    return fail(ErrorCode::out_of_range, "a coordinate is farther away than any body",
                std::string(place), "correct it, or leave the landmark out");
  }
  const auto i = static_cast<std::size_t>(landmark);
  frame.world[i] = point.cast<float>();
  frame.visibility[i] = 1;
  frame.presence[i] = 1;
  frame.present = true;
  frame.score = 1;
  return {};
}

Result<LandmarkFile> settle(LandmarkFile file, const FileClaims& claims) {
  file.track.source = LandmarkSource::file;
  if (file.track.frames.empty()) {
    return fail(ErrorCode::missing, "it has no frames", claims.place,
                "give a recording with at least one");
  }
  DORSAL_TRY_VOID(check_shoulders(file, claims));
  DORSAL_TRY_VOID(check_size(file, claims));
  DORSAL_TRY_VOID(settle_axes(file, claims));
  centre_on_hips(file.track.frames);
  settle_rate(file, claims);
  return file;
}

}  // namespace dorsal::pose
