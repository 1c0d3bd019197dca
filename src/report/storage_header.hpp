#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/report/files.hpp"

namespace dorsal::report {

/// Header of an OpenSim storage file with a time column before the others. The number of rows is
/// known only at the end: its place is kept free.
[[nodiscard]] std::string storage_header(std::string_view name, bool degrees,
                                         const std::vector<std::string>& columns);

/// Puts the number of rows into its place and commits the file.
Result<void> commit_with_rows(WholeFile& file, std::string_view name, std::size_t rows);

}  // namespace dorsal::report
