#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "question.hpp"

namespace dorsal::desktop {

/// A short-lived program whose output is worth having now and then. It is never waited for: one
/// step starts it, a later one takes what it printed.
class HelperProgram {
 public:
  /// @param command  the program's path and its arguments
  HelperProgram(std::vector<std::string> command, Instant every)
      : command_(std::move(command)), every_(every) {}
  ~HelperProgram();
  HelperProgram(const HelperProgram&) = delete;
  HelperProgram& operator=(const HelperProgram&) = delete;

  /// What it printed, or why nothing came; unset: nothing new. It is run again after its time, and
  /// after a minute where it failed.
  [[nodiscard]] std::optional<Result<std::string>> step(Instant now);

 private:
  bool start(Instant now);
  Result<std::string> finish(int status);
  void stop();

  std::vector<std::string> command_;
  Instant every_;
  std::optional<Instant> next_;
  Instant started_{0};
  pid_t child_ = -1;
  int output_ = -1;  // a file in memory: a pipe would hold the program up until it is read
};

}  // namespace dorsal::desktop
