#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

namespace dorsal::desktop {

/// The program that has the camera open, of those that run for this user; empty: nobody.
/// Unset: the processes cannot be read.
/// @param self  process that does not count
[[nodiscard]] std::optional<std::string> find_camera_holder(const std::filesystem::path& proc,
                                                            const std::filesystem::path& camera,
                                                            pid_t self);

/// Whether this program hands the camera's pictures on to others and keeps none.
[[nodiscard]] bool passes_camera_on(const std::string& program);

}  // namespace dorsal::desktop
