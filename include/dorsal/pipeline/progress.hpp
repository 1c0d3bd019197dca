#pragma once

#include <cstddef>
#include <string_view>

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
};

}  // namespace dorsal::pipeline
