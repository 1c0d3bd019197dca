#pragma once

#include <string_view>

namespace dorsal::ergonomics {

/// A file that the build put into the library; empty for an unknown name.
std::string_view embedded_file(std::string_view name);

}  // namespace dorsal::ergonomics
