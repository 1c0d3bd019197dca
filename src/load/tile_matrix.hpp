#pragma once

#include <cstddef>
#include <vector>

#include "four.hpp"

namespace dorsal::load {

/// Lower half of a symmetric matrix in tiles of 4 x 4, row of tiles after row of tiles; the tile
/// itself is stored column by column.
class TileMatrix {
 public:
  /// Rows of tiles, and the first tile of each that is ever filled (0 <= first[I] <= I).
  void resize(const std::vector<std::size_t>& first);
  void clear();

  [[nodiscard]] std::size_t tiles() const { return first_.size(); }
  [[nodiscard]] std::size_t first(std::size_t row) const { return first_[row]; }
  [[nodiscard]] double* tile(std::size_t row, std::size_t column) {
    return values_.data() + 16 * (row * (row + 1) / 2 + column);
  }
  [[nodiscard]] const double* tile(std::size_t row, std::size_t column) const {
    return values_.data() + 16 * (row * (row + 1) / 2 + column);
  }
  [[nodiscard]] double diagonal(std::size_t row) const {
    return tile(row / 4, row / 4)[5 * (row % 4)];
  }

 private:
  std::vector<std::size_t> first_;
  Fours values_;
};

/// Cholesky's factor of a TileMatrix. What lies left of the first filled tile of a row stays empty
/// in the factor too, and is not touched.
class TileCholesky {
 public:
  void resize(const TileMatrix& like);
  /// Factors matrix + diag(shift). False when that is not positive definite.
  [[nodiscard]] bool factor(const TileMatrix& matrix, const Fours& shift);
  /// x becomes the solution for the right side x.
  void solve(Fours& x) const;
  /// Multiply-adds of one factor and one solution.
  [[nodiscard]] double work() const;

 private:
  [[nodiscard]] bool factor_diagonal(std::size_t tile, const Fours& shift);

  TileMatrix factor_;
  Fours inverse_;  // of the tiles on the diagonal
};

}  // namespace dorsal::load
