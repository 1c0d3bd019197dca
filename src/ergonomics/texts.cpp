#include "texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "dorsal/base/check.hpp"
#include "embedded.hpp"

namespace dorsal::ergonomics {

Texts::Texts(std::string_view language) : comma_(language == "es") {
  const toml::parse_result parsed = toml::parse(
      embedded_file(comma_ ? "src/ergonomics/text/es.toml" : "src/ergonomics/text/en.toml"));
  DORSAL_CHECK(parsed.succeeded());
  for (const auto& [group, entries] : parsed.table()) {
    const toml::table* const table = entries.as_table();
    DORSAL_CHECK(table != nullptr);
    for (const auto& [key, entry] : *table) {
      const auto text = entry.value<std::string>();
      DORSAL_CHECK(text.has_value());
      sentences_.emplace(std::string(group.str()) + '.' + std::string(key.str()), *text);
    }
  }
}

const std::string& Texts::operator()(const std::string& key) const {
  const auto found = sentences_.find(key);
  DORSAL_CHECK(found != sentences_.end());
  return found->second;
}

std::string Texts::number(double value) const {
  constexpr double kNothing = 1e-9;  // what is left of a rest after minutes
  const double size = std::abs(value);
  if (size < kNothing) return "0";
  std::string text = size >= 100 || value == std::round(value) ? fmt::format("{:.0f}", value)
                                                               : fmt::format("{:.3g}", value);
  if (comma_) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace dorsal::ergonomics
