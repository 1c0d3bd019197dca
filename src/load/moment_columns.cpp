#include "moment_columns.hpp"

#include <algorithm>
#include <map>

namespace dorsal::load {
namespace {

using Tiles = std::vector<std::size_t>;

/// Tiles that the arms of a muscle reach, ascending.
Tiles tiles_of(const ActivationProblem& problem, std::size_t muscle) {
  Tiles tiles;
  for (std::size_t k = problem.first_arm[muscle]; k < problem.first_arm[muscle + 1]; ++k) {
    tiles.push_back(3 * problem.block[k] / 4);
    tiles.push_back((3 * problem.block[k] + 2) / 4);
  }
  std::sort(tiles.begin(), tiles.end());
  tiles.erase(std::unique(tiles.begin(), tiles.end()), tiles.end());
  return tiles;
}

/// Pulls of N columns that lie one after the other.
template <int N>
inline void pull_columns(const double* columns, const std::size_t* reached, std::size_t tiles,
                         const double* direction, double* along) {
  Four sum[4] = {all(0), all(0), all(0), all(0)};  // registers
  for (std::size_t t = 0; t < tiles; ++t) {
    const Four rows = load(direction + 4 * reached[t]);
    for (int n = 0; n < N; ++n) {
      sum[n] += load(columns + 4 * (t + static_cast<std::size_t>(n) * tiles)) * rows;
    }
  }
  const Four totals = sums(sum[0], sum[1], sum[2], sum[3]);
  if constexpr (N == 4) {
    store(along, totals);
  } else {
    for (int n = 0; n < N; ++n) along[n] = totals[n];
  }
}

/// What add_outer reads of the muscles of one pattern.
struct Columns {
  const double* const* column;
  const double* scaled;  // columns times their factors
  std::size_t count;
  std::size_t length;  // of a column
};

inline void add_to(Four* sum, const Four& left, const double* right) {
  sum[0] += left * right[0];
  sum[1] += left * right[1];
  sum[2] += left * right[2];
  sum[3] += left * right[3];
}

inline void add_tile(const Columns& of, std::size_t i, std::size_t j, double* to) {
  Four sum[4] = {load(to), load(to + 4), load(to + 8), load(to + 12)};
  for (std::size_t n = 0; n < of.count; ++n) {
    add_to(sum, load(of.column[n] + 4 * i), of.scaled + n * of.length + 4 * j);
  }
  for (std::size_t c = 0; c < 4; ++c) store(to + 4 * c, sum[c]);
}

/// Two tiles below each other, which share what is read of the columns to the right.
inline void add_tiles(const Columns& of, std::size_t i, std::size_t j, double* to, double* below) {
  Four one[4] = {load(to), load(to + 4), load(to + 8), load(to + 12)};
  Four two[4] = {load(below), load(below + 4), load(below + 8), load(below + 12)};
  for (std::size_t n = 0; n < of.count; ++n) {
    const double* right = of.scaled + n * of.length + 4 * j;
    add_to(one, load(of.column[n] + 4 * i), right);
    add_to(two, load(of.column[n] + 4 * i + 4), right);
  }
  for (std::size_t c = 0; c < 4; ++c) store(to + 4 * c, one[c]);
  for (std::size_t c = 0; c < 4; ++c) store(below + 4 * c, two[c]);
}

}  // namespace

bool MomentColumns::is_for(const ActivationProblem& problem) const {
  return problem.first_arm == first_arm_ && problem.block == block_ &&
         problem.balanced.size() == balanced_.size() && problem.balanced == balanced_;
}

void MomentColumns::analyse(const ActivationProblem& problem) {
  first_arm_ = problem.first_arm;
  block_ = problem.block;
  balanced_ = problem.balanced;
  std::map<Tiles, std::vector<std::size_t>> by_tiles;
  for (std::size_t i = 0; i < problem.muscles(); ++i) by_tiles[tiles_of(problem, i)].push_back(i);
  patterns_.clear();
  reached_.clear();
  muscle_.clear();
  pattern_of_.clear();
  without_balance_.clear();
  outer_work_.clear();
  numbers_ = 0;
  place_.assign(problem.block.size(), 0);
  std::size_t values = 0;
  std::size_t most = 0;
  for (const auto& [tiles, muscles] : by_tiles) {
    patterns_.push_back({muscle_.size(), muscles.size(), reached_.size(), tiles.size(), values});
    reached_.insert(reached_.end(), tiles.begin(), tiles.end());
    for (const std::size_t muscle : muscles) {
      for (std::size_t k = problem.first_arm[muscle]; k < problem.first_arm[muscle + 1]; ++k) {
        const std::size_t row = 3 * problem.block[k];
        const auto tile = std::lower_bound(tiles.begin(), tiles.end(), row / 4) - tiles.begin();
        place_[k] = values + 4 * static_cast<std::size_t>(tile) + row % 4;
        for (std::size_t axis = 0; axis < 3; ++axis) {
          if (balanced_[static_cast<Eigen::Index>(row + axis)] == 0) {
            without_balance_.push_back(place_[k] + axis);
          }
        }
      }
      const auto rows =
          static_cast<double>(3 * (problem.first_arm[muscle + 1] - problem.first_arm[muscle]));
      outer_work_.push_back(rows * (rows + 1) / 2);
      numbers_ += rows;
      muscle_.push_back(muscle);
      pattern_of_.push_back(patterns_.size() - 1);
      values += 4 * tiles.size();
    }
    most = std::max(most, muscles.size() * tiles.size());
  }
  values_.assign(values / 4);
  std::vector<std::size_t> places = place_;
  std::sort(places.begin(), places.end());
  repeats_ = std::adjacent_find(places.begin(), places.end()) != places.end();
  scaled_.assign(most);
  column_.assign(problem.muscles(), nullptr);
  first_tile_.resize((static_cast<std::size_t>(problem.wanted.size()) + 3) / 4);
  find_first_tiles();
}

void MomentColumns::find_first_tiles() {
  for (std::size_t tile = 0; tile < first_tile_.size(); ++tile) first_tile_[tile] = tile;
  for (const Pattern& pattern : patterns_) {
    for (std::size_t t = 0; t < pattern.reached; ++t) {
      std::size_t& first = first_tile_[reached_[pattern.first_reached + t]];
      first = std::min(first, reached_[pattern.first_reached]);
    }
  }
}

void MomentColumns::fill(const ActivationProblem& problem) {
  double* values = values_.data();
  if (repeats_) {
    // Arms of the same block add up, in the order in which they come.
    std::fill_n(values, values_.size(), 0.0);
    for (std::size_t k = 0; k < place_.size(); ++k) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        values[place_[k] + axis] += problem.arm[k][static_cast<Eigen::Index>(axis)];
      }
    }
  } else {
    const Eigen::Vector3d* arms = problem.arm.data();
    for (std::size_t k = 0; k < place_.size(); ++k) {
      double* to = values + place_[k];  // one by one: a copy of three becomes a call
      to[0] = arms[k][0];
      to[1] = arms[k][1];
      to[2] = arms[k][2];
    }
  }
  for (const std::size_t place : without_balance_) values[place] = 0;
}

void MomentColumns::pull(const Fours& direction, Fours& along) const {
  for (const Pattern& pattern : patterns_) {
    const std::size_t* reached = reached_.data() + pattern.first_reached;
    const std::size_t tiles = pattern.reached;
    const double* column = values_.data() + pattern.first_value;
    double* to = along.data() + pattern.first_muscle;
    std::size_t left = pattern.muscles;
    for (; left >= 4; left -= 4, to += 4, column += 16 * tiles) {
      pull_columns<4>(column, reached, tiles, direction.data(), to);
    }
    if (left >= 2) {
      pull_columns<2>(column, reached, tiles, direction.data(), to);
      left -= 2;
      to += 2;
      column += 8 * tiles;
    }
    if (left == 1) pull_columns<1>(column, reached, tiles, direction.data(), to);
  }
}

void MomentColumns::subtract(const Fours& activation, Fours& rows) const {
  for (const Pattern& pattern : patterns_) {
    const double* a = activation.data() + pattern.first_muscle;
    const std::size_t length = 4 * pattern.reached;
    for (std::size_t t = 0; t < pattern.reached; ++t) {
      const double* column = values_.data() + pattern.first_value + 4 * t;
      double* to = rows.data() + 4 * reached_[pattern.first_reached + t];
      Four sum = load(to);
      for (std::size_t n = 0; n < pattern.muscles; ++n) sum -= a[n] * load(column + n * length);
      store(to, sum);
    }
  }
}

double MomentColumns::add_outer(const Fours& factor, TileMatrix& matrix) {
  double work = 0;
  for (const Pattern& pattern : patterns_) {
    const std::size_t length = 4 * pattern.reached;
    std::size_t count = 0;
    double* scaled = scaled_.data();
    for (std::size_t n = 0; n < pattern.muscles; ++n) {
      const double times = factor[pattern.first_muscle + n];
      if (times == 0) continue;
      const double* column = values_.data() + pattern.first_value + n * length;
      column_[count++] = column;
      work += outer_work_[pattern.first_muscle + n];
      for (std::size_t r = 0; r < length; r += 4) store(scaled + r, times * load(column + r));
      scaled += length;
    }
    if (count == 0) continue;
    const std::size_t* reached = reached_.data() + pattern.first_reached;
    const Columns columns{column_.data(), scaled_.data(), count, length};
    for (std::size_t j = 0; j < pattern.reached; ++j) {
      std::size_t i = j;
      for (; i + 1 < pattern.reached; i += 2) {
        add_tiles(columns, i, j, matrix.tile(reached[i], reached[j]),
                  matrix.tile(reached[i + 1], reached[j]));
      }
      if (i < pattern.reached) add_tile(columns, i, j, matrix.tile(reached[i], reached[j]));
    }
  }
  return work;
}

double MomentColumns::add_outer(std::size_t packed, double factor, TileMatrix& matrix) {
  const Pattern& pattern = patterns_[pattern_of_[packed]];
  const std::size_t length = 4 * pattern.reached;
  const double* column =
      values_.data() + pattern.first_value + (packed - pattern.first_muscle) * length;
  for (std::size_t r = 0; r < length; ++r) scaled_[r] = factor * column[r];
  const std::size_t* reached = reached_.data() + pattern.first_reached;
  const Columns columns{&column, scaled_.data(), 1, length};
  for (std::size_t j = 0; j < pattern.reached; ++j) {
    for (std::size_t i = j; i < pattern.reached; ++i) {
      add_tile(columns, i, j, matrix.tile(reached[i], reached[j]));
    }
  }
  return outer_work_[packed];
}

void MomentColumns::column(std::size_t packed, Fours& rows) const {
  const Pattern& pattern = patterns_[pattern_of_[packed]];
  const double* from =
      values_.data() + pattern.first_value + 4 * (packed - pattern.first_muscle) * pattern.reached;
  std::fill_n(rows.data(), rows.size(), 0.0);
  for (std::size_t t = 0; t < pattern.reached; ++t) {
    store(rows.data() + 4 * reached_[pattern.first_reached + t], load(from + 4 * t));
  }
}

}  // namespace dorsal::load
