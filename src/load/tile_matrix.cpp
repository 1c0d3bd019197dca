#include "tile_matrix.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::load {
namespace {

/// A tile in registers, column by column.
struct Tile {
  Four c0, c1, c2, c3;
};

inline Tile load_tile(const double* from) {
  return {load(from), load(from + 4), load(from + 8), load(from + 12)};
}

inline void store_tile(double* to, const Tile& tile) {
  store(to, tile.c0);
  store(to + 4, tile.c1);
  store(to + 8, tile.c2);
  store(to + 12, tile.c3);
}

/// sum -= left * right^T for column k of both.
inline void subtract(Tile& sum, const Four& left, const double* right) {
  sum.c0 -= left * right[0];
  sum.c1 -= left * right[1];
  sum.c2 -= left * right[2];
  sum.c3 -= left * right[3];
}

/// sum -= sum over tiles of left * right^T
inline void subtract_row(Tile& sum, const double* left, const double* right, std::size_t tiles) {
  for (std::size_t k = 0; k < 4 * tiles; ++k) subtract(sum, load(left + 4 * k), right + 4 * k);
}

/// The same for two rows of tiles at once, which share what is read of `right`.
inline void subtract_rows(Tile& one, Tile& two, const double* left_one, const double* left_two,
                          const double* right, std::size_t tiles) {
  for (std::size_t k = 0; k < 4 * tiles; ++k) {
    const double* r = right + 4 * k;
    const Four a = load(left_one + 4 * k);
    const Four b = load(left_two + 4 * k);
    subtract(one, a, r);
    subtract(two, b, r);
  }
}

/// tile * inverse^T, inverse lower triangular and stored column by column.
inline Tile times_inverse(const Tile& t, const double* inverse) {
  return {t.c0 * inverse[0], t.c0 * inverse[1] + t.c1 * inverse[5],
          t.c0 * inverse[2] + t.c1 * inverse[6] + t.c2 * inverse[10],
          t.c0 * inverse[3] + t.c1 * inverse[7] + t.c2 * inverse[11] + t.c3 * inverse[15]};
}

}  // namespace

void TileMatrix::resize(const std::vector<std::size_t>& first) {
  first_ = first;
  values_.assign(2 * tiles() * (tiles() + 1));
}

void TileMatrix::clear() { std::fill_n(values_.data(), values_.size(), 0.0); }

void TileCholesky::resize(const TileMatrix& like) {
  std::vector<std::size_t> first;
  for (std::size_t row = 0; row < like.tiles(); ++row) first.push_back(like.first(row));
  factor_.resize(first);
  inverse_.assign(4 * like.tiles());
}

/// Factors the tile on the diagonal in place, and keeps the inverse of its factor.
bool TileCholesky::factor_diagonal(std::size_t tile, const Fours& shift) {
  double* l = factor_.tile(tile, tile);
  double* inverse = inverse_.data() + 16 * tile;
  for (std::size_t j = 0; j < 4; ++j) {
    double pivot = l[5 * j] + shift[4 * tile + j];
    for (std::size_t k = 0; k < j; ++k) pivot -= l[4 * k + j] * l[4 * k + j];
    if (!(pivot > 0)) return false;
    l[5 * j] = std::sqrt(pivot);
    inverse[5 * j] = 1 / l[5 * j];
    for (std::size_t i = j + 1; i < 4; ++i) {
      double sum = l[4 * j + i];
      for (std::size_t k = 0; k < j; ++k) sum -= l[4 * k + i] * l[4 * k + j];
      l[4 * j + i] = sum * inverse[5 * j];
    }
    for (std::size_t k = 0; k < j; ++k) {
      double sum = 0;
      for (std::size_t i = k; i < j; ++i) sum -= l[4 * i + j] * inverse[4 * k + i];
      inverse[4 * k + j] = sum * inverse[5 * j];
    }
  }
  return true;
}

bool TileCholesky::factor(const TileMatrix& matrix, const Fours& shift) {
  const std::size_t tiles = matrix.tiles();
  for (std::size_t j = 0; j < tiles; ++j) {
    Tile diagonal = load_tile(matrix.tile(j, j));
    const std::size_t first = matrix.first(j);
    subtract_row(diagonal, factor_.tile(j, first), factor_.tile(j, first), j - first);
    store_tile(factor_.tile(j, j), diagonal);
    if (!factor_diagonal(j, shift)) return false;
    const double* inverse = inverse_.data() + 16 * j;
    for (std::size_t i = j + 1; i < tiles;) {
      if (matrix.first(i) > j) {
        ++i;
        continue;
      }
      Tile one = load_tile(matrix.tile(i, j));
      if (i + 1 < tiles && matrix.first(i + 1) <= j) {
        // Left of its first tile a row is zero, so the longer of both may be taken.
        const std::size_t k = std::max(first, std::min(matrix.first(i), matrix.first(i + 1)));
        Tile two = load_tile(matrix.tile(i + 1, j));
        subtract_rows(one, two, factor_.tile(i, k), factor_.tile(i + 1, k), factor_.tile(j, k),
                      j - k);
        store_tile(factor_.tile(i, j), times_inverse(one, inverse));
        store_tile(factor_.tile(i + 1, j), times_inverse(two, inverse));
        i += 2;
      } else {
        const std::size_t k = std::max(first, matrix.first(i));
        subtract_row(one, factor_.tile(i, k), factor_.tile(j, k), j - k);
        store_tile(factor_.tile(i, j), times_inverse(one, inverse));
        ++i;
      }
    }
  }
  return true;
}

void TileCholesky::solve(Fours& x) const {
  const std::size_t tiles = factor_.tiles();
  for (std::size_t i = 0; i < tiles; ++i) {  // L y = x
    Tile sum = {load(x.data() + 4 * i), all(0), all(0), all(0)};
    for (std::size_t k = factor_.first(i); k < i; ++k) {
      const double* l = factor_.tile(i, k);
      const double* y = x.data() + 4 * k;
      sum.c0 -= load(l) * y[0];
      sum.c1 -= load(l + 4) * y[1];
      sum.c2 -= load(l + 8) * y[2];
      sum.c3 -= load(l + 12) * y[3];
    }
    const Four right = (sum.c0 + sum.c1) + (sum.c2 + sum.c3);
    const double* inverse = inverse_.data() + 16 * i;
    store(x.data() + 4 * i, load(inverse) * right[0] + load(inverse + 4) * right[1] +
                                load(inverse + 8) * right[2] + load(inverse + 12) * right[3]);
  }
  for (std::size_t i = tiles; i-- > 0;) {  // L^T x = y, a row of tiles at a time
    const double* inverse = inverse_.data() + 16 * i;
    const Four y = load(x.data() + 4 * i);
    const Four done = sums(load(inverse) * y, load(inverse + 4) * y, load(inverse + 8) * y,
                           load(inverse + 12) * y);
    store(x.data() + 4 * i, done);
    for (std::size_t k = factor_.first(i); k < i; ++k) {
      const double* l = factor_.tile(i, k);
      store(x.data() + 4 * k,
            load(x.data() + 4 * k) -
                sums(load(l) * done, load(l + 4) * done, load(l + 8) * done, load(l + 12) * done));
    }
  }
}

double TileCholesky::work() const {
  double multiply_adds = 0;
  for (std::size_t row = 0; row < 4 * factor_.tiles(); ++row) {
    const double filled = static_cast<double>(row - 4 * factor_.first(row / 4));
    multiply_adds += filled * (filled + 1) / 2 + 2 * (filled + 1);
  }
  return multiply_adds;
}

}  // namespace dorsal::load
