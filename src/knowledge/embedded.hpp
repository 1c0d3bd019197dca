#pragma once

#include <string_view>
#include <vector>

namespace dorsal::knowledge {

/// A file that the build put into the library; empty for an unknown name.
std::string_view embedded_file(std::string_view name);

/// The names of all of them, in the order of the build's list.
std::vector<std::string_view> embedded_names();

}  // namespace dorsal::knowledge
