#include "camera_holder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string_view>
#include <system_error>

#include "dorsal/base/printable.hpp"
#include "folder.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;

bool is_own(const Folder& processes, const char* process) {
  struct stat about {};
  return ::fstatat(processes.fd(), process, &about, 0) == 0 && about.st_uid == ::geteuid();
}

bool leads_to(const Folder& handles, const char* handle, std::string_view target) {
  std::array<char, 256> text{};
  const ssize_t size = ::readlinkat(handles.fd(), handle, text.data(), text.size());
  return size > 0 && std::string_view(text.data(), static_cast<std::size_t>(size)) == target;
}

bool has_open(const Folder& process, std::string_view target) {
  const Folder handles = process.inner("fd");
  bool found = false;
  handles.each([&](const char* handle) {
    found = leads_to(handles, handle, target);
    return !found;
  });
  return found;
}

std::string program_name(const Folder& process) {
  std::string name = process.small_file("comm");
  while (name.ends_with('\n')) name.pop_back();
  return name.empty() ? "another program" : printable(name);
}

// A camera is often named by a link that does not change with the port it is plugged into.
std::string device_of(const fs::path& camera) {
  std::error_code missing;
  const fs::path device = fs::canonical(camera, missing);
  return (missing ? camera : device).string();
}

}  // namespace

std::optional<std::string> find_camera_holder(const fs::path& proc, const fs::path& camera,
                                              pid_t self) {
  const Folder processes = Folder::open(proc);
  if (!processes) return std::nullopt;
  const std::string device = device_of(camera);
  const std::string own = std::to_string(self);
  std::string holder;
  processes.each([&](const char* name) {
    if (!is_all_digits(name) || own == name || !is_own(processes, name)) return true;
    const Folder process = processes.inner(name);
    if (!has_open(process, device)) return true;
    // Whoever passes the camera on counts only where nobody else has it.
    holder = program_name(process);
    return passes_camera_on(holder);
  });
  return holder;
}

bool passes_camera_on(const std::string& program) {
  return program == "pipewire" || program == "wireplumber";
}

}  // namespace dorsal::desktop
