#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/pose/landmark_files.hpp"
#include "dorsal/schema/document.hpp"
#include "dorsal/schema/field_names.hpp"
#include "landmark_settle.hpp"
#include "marker_names.hpp"

namespace dorsal::pose {
namespace {

using nlohmann::json;

// A landmark as the file gives it, before its name is known: names may come after the frames.
struct FilePoint {
  std::uint32_t index;  // in the file's order
  Eigen::Vector3f xyz;
  float visibility;
  float presence;
};

Result<double> number(const json& value, const std::string& place) {
  if (value.is_number()) return value.get<double>();
  return fail(ErrorCode::malformed, "a number is expected here", place,
              "write null in place of a whole point that was not measured");
}

Result<float> share(const json& value, const std::string& place) {
  DORSAL_TRY(const double read, number(value, place));
  if (read >= 0 && read <= 1) return static_cast<float>(read);
  return fail(ErrorCode::out_of_range, fmt::format("{:g} is not between 0 and 1", read), place,
              "give the probability that the landmark is seen");
}

Result<FilePoint> read_point(const json& value, std::size_t index, const std::string& place) {
  if (!value.is_array() || (value.size() != 3 && value.size() != 4)) {
    return fail(ErrorCode::malformed, "a point is [x, y, z, visibility] or null", place,
                "give its three coordinates in metres");
  }
  FilePoint point{
      .index = static_cast<std::uint32_t>(index), .xyz = {}, .visibility = 1, .presence = 1};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    DORSAL_TRY(const double x, number(value[axis], fmt::format("{}[{}]", place, axis)));
    point.xyz[static_cast<Eigen::Index>(axis)] = static_cast<float>(x);
  }
  if (value.size() == 4) {
    DORSAL_TRY(point.visibility, share(value[3], place + "[3]"));
    point.presence = point.visibility;
  }
  return point;
}

// Takes the frames out of the document one by one while it is read, so that a long recording is
// never in memory as a tree of JSON values.
class FrameReader {
 public:
  explicit FrameReader(std::string_view place) : place_(place) {}

  /// The callback of nlohmann's parser.
  /// @return false: the value is not kept in the document
  bool watch(int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key && depth == 1) {
      in_frames_ = parsed.get_ref<const std::string&>() == "frames";
    }
    const bool ends = event == json::parse_event_t::object_end ||
                      event == json::parse_event_t::array_end ||
                      event == json::parse_event_t::value;
    if (!in_frames_ || depth != 2 || !ends) return true;
    if (!error_) take(parsed);
    return false;
  }

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  /// The frames, each point at the landmark that its name says.
  Result<PoseTrack> named(const std::vector<Landmark>& landmarks) const;

 private:
  struct FileFrame {
    double time;
    std::size_t points;  // 0: nobody
    std::size_t first;   // in points_
    std::size_t last;
  };

  void take(const json& value) {
    const std::string place = frame_place(frames_.size());
    if (auto taken = read(value, place); !taken) error_ = std::move(taken).error();
  }

  [[nodiscard]] std::string frame_place(std::size_t index) const {
    return fmt::format("{}, frames[{}]", place_, index);
  }

  Result<void> read(const json& value, const std::string& place);
  Result<void> read_points(const json& points, const std::string& place);
  Result<void> read_presence(const json& presence, const std::string& place);

  std::string place_;
  bool in_frames_ = false;
  std::optional<Error> error_;
  std::vector<FileFrame> frames_;
  std::vector<FilePoint> points_;
};

Result<void> FrameReader::read(const json& value, const std::string& place) {
  if (!value.is_object() || !value.contains("t") || !value.contains("points")) {
    return fail(ErrorCode::missing, "a frame needs t and points", place,
                "write {\"t\": seconds, \"points\": [...]}, with null where nobody was seen");
  }
  DORSAL_TRY(const double time, number(value["t"], place + ".t"));
  frames_.push_back({time, 0, points_.size(), points_.size()});
  const json& points = value["points"];
  if (points.is_null()) return {};
  if (!points.is_array()) {
    return fail(ErrorCode::malformed, "points are a list or null", place + ".points",
                "write null where nobody was seen");
  }
  DORSAL_TRY_VOID(read_points(points, place + ".points"));
  return value.contains("presence") ? read_presence(value["presence"], place + ".presence")
                                    : Result<void>();
}

Result<void> FrameReader::read_points(const json& points, const std::string& place) {
  FileFrame& frame = frames_.back();
  frame.points = points.size();
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].is_null()) continue;
    DORSAL_TRY(const FilePoint point, read_point(points[i], i, fmt::format("{}[{}]", place, i)));
    points_.push_back(point);
  }
  frame.last = points_.size();
  return {};
}

Result<void> FrameReader::read_presence(const json& presence, const std::string& place) {
  const FileFrame& frame = frames_.back();
  if (!presence.is_array() || presence.size() != frame.points) {
    return fail(ErrorCode::malformed, "presence is not a list as long as points", place,
                "give one number for each point, or leave the field out");
  }
  for (std::size_t i = frame.first; i < frame.last; ++i) {
    FilePoint& point = points_[i];
    DORSAL_TRY(point.presence,
               share(presence[point.index], fmt::format("{}[{}]", place, point.index)));
  }
  return {};
}

Result<PoseTrack> FrameReader::named(const std::vector<Landmark>& landmarks) const {
  PoseTrack track;
  track.frames.reserve(frames_.size());
  for (std::size_t k = 0; k < frames_.size(); ++k) {
    const FileFrame& from = frames_[k];
    const std::string place = frame_place(k);
    DORSAL_TRY_VOID(check_time(from.time, track, place + ".t"));
    if (from.points != 0 && from.points != landmarks.size()) {
      return fail(ErrorCode::malformed,
                  fmt::format("{} points where there are {} names", from.points, landmarks.size()),
                  place + ".points", "give one point, or null, for each name");
    }
    PoseFrame frame = empty_frame(from.time);
    for (std::size_t i = from.first; i < from.last; ++i) {
      const FilePoint& point = points_[i];
      const Landmark landmark = landmarks[point.index];
      DORSAL_TRY_VOID(set_point(frame, landmark, point.xyz.cast<double>(),
                                fmt::format("{}.points[{}]", place, point.index)));
      frame.visibility[static_cast<std::size_t>(landmark)] = point.visibility;
      frame.presence[static_cast<std::size_t>(landmark)] = point.presence;
    }
    track.frames.push_back(std::move(frame));
  }
  return track;
}

Result<std::vector<Landmark>> read_names(const json& names, std::string_view place) {
  std::vector<Landmark> landmarks;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& name = names[i].get_ref<const std::string&>();
    const std::string where = fmt::format("{}, names[{}]", place, i);
    const auto landmark = landmark_named(name);
    if (!landmark) {
      return fail(ErrorCode::malformed, fmt::format("\"{}\" is no landmark", shown(name)), where,
                  "use names like left_shoulder; docs/user/landmark-files.md lists them");
    }
    if (std::ranges::find(landmarks, *landmark) != landmarks.end()) {
      return fail(ErrorCode::malformed, fmt::format("{} is there twice", name_of(*landmark)), where,
                  "keep one of them");
    }
    landmarks.push_back(*landmark);
  }
  return landmarks;
}

Result<json> parse_with(FrameReader& frames, std::string_view text, std::string_view place) {
  schema::FieldNames names;
  const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
    names.see(event, parsed);
    return frames.watch(depth, event, parsed);
  };
  try {
    json document = json::parse(text.begin(), text.end(), watch);
    if (!names.twice()) return document;
    return fail(ErrorCode::malformed, fmt::format("the field \"{}\" stands twice", *names.twice()),
                std::string(place), "keep one of them");
  } catch (const json::parse_error& error) {
    return fail(ErrorCode::malformed, "this is not valid JSON",
                fmt::format("{}, {}", place, schema::line_and_column(text, error.byte)),
                "look for a missing comma, quote or bracket; NaN and comments are not JSON");
  } catch (const json::exception&) {
    return fail(ErrorCode::not_finite, "a number is too large to be stored", std::string(place),
                "correct it");
  }
}

FileAxes axes_of(const json& document) {
  if (!document.contains("axes")) return FileAxes::unstated;
  return document["axes"] == "y_down" ? FileAxes::y_down : FileAxes::y_up;
}

}  // namespace

Result<LandmarkFile> parse_landmark_json(std::string_view text, std::string_view place) {
  DORSAL_TRY(text, readable_text(text, place));
  DORSAL_TRY_VOID(schema::check_nesting(text, place));
  FrameReader frames(place);
  DORSAL_TRY(const json document, parse_with(frames, text, place));
  DORSAL_TRY_VOID(schema::check(document, schema::Document::landmarks, place));
  if (frames.error()) return tl::unexpected(*frames.error());
  DORSAL_TRY(const auto landmarks, read_names(document["names"], place));
  LandmarkFile file;
  DORSAL_TRY(file.track, frames.named(landmarks));
  FileClaims claims{.place = std::string(place),
                    .unit_place = fmt::format("{}, unit", place),
                    .unit = {"m", 1.0},
                    .axes = axes_of(document)};
  if (document.contains("fps") && document["fps"].is_number()) claims.fps = document["fps"];
  return settle(std::move(file), claims);
}

}  // namespace dorsal::pose
