#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/model.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::care {

/// Which causes a plan is about.
struct Served {
  std::vector<std::size_t> causes;    ///< whose rows are used
  std::vector<std::size_t> checked;   ///< of these, only whom to see: a rule asks for a doctor
  std::vector<std::size_t> held;      ///< likely, but not to be treated before somebody has looked
  std::vector<std::size_t> suspects;  ///< to be named, most urgent first
  bool danger_leads = false;          ///< one of the likeliest causes is dangerous
};

[[nodiscard]] Served causes_served(const reasoning::Model& model,
                                   const reasoning::Assessment& assessment,
                                   const reasoning::Posterior& posterior);

}  // namespace dorsal::care
