#pragma once

#include <string>

#include "dorsal/base/result.hpp"

namespace dorsal::app {

/// Name of an input in sentences: "-" is "standard input".
[[nodiscard]] std::string place_of(const std::string& path);

/// The whole file, or standard input for "-".
/// @error no_such_file, unreadable; unsupported: more than 256 MiB
Result<std::string> read_text(const std::string& path);

/// Tells an error on standard error; the exit code that goes with it.
int complain(const Error& error);

/// Exit code of an error: 1, or 70 for a fault of ours.
[[nodiscard]] int exit_code(const Error& error);

}  // namespace dorsal::app
