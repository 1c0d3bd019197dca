#pragma once

#include <string>
#include <string_view>

#include "csv_table.hpp"
#include "dorsal/body/model_file.hpp"

namespace dorsal::body {

/// Quality and source of a row; a source has to be one of model.toml.
void read_provenance(RowReader& row, const ModelFile& file, Quality& quality, std::string& source);

/// stiffness.csv: what resists the rotations of the levels. @error as read_model
Result<void> read_stiffness(std::string_view text, ModelFile& file);

/// pressure.csv: what a pressure in the abdomen pushes. @error as read_model
Result<void> read_pressure(std::string_view text, ModelFile& file);

}  // namespace dorsal::body
