#include "dorsal/ergonomics/owas.hpp"

#include "table.hpp"

namespace dorsal::ergonomics {

OwasScore owas(const OwasCode& code) {
  static const ScoreTable kTable("owas.csv", 4);
  const auto& cell = kTable.at({code.back, code.arms, code.legs, code.load});
  OwasScore score{cell.score, {}};
  score.from.add(cell.grade, cell.note);
  return score;
}

}  // namespace dorsal::ergonomics
