#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::body {

/// A table of plain values with commas between them and no quotes; it views the text it was read
/// from. Cells stand in the order of the columns that were asked for.
struct CsvTable {
  std::string name;
  std::vector<std::string_view> columns;
  std::vector<std::vector<std::string_view>> rows;

  /// @error malformed  no header, or a line with another number of cells; missing  a column
  static Result<CsvTable> read(std::string name, std::string_view text,
                               const std::vector<std::string_view>& columns);
};

/// Takes one row cell by cell, left to right, and keeps the first thing that is wrong with it.
class RowReader {
 public:
  RowReader(const CsvTable& table, std::size_t row) : table_(table), row_(row) {}

  std::string text();
  std::string name();  // not empty
  double number();     // finite
  Eigen::Vector3d vector();
  /// The position of the cell's word among `words`.
  std::size_t word(const std::vector<std::string_view>& words);

  void reject(ErrorCode code, std::string sentence, std::string hint = {});
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  /// "bodies.csv line 3".
  [[nodiscard]] std::string place() const;

 private:
  std::string_view next();

  const CsvTable& table_;
  std::size_t row_;
  std::size_t column_ = 0;
  std::optional<Error> error_;
};

}  // namespace dorsal::body
