#pragma once

#include <filesystem>
#include <utility>

#include "dorsal/base/result.hpp"

namespace dorsal::app {

/// Holds a lock beside the file of days, also where there is no desktop; given back when the
/// program ends, however it ends.
class WatchLock {
 public:
  /// @error taken: another watcher has it; write_failed: no lock can be made there
  static Result<WatchLock> take(const std::filesystem::path& days);
  WatchLock(WatchLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  WatchLock& operator=(WatchLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~WatchLock();

 private:
  explicit WatchLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace dorsal::app
