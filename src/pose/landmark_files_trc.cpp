#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/pose/landmark_files.hpp"
#include "landmark_settle.hpp"
#include "marker_names.hpp"
#include "text_table.hpp"

namespace dorsal::pose {
namespace {

using Cells = std::vector<std::string_view>;

// What stands before the first marker: the frame's number and its time.
constexpr std::size_t kLeadingCells = 2;

struct Marker {
  Landmark landmark;
  std::size_t column;  // of its x, from 0
};

struct TrcHeader {
  LengthUnit unit;
  double fps = 0;
  double frames = 0;   // as stated
  double markers = 0;  // as stated
};

std::string row_place(std::string_view place, std::size_t row, std::string_view column = {}) {
  return column.empty() ? fmt::format("{}, row {}", place, row)
                        : fmt::format("{}, row {}, {}", place, row, column);
}

// A header may name its fields in any order: the value stands below the name.
Result<std::string_view> field(const Cells& names, const Cells& values, std::string_view name,
                               std::string_view place) {
  const auto found = std::ranges::find_if(
      names, [&](std::string_view cell) { return equal_without_case(cell, name); });
  const auto index = static_cast<std::size_t>(found - names.begin());
  if (found == names.end() || index >= values.size()) {
    return fail(ErrorCode::missing, fmt::format("the header does not give {}", name),
                std::string(place), "write the header of a .trc file as OpenSim does");
  }
  return values[index];
}

Result<TrcHeader> read_header(Lines& lines, std::string_view place) {
  std::string_view line;
  Cells names;
  Cells values;
  if (!lines.next(line) || !trimmed(line).starts_with("PathFileType")) {
    return fail(ErrorCode::malformed, "a .trc file begins with PathFileType", row_place(place, 1),
                "give a marker file as OpenSim writes it");
  }
  if (lines.next(line)) split(line, '\t', names);
  if (lines.next(line)) split(line, '\t', values);
  const std::string where = row_place(place, 3);
  TrcHeader header;
  DORSAL_TRY(const std::string_view unit, field(names, values, "Units", where));
  DORSAL_TRY(header.unit, length_unit(unit, where + ", Units"));
  DORSAL_TRY(const std::string_view rate, field(names, values, "DataRate", where));
  DORSAL_TRY(header.fps, number_in(rate, where + ", DataRate"));
  if (header.fps <= 0) {
    return fail(ErrorCode::out_of_range, fmt::format("a rate of {:g} is not possible", header.fps),
                where + ", DataRate", "give the frames per second");
  }
  DORSAL_TRY(const std::string_view frames, field(names, values, "NumFrames", where));
  DORSAL_TRY(header.frames, number_in(frames, where + ", NumFrames"));
  DORSAL_TRY(const std::string_view markers, field(names, values, "NumMarkers", where));
  DORSAL_TRY(header.markers, number_in(markers, where + ", NumMarkers"));
  return header;
}

// The rows below: Frame#, Time and the markers' names; then X1, Y1, Z1, ...
Result<Cells> read_marker_names(Lines& lines, const TrcHeader& header, std::string_view place) {
  std::string_view line;
  Cells cells;
  if (lines.next(line)) split(line, '\t', cells);
  const std::string where = row_place(place, 4);
  if (cells.size() <= kLeadingCells || !equal_without_case(cells[0], "Frame#") ||
      !equal_without_case(cells[1], "Time")) {
    return fail(ErrorCode::missing, "the row of Frame#, Time and the markers' names is not there",
                where, "write the header of a .trc file as OpenSim does, with tabs");
  }
  cells.erase(cells.begin(), cells.begin() + kLeadingCells);
  std::erase(cells, std::string_view());
  if (static_cast<double>(cells.size()) != header.markers) {
    return fail(ErrorCode::malformed,
                fmt::format("{} markers are named where the header states {:g}", cells.size(),
                            header.markers),
                where, "make NumMarkers and the names agree");
  }
  if (!lines.next(line) || !equal_without_case(trimmed(line).substr(0, 1), "X")) {
    return fail(ErrorCode::missing, "the row of X1, Y1, Z1 is not there", row_place(place, 5),
                "write the header of a .trc file as OpenSim does");
  }
  return cells;
}

Result<std::vector<Marker>> find_markers(const Cells& names, std::string_view place,
                                         std::vector<Diagnostic>& diagnostics) {
  std::vector<Marker> markers;
  std::string unknown;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto landmark = landmark_named(names[i]);
    if (!landmark) {
      constexpr std::size_t kNamed = 5;
      if (++left_out <= kNamed) unknown += (left_out > 1 ? ", " : "") + shown(names[i]);
      if (left_out == kNamed + 1) unknown += ", ...";
      continue;
    }
    const auto same = [&](const Marker& marker) { return marker.landmark == *landmark; };
    if (std::ranges::any_of(markers, same)) {
      return fail(ErrorCode::malformed, fmt::format("{} is there twice", name_of(*landmark)),
                  row_place(place, 4, shown(names[i])), "keep one of the two markers");
    }
    markers.push_back({*landmark, kLeadingCells + 3 * i});
  }
  if (left_out > 0) {
    diagnostics.push_back(
        {fmt::format("{} of its markers are no landmarks and were left out: {}", left_out, unknown),
         row_place(place, 4)});
  }
  for (const Landmark needed : {Landmark::left_shoulder, Landmark::right_shoulder}) {
    const auto same = [&](const Marker& marker) { return marker.landmark == needed; };
    if (std::ranges::none_of(markers, same)) {
      return fail(ErrorCode::missing, fmt::format("there is no marker {}", name_of(needed)),
                  row_place(place, 4), "name the markers of both shoulders so");
    }
  }
  return markers;
}

// Three empty cells, or three that say NaN as OpenSim writes them: not seen.
Result<std::optional<Eigen::Vector3d>> read_marker(const Cells& cells, std::size_t column,
                                                   std::string_view place) {
  Eigen::Vector3d point;
  int empty = 0;
  int nan = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const Cell cell = read_cell(cells[column + axis]);
    empty += cell.kind == CellKind::empty ? 1 : 0;
    nan += cell.kind == CellKind::nan ? 1 : 0;
    point[static_cast<Eigen::Index>(axis)] = cell.value;
  }
  if (empty == 3 || nan == 3) return std::nullopt;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    DORSAL_TRY_VOID(number_in(cells[column + axis], fmt::format("{} {}", place, "xyz"[axis])));
  }
  return point;
}

Result<PoseFrame> read_frame(const Cells& cells, const std::vector<Marker>& markers,
                             const TrcHeader& header, const std::string& row) {
  DORSAL_TRY(const double time, number_in(cells[1], row + ", Time"));
  PoseFrame frame = empty_frame(time);
  for (const Marker& marker : markers) {
    const std::string place = fmt::format("{}, {}", row, name_of(marker.landmark));
    DORSAL_TRY(const auto point, read_marker(cells, marker.column, place));
    if (!point) continue;
    DORSAL_TRY_VOID(set_point(frame, marker.landmark, *point * header.unit.metres, place));
  }
  return frame;
}

// Some programs end every row with a tab: empty cells past the last marker are none.
Result<void> check_width(const Cells& cells, std::size_t width, const std::string& row) {
  const auto extra = cells.begin() + static_cast<std::ptrdiff_t>(std::min(width, cells.size()));
  const bool longer =
      std::any_of(extra, cells.end(), [](std::string_view cell) { return !cell.empty(); });
  if (cells.size() >= width && !longer) return {};
  return fail(ErrorCode::malformed,
              fmt::format("{} cells where the header makes {}", cells.size(), width), row,
              "give every row a number, a time and three cells for each marker, with tabs");
}

}  // namespace

Result<LandmarkFile> parse_trc(std::string_view text, std::string_view place) {
  DORSAL_TRY(text, readable_text(text, place));
  Lines lines(text);
  LandmarkFile file;
  DORSAL_TRY(const TrcHeader header, read_header(lines, place));
  DORSAL_TRY(const Cells names, read_marker_names(lines, header, place));
  DORSAL_TRY(const auto markers, find_markers(names, place, file.diagnostics));
  const std::size_t width = kLeadingCells + 3 * names.size();
  std::string_view line;
  Cells cells;
  while (lines.next_filled(line)) {
    const std::string row = row_place(place, lines.number());
    split(line, '\t', cells);
    DORSAL_TRY_VOID(check_width(cells, width, row));
    DORSAL_TRY(PoseFrame frame, read_frame(cells, markers, header, row));
    DORSAL_TRY_VOID(check_time(frame.time, file.track, row));
    file.track.frames.push_back(std::move(frame));
  }
  if (static_cast<double>(file.track.frames.size()) != header.frames) {
    file.diagnostics.push_back({fmt::format("it has {} frames where the header states {:g}",
                                            file.track.frames.size(), header.frames),
                                row_place(place, 3)});
  }
  return settle(std::move(file), {.place = std::string(place),
                                  .unit_place = row_place(place, 3, "Units"),
                                  .unit = header.unit,
                                  .fps = header.fps});
}

}  // namespace dorsal::pose
