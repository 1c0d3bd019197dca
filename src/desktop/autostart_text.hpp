#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/desktop/autostart.hpp"

namespace dorsal::desktop {

/// Whether the format can carry the command as it is.
/// @error out_of_range
Result<void> check_command(Autostart kind, const std::filesystem::path& program,
                           const std::vector<std::string>& arguments);

}  // namespace dorsal::desktop
