#pragma once

#include <cstddef>
#include <vector>

#include "four.hpp"
#include "moment_columns.hpp"

namespace dorsal::load {

/// Farkas: a posture cannot be held when more is wanted in some direction y than all muscles can
/// give in it together: b . y > sum h_i max(0, A_i . y). A muscle without bound may give nothing.
class Impossibility {
 public:
  void resize(const MomentColumns& columns);
  void fill(const MomentColumns& columns, const Fours& highest);

  /// @param along  A^T direction
  [[nodiscard]] bool shown_by(const Fours& wanted, const Fours& direction, const Fours& along,
                              const Fours& highest) const;
  /// Turns the direction away from the muscles without bound that it pulls on, then the same.
  [[nodiscard]] bool shown_near(const MomentColumns& columns, const Fours& wanted,
                                const Fours& direction, const Fours& highest);

 private:
  [[nodiscard]] bool turn(const MomentColumns& columns);

  std::vector<std::size_t> unbounded_;  // (packed)
  Fours length_;                        // (packed) of the columns of muscles without bound, else 0
  Fours turned_;                        // direction
  Fours along_;
  std::vector<Fours> taken_;  // working space: directions that muscles without bound take
};

}  // namespace dorsal::load
