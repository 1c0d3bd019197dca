#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal::app {

/// Name of an input in sentences: "-" is "standard input".
[[nodiscard]] std::string place_of(const std::string& path);

/// The whole file, or standard input for "-".
/// @error no_such_file, unreadable; unsupported: more than 256 MiB
Result<std::string> read_text(const std::string& path);

/// Whether there is nothing in a text but blanks, line ends and byte-order marks.
[[nodiscard]] bool is_blank(std::string_view text);

/// Whether a text is JSON lines and not one document: its first line is a whole object, with more
/// after it.
[[nodiscard]] bool are_json_lines(std::string_view text);

/// Calls `use` with each line that is not blank and its place, "FILE, row 3"; the highest of the
/// exit codes that it gives back.
int for_each_line(std::string_view text, const std::string& place,
                  const std::function<int(std::string_view line, const std::string& place)>& use);

/// Tells an error on standard error; the exit code that goes with it.
int complain(const Error& error);

/// Exit code of an error: 1, or 70 for a fault of ours.
[[nodiscard]] int exit_code(const Error& error);

}  // namespace dorsal::app
