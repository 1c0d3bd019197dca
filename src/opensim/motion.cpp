#include "dorsal/opensim/motion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "dorsal/base/units.hpp"
#include "dorsal/opensim/kinematics.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "xml.hpp"

namespace dorsal::opensim {
namespace {

using std::numbers::pi;

constexpr double kLargest = 1e9;  // [m], [rad], [deg] or [s]
// Above this no angle in radians is meant: two full turns.
constexpr double kMostRadians = 4 * pi;
// A whole body whose angles all stay below this many degrees is taken to be in radians; fewer
// columns than these prove nothing.
constexpr double kLeastDegrees = pi;
constexpr int kColumnsToTell = 3;

/// Lines of a text one after the other, without their ends.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return line;
  }
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

struct Header {
  std::optional<bool> degrees;
  std::optional<std::size_t> rows;
};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return out;
}

Result<Header> read_header(Lines& lines, const std::string& place) {
  Header header;
  while (const auto line = lines.next()) {
    const std::string text = lower(*line);
    if (text.find("endheader") != std::string::npos) return header;
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) continue;
    const std::vector<std::string> key = words_in(std::string_view(text).substr(0, equals));
    const std::vector<std::string> value = words_in(std::string_view(text).substr(equals + 1));
    if (key.size() != 1 || value.size() != 1) continue;
    if (key[0] == "indegrees" && (value[0] == "yes" || value[0] == "no")) {
      header.degrees = value[0] == "yes";
    }
    if (key[0] == "nrows" || key[0] == "datarows") {
      DORSAL_TRY(const auto rows, numbers_in(value[0], place + ", nRows"));
      if (!(rows[0] >= 0 && rows[0] <= kLargest)) {
        return fail(ErrorCode::out_of_range, fmt::format("there cannot be {:g} rows", rows[0]),
                    place + ", nRows", "write how many rows follow");
      }
      header.rows = static_cast<std::size_t>(rows[0]);
    }
  }
  return fail(ErrorCode::malformed, "the line endheader is missing", place,
              "give a motion file of OpenSim (.mot or .sto)");
}

/// "/jointset/hip_r/hip_flexion_r/value" is the coordinate hip_flexion_r; a speed is none.
std::string coordinate_name(std::string_view column) {
  if (!column.starts_with('/')) return std::string(column);
  if (!column.ends_with("/value")) return {};
  column.remove_suffix(std::string_view("/value").size());
  return std::string(column.substr(column.rfind('/') + 1));
}

/// The coordinate of each column, or kNone.
Result<std::vector<std::size_t>> read_columns(const std::vector<std::string>& names,
                                              const std::string& place, const Model& model,
                                              Motion& motion) {
  if (names.empty() || lower(names[0]) != "time") {
    return fail(ErrorCode::malformed, "the first column is not time", place,
                "give a motion file of OpenSim (.mot or .sto)");
  }
  std::vector<std::size_t> columns = {kNone};
  std::vector<char> taken(model.coordinates.size(), 0);
  bool any = false;
  for (std::size_t i = 1; i < names.size(); ++i) {
    const std::string name = coordinate_name(names[i]);
    const std::size_t c = name.empty() ? kNone : find_coordinate(model, name);
    columns.push_back(c);
    if (c == kNone) {
      motion.ignored.push_back(names[i].substr(0, 80));
    } else if (std::exchange(taken[c], 1) != 0) {
      return fail(ErrorCode::malformed, fmt::format("two columns are called \"{}\"", name), place,
                  "leave out one of them");
    }
    any = any || c != kNone;
  }
  if (!any) {
    return fail(ErrorCode::missing, "no column is a coordinate of the model", place,
                "give a motion of this model");
  }
  return columns;
}

Result<void> read_row(std::string_view line, const std::string& place,
                      const std::vector<std::size_t>& columns, const Model& model, Motion& motion) {
  DORSAL_TRY(const std::vector<double> numbers, numbers_in(line, place));
  if (numbers.size() != columns.size()) {
    return fail(ErrorCode::malformed,
                fmt::format("{} numbers stand under {} columns", numbers.size(), columns.size()),
                place, "give every row a number for each column");
  }
  for (const double number : numbers) {
    if (!(std::abs(number) <= kLargest)) {
      return fail(ErrorCode::out_of_range, fmt::format("{:g} is beyond any motion", number), place,
                  "give seconds, metres and angles");
    }
  }
  if (!motion.time.empty() && !(numbers[0] > motion.time.back())) {
    return fail(ErrorCode::malformed, "its time is not after that of the row before", place,
                "sort the rows by time");
  }
  motion.time.push_back(numbers[0]);
  std::vector<double> q = default_values(model);
  for (std::size_t i = 1; i < columns.size(); ++i) {
    if (columns[i] != kNone) q[columns[i]] = numbers[i];
  }
  motion.q.push_back(std::move(q));
  return {};
}

/// What the angles of a file look like before any conversion.
struct Angles {
  double greatest = 0;             // of all columns that are angles
  std::size_t which = kNone;       // its coordinate
  int moved = 0;                   // columns that are not zero throughout
  std::size_t as_default = kNone;  // coordinate at its default to the last digit, in radians
};

Angles survey(const std::vector<std::size_t>& columns, const Model& model, const Motion& motion) {
  Angles angles;
  for (const std::size_t c : columns) {
    if (c == kNone || model.coordinates[c].motion != MotionType::rotational) continue;
    double greatest = 0;
    for (const auto& q : motion.q) greatest = std::max(greatest, std::abs(q[c]));
    if (greatest > 0) ++angles.moved;
    if (greatest > angles.greatest) {
      angles.greatest = greatest;
      angles.which = c;
    }
    const double usual = model.coordinates[c].default_value;
    if (std::abs(usual) > 0.1 && std::abs(motion.q[0][c] - usual) < 1e-6) angles.as_default = c;
  }
  return angles;
}

Result<void> check_unit(bool degrees, const std::vector<std::size_t>& columns,
                        const std::string& place, const Model& model, const Motion& motion) {
  const Angles angles = survey(columns, model, motion);
  if (!degrees && angles.greatest > kMostRadians) {
    return fail(ErrorCode::wrong_unit,
                fmt::format("the header says radians (inDegrees=no), but \"{}\" reaches {:g}, more "
                            "than two full turns",
                            model.coordinates[angles.which].name, angles.greatest),
                place, "write inDegrees=yes if the angles are degrees");
  }
  const bool tiny = angles.moved >= kColumnsToTell && angles.greatest <= kLeastDegrees;
  if (degrees && tiny) {
    return fail(ErrorCode::wrong_unit,
                fmt::format("the header says degrees (inDegrees=yes), but no angle of the whole "
                            "body goes beyond {:g}{}",
                            angles.greatest,
                            angles.as_default == kNone
                                ? std::string()
                                : fmt::format(", and \"{}\" is {:g}, its default in radians",
                                              model.coordinates[angles.as_default].name,
                                              model.coordinates[angles.as_default].default_value)),
                place, "write inDegrees=no if the angles are radians");
  }
  return {};
}

void to_radians(const std::vector<std::size_t>& columns, const Model& model, Motion& motion) {
  for (const std::size_t c : columns) {
    if (c == kNone || model.coordinates[c].motion != MotionType::rotational) continue;
    for (auto& q : motion.q) q[c] *= kRadiansPerDegree;
  }
}

}  // namespace

Result<Motion> read_motion(std::string_view text, const std::string& place, const Model& model) {
  Lines lines(text);
  DORSAL_TRY(const Header header, read_header(lines, place));
  if (!header.degrees) {
    return fail(ErrorCode::wrong_unit, "the header does not say whether angles are in degrees",
                place, "write a line inDegrees=yes or inDegrees=no before endheader");
  }
  std::optional<std::string_view> names;
  while ((names = lines.next()) && words_in(*names).empty()) {
  }
  Motion motion;
  DORSAL_TRY(const auto columns, read_columns(words_in(names.value_or("")), place, model, motion));
  while (const auto line = lines.next()) {
    if (words_in(*line).empty()) continue;
    DORSAL_TRY_VOID(
        read_row(*line, fmt::format("{}, row {}", place, lines.number()), columns, model, motion));
  }
  if (motion.time.empty()) {
    return fail(ErrorCode::missing, "there are no frames below the header", place,
                "give at least one row of coordinates");
  }
  if (header.rows && *header.rows != motion.time.size()) {
    return fail(
        ErrorCode::malformed,
        fmt::format("the header says {} rows, but {} are there", *header.rows, motion.time.size()),
        place, "give the whole file, or mend nRows");
  }
  DORSAL_TRY_VOID(check_unit(*header.degrees, columns, place, model, motion));
  if (*header.degrees) to_radians(columns, model, motion);
  return motion;
}

}  // namespace dorsal::opensim
