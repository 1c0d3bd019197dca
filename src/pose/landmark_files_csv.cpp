#include <fmt/format.h>

#include <algorithm>
#include <array>
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
using Column = std::optional<std::size_t>;

struct LandmarkColumns {
  std::array<Column, 3> axes;
  std::array<LengthUnit, 3> units;
  Column visibility;
  Column presence;
};

struct CsvHeader {
  char separator = ',';
  char decimal = '.';
  Column time;
  double time_unit = 1;  // [s]
  std::array<LandmarkColumns, kLandmarks> landmarks;
  std::size_t width = 0;
};

// Programs that speak Spanish or German part cells by semicolons and write decimal commas.
void settle_separator(std::string_view line, CsvHeader& header) {
  if (line.find(',') == std::string_view::npos && line.find(';') != std::string_view::npos) {
    header.separator = ';';
    header.decimal = ',';
  }
}

std::string_view before_last(std::string_view text, char mark) {
  const std::size_t at = text.rfind(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(0, at);
}

std::string_view after_last(std::string_view text, char mark) {
  const std::size_t at = text.rfind(mark);
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

int axis_of(std::string_view letter) {
  if (equal_without_case(letter, "x")) return 0;
  if (equal_without_case(letter, "y")) return 1;
  return equal_without_case(letter, "z") ? 2 : -1;
}

Result<void> take_column(Column& column, std::size_t index, const std::string& place) {
  if (column) {
    return fail(ErrorCode::malformed, "this column is there twice", place, "keep one of them");
  }
  column = index;
  return {};
}

Result<void> no_such_column(const std::string& place) {
  return fail(ErrorCode::malformed, "this column is not known", place,
              "name columns like time_s, left_shoulder_x_mm and left_shoulder_visibility");
}

Result<void> place_time(CsvHeader& header, std::size_t index, std::string_view unit,
                        const std::string& place) {
  if (!equal_without_case(unit, "s") && !equal_without_case(unit, "ms")) {
    return fail(ErrorCode::wrong_unit, "the column of times names no unit", place,
                "name it time_s or time_ms");
  }
  header.time_unit = equal_without_case(unit, "ms") ? 1e-3 : 1.0;
  return take_column(header.time, index, place);
}

// "left_shoulder_x_mm" or, in `rest`, "left_shoulder" of "left_shoulder_x".
Result<void> place_coordinate(CsvHeader& header, std::size_t index, std::string_view name,
                              const std::string& place) {
  const std::string_view unit = after_last(name, '_');
  if (axis_of(unit) >= 0 && landmark_named(before_last(name, '_'))) {
    return fail(ErrorCode::wrong_unit, "the column names no unit", place,
                fmt::format("name it {0}_m, {0}_cm or {0}_mm", shown(name)));
  }
  const std::string_view rest = before_last(name, '_');
  const int axis = axis_of(after_last(rest, '_'));
  const auto landmark = landmark_named(before_last(rest, '_'));
  if (axis < 0 || !landmark) return no_such_column(place);
  LandmarkColumns& columns = header.landmarks[static_cast<std::size_t>(*landmark)];
  DORSAL_TRY(columns.units.at(static_cast<std::size_t>(axis)), length_unit(unit, place));
  return take_column(columns.axes.at(static_cast<std::size_t>(axis)), index, place);
}

Result<void> place_column(CsvHeader& header, std::size_t index, std::string_view name,
                          const std::string& place) {
  if (equal_without_case(name, "time")) return place_time(header, index, {}, place);
  const std::string_view owner = before_last(name, '_');
  const std::string_view kind = after_last(name, '_');
  if (equal_without_case(owner, "time")) return place_time(header, index, kind, place);
  const bool visibility = equal_without_case(kind, "visibility");
  if (!visibility && !equal_without_case(kind, "presence")) {
    return place_coordinate(header, index, name, place);
  }
  const auto landmark = landmark_named(owner);
  if (!landmark) return no_such_column(place);
  LandmarkColumns& columns = header.landmarks[static_cast<std::size_t>(*landmark)];
  return take_column(visibility ? columns.visibility : columns.presence, index, place);
}

bool any_axis(const LandmarkColumns& columns) {
  return columns.axes[0] || columns.axes[1] || columns.axes[2];
}

Result<void> check_complete(const CsvHeader& header, std::string_view place) {
  const std::string row = fmt::format("{}, row 1", place);
  if (!header.time) {
    return fail(ErrorCode::missing, "there is no column of times", row, "add one named time_s");
  }
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    const LandmarkColumns& columns = header.landmarks[i];
    const auto landmark = static_cast<Landmark>(i);
    const bool needed = landmark == Landmark::left_shoulder || landmark == Landmark::right_shoulder;
    if (!any_axis(columns) && !columns.visibility && !columns.presence && !needed) continue;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      if (columns.axes.at(axis)) continue;
      return fail(
          ErrorCode::missing,
          fmt::format("there is no column {}_{} with a unit", name_of(landmark), "xyz"[axis]), row,
          fmt::format("add one named {}_{}_m", name_of(landmark), "xyz"[axis]));
    }
  }
  return {};
}

Result<CsvHeader> read_header(std::string_view line, std::string_view place) {
  CsvHeader header;
  settle_separator(line, header);
  Cells names;
  split(line, header.separator, names);
  header.width = names.size();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string where =
        fmt::format("{}, row 1, column {} \"{}\"", place, i + 1, shown(names[i]));
    DORSAL_TRY_VOID(place_column(header, i, names[i], where));
  }
  DORSAL_TRY_VOID(check_complete(header, place));
  return header;
}

struct CsvRow {
  const Cells& cells;
  const CsvHeader& header;
  std::string place;
};

bool all_of_kind(const CsvRow& row, const LandmarkColumns& columns, CellKind kind) {
  return std::ranges::all_of(columns.axes, [&](const Column& column) {
    return read_cell(row.cells[*column], row.header.decimal).kind == kind;
  });
}

Result<float> read_share(const CsvRow& row, Column column, float otherwise,
                         const std::string& place) {
  if (!column) return otherwise;
  DORSAL_TRY(const double share, number_in(row.cells[*column], place, row.header.decimal));
  if (share >= 0 && share <= 1) return static_cast<float>(share);
  return fail(ErrorCode::out_of_range, fmt::format("{:g} is not between 0 and 1", share), place,
              "give the probability that the landmark is seen");
}

Result<void> read_landmark(const CsvRow& row, Landmark landmark, PoseFrame& frame) {
  const auto i = static_cast<std::size_t>(landmark);
  const LandmarkColumns& columns = row.header.landmarks[i];
  if (!columns.axes[0] || all_of_kind(row, columns, CellKind::empty) ||
      all_of_kind(row, columns, CellKind::nan)) {
    return {};
  }
  Eigen::Vector3d point;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::string place = fmt::format("{}, {}_{}", row.place, name_of(landmark), "xyz"[axis]);
    DORSAL_TRY(const double value,
               number_in(row.cells[*columns.axes.at(axis)], place, row.header.decimal));
    point[static_cast<Eigen::Index>(axis)] = value * columns.units.at(axis).metres;
  }
  const std::string place = fmt::format("{}, {}", row.place, name_of(landmark));
  DORSAL_TRY_VOID(set_point(frame, landmark, point, place));
  DORSAL_TRY(frame.visibility[i], read_share(row, columns.visibility, 1, place + "_visibility"));
  DORSAL_TRY(frame.presence[i],
             read_share(row, columns.presence, frame.visibility[i], place + "_presence"));
  return {};
}

Result<PoseFrame> read_frame(const CsvRow& row) {
  if (row.cells.size() != row.header.width) {
    return fail(
        ErrorCode::malformed,
        fmt::format("{} cells where the first row has {}", row.cells.size(), row.header.width),
        row.place, "give every row as many cells as there are columns");
  }
  DORSAL_TRY(const double time,
             number_in(row.cells[*row.header.time], row.place + ", time", row.header.decimal));
  PoseFrame frame = empty_frame(time * row.header.time_unit);
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    DORSAL_TRY_VOID(read_landmark(row, static_cast<Landmark>(i), frame));
  }
  return frame;
}

}  // namespace

Result<LandmarkFile> parse_landmark_csv(std::string_view text, std::string_view place) {
  DORSAL_TRY(text, readable_text(text, place));
  Lines lines(text);
  std::string_view line;
  lines.next(line);
  DORSAL_TRY(const CsvHeader header, read_header(line, place));
  LandmarkFile file;
  Cells cells;
  while (lines.next_filled(line)) {
    split(line, header.separator, cells);
    const CsvRow row{cells, header, fmt::format("{}, row {}", place, lines.number())};
    DORSAL_TRY(PoseFrame frame, read_frame(row));
    DORSAL_TRY_VOID(check_time(frame.time, file.track, row.place));
    file.track.frames.push_back(std::move(frame));
  }
  const auto shoulder = static_cast<std::size_t>(Landmark::left_shoulder);
  return settle(std::move(file), {.place = std::string(place),
                                  .unit_place = fmt::format("{}, row 1, left_shoulder_x", place),
                                  .unit = header.landmarks[shoulder].units[0]});
}

}  // namespace dorsal::pose
