#include "folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace dorsal::desktop {
namespace {

constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

}  // namespace

Folder::Folder(int fd) {
  if (fd < 0) return;
  handle_.reset(fdopendir(fd));
  if (!handle_) ::close(fd);
}

Folder Folder::open(const std::filesystem::path& path) {
  return Folder(::open(path.c_str(), kOpenFolder));
}

Folder Folder::inner(const char* name) const {
  return Folder(handle_ ? ::openat(fd(), name, kOpenFolder) : -1);
}

void Folder::each(const std::function<bool(const char* name)>& visit) const {
  if (!handle_) return;
  rewinddir(handle_.get());
  while (const dirent* entry = readdir(handle_.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (!visit(entry->d_name)) return;
  }
}

std::string Folder::small_file(const char* name) const {
  const int file = handle_ ? ::openat(fd(), name, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  if (file < 0) return {};
  std::array<char, 4096> text{};
  const ssize_t size = ::read(file, text.data(), text.size());
  ::close(file);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : std::string();
}

bool is_all_digits(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace dorsal::desktop
