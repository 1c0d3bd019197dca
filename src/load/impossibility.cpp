#include "impossibility.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::load {
namespace {

constexpr double kMargin = 1e-9;   // [-] of |b| |y|, far above what rounding makes
constexpr double kNoPull = 1e-12;  // [-] of |A_i| |y|: turned from a muscle as far as numbers go

}  // namespace

void Impossibility::resize(const MomentColumns& columns) {
  length_.assign((columns.muscles() + 3) / 4);
  along_.assign((columns.muscles() + 3) / 4);
  turned_.assign(columns.tiles());
  unbounded_.reserve(columns.muscles());
  taken_.clear();
}

void Impossibility::fill(const MomentColumns& columns, const Fours& highest) {
  unbounded_.clear();
  for (std::size_t i = 0; i < columns.muscles(); ++i) {
    length_[i] = 0;
    if (std::isfinite(highest[i])) continue;
    unbounded_.push_back(i);
    columns.column(i, turned_);
    length_[i] = std::sqrt(dot(turned_, turned_));
  }
}

bool Impossibility::shown_by(const Fours& wanted, const Fours& direction, const Fours& along,
                             const Fours& highest) const {
  const double length = std::sqrt(dot(direction, direction));
  double needed = dot(wanted, direction) - kMargin * std::sqrt(dot(wanted, wanted)) * length;
  if (!(needed > 0)) return false;
  for (const std::size_t i : unbounded_) {
    if (along[i] > 2 * kNoPull * length_[i] * length) return false;
  }
  for (std::size_t i = 0; i < along.size() && needed > 0; ++i) {
    if (along[i] > 0 && std::isfinite(highest[i])) needed -= highest[i] * along[i];
  }
  return needed > 0;
}

bool Impossibility::shown_near(const MomentColumns& columns, const Fours& wanted,
                               const Fours& direction, const Fours& highest) {
  turned_ = direction;
  if (!unbounded_.empty() && !turn(columns)) return false;
  columns.pull(turned_, along_);
  return shown_by(wanted, turned_, along_, highest);
}

/// Takes out of turned_ what lies along muscles without bound that it pulls on, until it pulls on
/// none (Gram-Schmidt on their columns). False when nothing is left.
bool Impossibility::turn(const MomentColumns& columns) {
  const double length = std::sqrt(dot(turned_, turned_));
  Fours column = turned_;
  std::size_t taken = 0;
  for (std::size_t n = 0; n < unbounded_.size();) {
    const std::size_t i = unbounded_[n];
    columns.column(i, column);
    if (dot(column, turned_) <= kNoPull * length_[i] * std::sqrt(dot(turned_, turned_))) {
      ++n;
      continue;
    }
    for (int again = 0; again < 2; ++again) {  // twice is enough for orthogonality
      for (std::size_t k = 0; k < taken; ++k) add_times(-dot(taken_[k], column), taken_[k], column);
    }
    const double rest = std::sqrt(dot(column, column));
    if (rest <= kNoPull * length_[i]) return false;
    if (taken == taken_.size()) taken_.push_back(column);
    taken_[taken].assign(column.size() / 4);
    add_times(1 / rest, column, taken_[taken]);
    ++taken;
    for (std::size_t k = 0; k < taken; ++k) add_times(-dot(taken_[k], turned_), taken_[k], turned_);
    if (dot(turned_, turned_) <= 1e-18 * length * length) return false;
    n = 0;
  }
  return true;
}

}  // namespace dorsal::load
