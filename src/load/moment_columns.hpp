#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/load/activation_solver.hpp"
#include "four.hpp"
#include "tile_matrix.hpp"

namespace dorsal::load {

/// The matrix A of a problem, packed for the processor: moments in tiles of four rows; muscles that
/// reach the same tiles lie one after the other. Their order here is called the packed order.
/// Moments that need no balance are left out (zero).
class MomentColumns {
 public:
  /// Finds the packed order; needed whenever problem.first_arm, block or balanced changed.
  void analyse(const ActivationProblem& problem);
  [[nodiscard]] bool is_for(const ActivationProblem& problem) const;
  /// Takes over the numbers.
  void fill(const ActivationProblem& problem);

  [[nodiscard]] std::size_t tiles() const { return first_tile_.size(); }
  [[nodiscard]] std::size_t muscles() const { return muscle_.size(); }
  /// (packed) muscle of the problem
  [[nodiscard]] const std::vector<std::size_t>& muscle() const { return muscle_; }
  /// First tile in each row of tiles of A A^T.
  [[nodiscard]] const std::vector<std::size_t>& first_tile() const { return first_tile_; }

  /// along = A^T direction
  void pull(const Fours& direction, Fours& along) const;
  /// rows -= A activation
  void subtract(const Fours& activation, Fours& rows) const;
  /// matrix += A diag(factor) A^T
  /// @return multiply-adds of what is not zero
  double add_outer(const Fours& factor, TileMatrix& matrix);
  /// The same of one muscle.
  double add_outer(std::size_t packed, double factor, TileMatrix& matrix);
  /// One column of A.
  void column(std::size_t packed, Fours& rows) const;

  /// Numbers of A that may be other than zero.
  [[nodiscard]] double numbers() const { return numbers_; }

 private:
  /// Muscles that reach the same tiles.
  struct Pattern {
    std::size_t first_muscle = 0;  // packed
    std::size_t muscles = 0;
    std::size_t first_reached = 0;  // in reached_
    std::size_t reached = 0;
    std::size_t first_value = 0;  // in values_
  };
  void find_first_tiles();

  std::vector<Pattern> patterns_;
  std::vector<std::size_t> reached_;     // tiles of all patterns, one after the other
  std::vector<std::size_t> muscle_;      // (packed)
  std::vector<std::size_t> pattern_of_;  // (packed)
  std::vector<double> outer_work_;       // (packed) multiply-adds of a column times itself
  double numbers_ = 0;
  bool repeats_ = false;                      // some muscle has two arms of one block
  std::vector<std::size_t> place_;            // (arm) in values_
  std::vector<std::size_t> without_balance_;  // places in values_ that stay zero
  std::vector<std::size_t> first_tile_;
  Fours values_;
  // what the order was found for
  std::vector<std::size_t> first_arm_;
  std::vector<std::size_t> block_;
  Eigen::VectorXd balanced_;
  // working space of add_outer
  std::vector<const double*> column_;
  Fours scaled_;
};

}  // namespace dorsal::load
