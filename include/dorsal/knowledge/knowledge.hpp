#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/care.hpp"
#include "dorsal/knowledge/cause.hpp"
#include "dorsal/knowledge/finding.hpp"
#include "dorsal/knowledge/flag.hpp"
#include "dorsal/knowledge/limits.hpp"

namespace dorsal::knowledge {

/// All that dorsal knows about upper backs, read once and never changed. Every list is in the order
/// of ids, screens in their own; an id that stands in one of the structures exists.
struct Knowledge {
  std::vector<Finding> findings;
  std::vector<Screen> screens;
  std::vector<Cause> causes;
  std::vector<Flag> flags;
  std::vector<Care> care;  ///< exercises too
  std::vector<Fact> facts;
  std::vector<Exposure> exposures;
  Limits limits;

  std::map<std::string, std::size_t, std::less<>> finding_index;  ///< id to index in findings
  std::map<std::string, std::size_t, std::less<>> cause_index;

  [[nodiscard]] std::optional<std::size_t> find_finding(std::string_view id) const;
  [[nodiscard]] std::optional<std::size_t> find_cause(std::string_view id) const;
};

}  // namespace dorsal::knowledge
