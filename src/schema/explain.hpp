#pragma once

#include <nlohmann/json.hpp>

#include "dorsal/base/result.hpp"

namespace dorsal::schema {

/// Says in one sentence how a value departs from its schema: the first fault in reading order.
/// Knows the keywords that dorsal.schema.json uses.
/// @return nothing found: an error that says only that the value does not fit
[[nodiscard]] Error explain(const nlohmann::json& value, const nlohmann::json& schema,
                            const nlohmann::json& root, const std::string& place);

}  // namespace dorsal::schema
