#include "csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "dorsal/base/cells.hpp"

namespace dorsal::body {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

Result<std::vector<std::size_t>> positions(const std::string& name,
                                           const std::vector<std::string_view>& header,
                                           const std::vector<std::string_view>& columns) {
  std::vector<std::size_t> result;
  for (const std::string_view column : columns) {
    const auto found = std::find(header.begin(), header.end(), column);
    if (found == header.end()) {
      return fail(ErrorCode::missing, fmt::format("there is no column {}", column), name,
                  "write the header with the units in its names");
    }
    result.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return result;
}

}  // namespace

Result<CsvTable> CsvTable::read(std::string name, std::string_view text,
                                const std::vector<std::string_view>& columns) {
  const auto lines = lines_of(text);
  if (lines.empty()) return fail(ErrorCode::malformed, "the table is empty", name);
  const auto header = split_cells(lines.front());
  DORSAL_TRY(const auto places, positions(name, header, columns));
  CsvTable table{std::move(name), columns, {}};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto cells = split_cells(lines[i]);
    if (cells.size() != header.size()) {
      return fail(
          ErrorCode::malformed,
          fmt::format("the line has {} cells where the header has {}", cells.size(), header.size()),
          fmt::format("{} line {}", table.name, i + 1));
    }
    auto& row = table.rows.emplace_back();
    for (const std::size_t place : places) row.push_back(cells[place]);
  }
  return table;
}

std::string RowReader::place() const { return fmt::format("{} line {}", table_.name, row_ + 2); }

std::string_view RowReader::next() { return table_.rows[row_][column_++]; }

void RowReader::reject(ErrorCode code, std::string sentence, std::string hint) {
  if (!error_) error_ = Error{code, std::move(sentence), place(), std::move(hint)};
}

std::string RowReader::text() { return std::string(next()); }

std::string RowReader::name() {
  const std::string_view cell = next();
  if (cell.empty()) {
    reject(ErrorCode::missing, fmt::format("{} is empty", table_.columns[column_ - 1]));
  }
  return std::string(cell);
}

double RowReader::number() {
  const std::string_view cell = next();
  double value = 0;
  const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  const std::string_view column = table_.columns[column_ - 1];
  if (problem != std::errc() || end != cell.data() + cell.size()) {
    reject(ErrorCode::malformed, fmt::format("{} is no number: '{}'", column, cell));
  } else if (!std::isfinite(value)) {
    reject(ErrorCode::not_finite, fmt::format("{} is {}", column, cell));
  }
  return value;
}

Eigen::Vector3d RowReader::vector() {
  const double x = number();
  const double y = number();
  const double z = number();
  return {x, y, z};
}

std::size_t RowReader::word(const std::vector<std::string_view>& words) {
  const std::string_view cell = next();
  const auto found = std::find(words.begin(), words.end(), cell);
  if (found == words.end()) {
    reject(ErrorCode::malformed, fmt::format("{} is '{}'", table_.columns[column_ - 1], cell),
           fmt::format("one of: {}", fmt::join(words, ", ")));
    return 0;
  }
  return static_cast<std::size_t>(found - words.begin());
}

}  // namespace dorsal::body
