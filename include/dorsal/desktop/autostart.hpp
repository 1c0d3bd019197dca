#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::desktop {

/// How the watcher is started with the session.
enum class Autostart {
  desktop_entry,  ///< any desktop: autostart/org.dorsal.Watch.desktop
  systemd_unit,   ///< systemd/user/dorsal-watch.service, with restarts and fewer rights
};

/// The text of a user unit that runs the program while a graphical session is there.
[[nodiscard]] std::string systemd_unit(const std::filesystem::path& program,
                                       const std::vector<std::string>& arguments);
/// The text of an autostart entry.
[[nodiscard]] std::string desktop_entry(const std::filesystem::path& program,
                                        const std::vector<std::string>& arguments);

/// Has the program started with the session from the next one on. The other kind is switched off,
/// so that it is not started twice.
/// @param config_home  $XDG_CONFIG_HOME or ~/.config; folders below are made
/// @param program  absolute
/// @return the file that was written, whole or not at all
/// @error out_of_range: the program's path is not absolute, or it or an argument has characters
/// that
///        the format cannot carry; write_failed
Result<std::filesystem::path> switch_on(Autostart kind, const std::filesystem::path& config_home,
                                        const std::filesystem::path& program,
                                        const std::vector<std::string>& arguments);
/// @return whether it was on
/// @error write_failed: a file cannot be removed
Result<bool> switch_off(const std::filesystem::path& config_home);

}  // namespace dorsal::desktop
