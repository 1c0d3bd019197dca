#pragma once

#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model_file.hpp"

namespace dorsal::body {

/// Reads disc_areas.csv; an empty text is a model without discs.
/// @error as read_model
Result<void> read_discs(std::string_view text, ModelFile& file);

}  // namespace dorsal::body
