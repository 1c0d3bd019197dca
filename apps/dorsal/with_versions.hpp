#pragma once

#include <nlohmann/json.hpp>
#include <utility>

#include "dorsal/base/version.hpp"

namespace dorsal::app {

/// A document with the versions that every document carries.
[[nodiscard]] inline nlohmann::json with_versions(nlohmann::json document) {
  const Versions versions = dorsal::versions();
  document["schema"] = versions.schema;
  document["dorsal"] = versions.dorsal;
  document["model"] = versions.model;
  document["knowledge"] = versions.knowledge;
  return document;
}

}  // namespace dorsal::app
