#include "dorsal/ergonomics/endurance.hpp"

#include <cmath>

#include "dorsal/ergonomics/muscle_fatigue.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {

Endurance endurance(std::string_view joint, double intensity) {
  static const Table kTable("endurance.csv");
  const std::size_t row = kTable.row_where({{"joint", joint}});
  Endurance result;
  result.from.add(kTable.grade(row));
  result.seconds = kTable.number(row, "b0_s") * std::pow(intensity, kTable.number(row, "b1"));
  result.seconds_3cc = sustained_endurance(fatigue_rates(joint), intensity);
  return result;
}

}  // namespace dorsal::ergonomics
