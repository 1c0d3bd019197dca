#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/knowledge/rates.hpp"

namespace dorsal::reasoning {

/// What inference needs of the knowledge, worked out once. Points into the knowledge it was made
/// from, which must stay where it is for as long.
struct Model {
  const knowledge::Knowledge* knowledge = nullptr;
  std::vector<knowledge::Rates> rates;           // of every finding that has any
  std::vector<std::vector<std::size_t>> groups;  // (group) indices in rates that count once
  std::vector<std::size_t> person;               // indices in rates of age and sex
  std::vector<double> prior;                     // (cause) share of single causes, adds to 1
};

/// @error those of knowledge::all_rates
Result<Model> prepare(const knowledge::Knowledge& knowledge);

}  // namespace dorsal::reasoning
