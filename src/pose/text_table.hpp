#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::pose {

/// Takes the lines of a text one by one, with LF or CR LF at their ends.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// @return false at the end of the text
  bool next(std::string_view& line);
  /// The same, but skips lines without anything in them.
  bool next_filled(std::string_view& line);
  /// Of the line that was taken last, from 1.
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool equal_without_case(std::string_view a, std::string_view b);

/// The cells of a line, trimmed and without the double quotes that some programs put around them.
void split(std::string_view line, char separator, std::vector<std::string_view>& cells);

enum class CellKind { number, empty, nan, infinite, text };

/// A cell read as a number, whatever the locale.
struct Cell {
  CellKind kind = CellKind::empty;
  double value = 0;  // meant only when kind is number
};
/// @param decimal  '.' or ','
[[nodiscard]] Cell read_cell(std::string_view cell, char decimal = '.');

/// The number in a cell.
/// @error malformed: no number; not_finite; missing: empty
[[nodiscard]] Result<double> number_in(std::string_view cell, std::string_view place,
                                       char decimal = '.');

}  // namespace dorsal::pose
