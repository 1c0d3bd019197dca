#pragma once

#include <string_view>

namespace dorsal {

/// Versions that every result carries, so that two results can be compared with open eyes.
struct Versions {
  std::string_view schema;     ///< of the JSON documents
  std::string_view dorsal;     ///< of the program
  std::string_view model;      ///< of the body model's data
  std::string_view knowledge;  ///< of causes, limits and care
};

[[nodiscard]] Versions versions();

}  // namespace dorsal
