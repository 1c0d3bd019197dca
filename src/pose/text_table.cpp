#include "text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

#include "marker_names.hpp"

namespace dorsal::pose {

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++number_;
  return true;
}

bool Lines::next_filled(std::string_view& line) {
  while (next(line)) {
    if (!trimmed(line).empty()) return true;
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

void split(std::string_view line, char separator, std::vector<std::string_view>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t end = line.find(separator);
    std::string_view cell = trimmed(line.substr(0, end));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
      cell = trimmed(cell.substr(1, cell.size() - 2));
    }
    cells.push_back(cell);
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

Cell read_cell(std::string_view cell, char decimal) {
  if (cell.empty()) return {CellKind::empty};
  if (cell.front() == '+') cell.remove_prefix(1);
  // No number worth having needs more characters; the buffer is for the other decimal sign.
  std::array<char, 64> buffer{};
  if (cell.size() > buffer.size() || cell.starts_with('+')) return {CellKind::text};
  std::ranges::copy(cell, buffer.begin());
  if (decimal != '.') std::ranges::replace(buffer, decimal, '.');
  Cell result{CellKind::number};
  const char* const last = buffer.data() + cell.size();
  const auto [end, status] = std::from_chars(buffer.data(), last, result.value);
  if (status == std::errc::invalid_argument || end != last) return {CellKind::text};
  if (status == std::errc::result_out_of_range || std::isinf(result.value)) {
    return {CellKind::infinite};
  }
  if (std::isnan(result.value)) return {CellKind::nan};
  return result;
}

Result<double> number_in(std::string_view cell, std::string_view place, char decimal) {
  const Cell read = read_cell(cell, decimal);
  switch (read.kind) {
    case CellKind::number:
      return read.value;
    case CellKind::empty:
      return fail(ErrorCode::missing, "a number is missing", std::string(place), "fill the cell");
    case CellKind::text:
      return fail(ErrorCode::malformed, fmt::format("\"{}\" is not a number", shown(cell)),
                  std::string(place), "write it with digits and a decimal point");
    case CellKind::nan:
    case CellKind::infinite:
      break;
  }
  return fail(ErrorCode::not_finite, fmt::format("\"{}\" is not a finite number", shown(cell)),
              std::string(place), "leave all three cells of a missing marker empty");
}

}  // namespace dorsal::pose
