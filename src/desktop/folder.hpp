#pragma once

#include <dirent.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dorsal::desktop {

/// A folder open for reading, by its own handle: /proc is walked often, and its paths are long.
class Folder {
 public:
  [[nodiscard]] static Folder open(const std::filesystem::path& path);
  /// @param name  relative to this folder
  [[nodiscard]] Folder inner(const char* name) const;

  explicit operator bool() const { return handle_ != nullptr; }
  [[nodiscard]] int fd() const { return dirfd(handle_.get()); }
  /// Calls with each name but "." and "..", until told to stop.
  /// @param visit  gives false to stop
  void each(const std::function<bool(const char* name)>& visit) const;
  /// What a small file says; empty where it cannot be read.
  [[nodiscard]] std::string small_file(const char* name) const;

 private:
  struct Closer {
    void operator()(DIR* handle) const { closedir(handle); }
  };
  explicit Folder(int fd);
  std::unique_ptr<DIR, Closer> handle_;
};

/// "12": a whole number and nothing else.
[[nodiscard]] bool is_all_digits(std::string_view name);

}  // namespace dorsal::desktop
