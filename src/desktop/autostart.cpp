#include "dorsal/desktop/autostart.hpp"

#include <array>
#include <system_error>

#include "autostart_text.hpp"
#include "dorsal/base/whole_file.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;

fs::path entry_file(const fs::path& config_home) {
  return config_home / "autostart" / "org.dorsal.Watch.desktop";
}

fs::path unit_file(const fs::path& config_home) {
  return config_home / "systemd" / "user" / "dorsal-watch.service";
}

// What enables a unit: its target wants it.
fs::path unit_link(const fs::path& config_home) {
  return config_home / "systemd" / "user" / "graphical-session.target.wants" /
         "dorsal-watch.service";
}

Result<void> make_folder_of(const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (!error) return {};
  return fail(ErrorCode::write_failed, "the folder cannot be made: " + error.message(),
              file.parent_path().string(), "look at the rights of the folder above");
}

Result<bool> remove_if_there(const fs::path& file) {
  std::error_code error;
  const bool was_there = fs::remove(file, error);
  if (!error) return was_there;
  return fail(ErrorCode::write_failed, "the file cannot be removed: " + error.message(),
              file.string(), "remove it by hand");
}

Result<bool> remove_each(std::initializer_list<fs::path> files) {
  bool any = false;
  for (const fs::path& file : files) {
    DORSAL_TRY(const bool was_there, remove_if_there(file));
    any = any || was_there;
  }
  return any;
}

Result<void> enable_unit(const fs::path& config_home) {
  const fs::path link = unit_link(config_home);
  DORSAL_TRY_VOID(make_folder_of(link));
  DORSAL_TRY_VOID(remove_if_there(link));
  std::error_code error;
  fs::create_symlink(fs::path("..") / unit_file(config_home).filename(), link, error);
  if (!error) return {};
  return fail(ErrorCode::write_failed, "the link cannot be made: " + error.message(), link.string(),
              "run `systemctl --user enable dorsal-watch`");
}

}  // namespace

Result<fs::path> switch_on(Autostart kind, const fs::path& config_home, const fs::path& program,
                           const std::vector<std::string>& arguments) {
  DORSAL_TRY_VOID(check_command(kind, program, arguments));
  const bool as_unit = kind == Autostart::systemd_unit;
  const fs::path file = as_unit ? unit_file(config_home) : entry_file(config_home);
  DORSAL_TRY_VOID(make_folder_of(file));
  DORSAL_TRY_VOID(write_whole_file(
      file, as_unit ? systemd_unit(program, arguments) : desktop_entry(program, arguments)));
  if (as_unit) {
    DORSAL_TRY_VOID(enable_unit(config_home));
    DORSAL_TRY_VOID(remove_each({entry_file(config_home)}));
  } else {
    DORSAL_TRY_VOID(remove_each({unit_link(config_home), unit_file(config_home)}));
  }
  return file;
}

Result<bool> switch_off(const fs::path& config_home) {
  return remove_each({entry_file(config_home), unit_link(config_home), unit_file(config_home)});
}

}  // namespace dorsal::desktop
