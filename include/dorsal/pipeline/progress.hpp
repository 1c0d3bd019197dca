#pragma once

#include <cstddef>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal::pipeline {

/// Told how far long work has come. The core calls it; what is shown, and where, is the caller's.
class Progress {
 public:
  Progress() = default;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() = default;
  /// @param total  0 when it is not known
  virtual void at(std::string_view step, std::size_t done, std::size_t total) = 0;
  /// Whether the work is to be given up; asked once a frame.
  [[nodiscard]] virtual bool stopped() const { return false; }
};

/// @error write_failed: the work is to be given up
[[nodiscard]] inline Result<void> go_on(const Progress& progress) {
  if (!progress.stopped()) return {};
  return fail(ErrorCode::write_failed, "stopped before it was done; nothing of it was kept");
}

}  // namespace dorsal::pipeline
