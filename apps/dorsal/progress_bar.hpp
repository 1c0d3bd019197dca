#pragma once

#include <chrono>
#include <string>

#include "dorsal/pipeline/progress.hpp"

namespace dorsal::app {

/// One line on standard error that rewrites itself, and nothing where that is no terminal.
class ProgressBar final : public pipeline::Progress {
 public:
  explicit ProgressBar(const std::string& name);
  ~ProgressBar() override;
  void at(std::string_view step, std::size_t done, std::size_t total) override;
  [[nodiscard]] bool stopped() const override;

 private:
  std::string name_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace dorsal::app
