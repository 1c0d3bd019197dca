#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// A table of knowledge/methods: plain cells with commas between them. The files are part of the
/// program, so a fault in one is a broken invariant and not a user's error.
class Table {
 public:
  /// @param name  file in knowledge/methods
  explicit Table(std::string_view name);

  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return cells_.size(); }
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const;
  [[nodiscard]] double number(std::size_t row, std::string_view column) const;
  [[nodiscard]] Grade grade(std::size_t row) const;
  /// The row in which these columns have these words; there must be one.
  [[nodiscard]] std::size_t row_where(
      std::initializer_list<std::pair<std::string_view, std::string_view>> words) const;

 private:
  [[nodiscard]] std::size_t column(std::string_view name) const;

  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
};

/// A table whose first columns are whole numbers that name a cell, the next the score in it.
class ScoreTable {
 public:
  struct Cell {
    int score = 0;
    Grade grade = Grade::a;
    std::string note;
  };
  /// @param keys  how many columns name a cell
  ScoreTable(std::string_view name, std::size_t keys);
  /// The cell must exist.
  [[nodiscard]] const Cell& at(std::initializer_list<int> keys) const;
  /// Greatest key of a column.
  [[nodiscard]] int greatest(std::size_t key) const;

 private:
  std::vector<std::vector<int>> keys_;
  std::vector<Cell> cells_;
};

}  // namespace dorsal::ergonomics
