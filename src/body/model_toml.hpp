#pragma once

#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model_file.hpp"

namespace dorsal::body {

/// Fills the parts of a model file that model.toml tells: everything but the four tables.
[[nodiscard]] Result<ModelFile> read_model_toml(std::string_view text);

}  // namespace dorsal::body
