#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal::schema {

/// The documents that schema/dorsal.schema.json describes, by their name there.
enum class Document {
  person,
  posture_request,
  load_result,
  model_load_result,
  landmarks,
  report,
  knowledge_check,
  knowledge_list,
  facts
};

/// The schema itself: JSON Schema draft 7, the one source of every check and of derived types.
[[nodiscard]] std::string_view source();

/// Reads text as one JSON value.
/// @param place  file name or "standard input", begins every error's place
/// @error malformed: empty; not JSON, with line and column; a field twice in one object; too deep
Result<nlohmann::json> parse(std::string_view text, std::string_view place);

/// Whether lists and objects are nested so little that walking down them needs no large stack.
/// @error malformed, with line and column
Result<void> check_nesting(std::string_view text, std::string_view place);

/// Where byte `byte` (from 1) of a text stands, for a reader: "line 3, column 14".
[[nodiscard]] std::string line_and_column(std::string_view text, std::size_t byte);

/// Compares a value with its description.
/// @error missing, malformed (unknown field or wrong type) or out_of_range, one clear sentence
///   about the first fault found, with the path of the field
Result<void> check(const nlohmann::json& value, Document document, std::string_view place);

/// The same for a part of the schema by its name there, for example "ErgoRula"; the name must
/// exist.
Result<void> check_definition(const nlohmann::json& value, const std::string& name,
                              std::string_view place);

}  // namespace dorsal::schema
