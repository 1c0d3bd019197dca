#include "dorsal/ergonomics/dose_model.hpp"

#include <string>

#include "table.hpp"

namespace dorsal::ergonomics {

DiscForce disc_force(std::string_view task, int hands, Mass load) {
  static const Table kTable("mdd.csv");
  const std::size_t row = kTable.row_where({{"task", task}, {"hands", std::to_string(hands)}});
  DiscForce result{
      newtons(kTable.number(row, "base_N") + kTable.number(row, "per_kg_N") * in_kilograms(load)),
      {}};
  result.from.add(kTable.grade(row));
  return result;
}

}  // namespace dorsal::ergonomics
