#pragma once

#include <string_view>
#include <vector>

namespace dorsal {

/// The cells of a line of plain values with commas between them and no quotes; at least one.
/// @return views of the line
[[nodiscard]] inline std::vector<std::string_view> split_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t start = 0;;) {
    const std::size_t comma = line.find(',', start);
    cells.push_back(line.substr(start, comma - start));
    if (comma == std::string_view::npos) return cells;
    start = comma + 1;
  }
}

}  // namespace dorsal
