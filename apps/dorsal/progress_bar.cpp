#include "progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace dorsal::app {

ProgressBar::ProgressBar(std::string name)
    : name_(std::move(name)), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::at(std::string_view step, std::size_t done, std::size_t total) {
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  drawn_ = true;
  if (total > 0) {
    fmt::print(stderr, "\r\033[K{}: {} {} of {} ({} %)", name_, step, done, total,
               100 * done / total);
  } else {
    fmt::print(stderr, "\r\033[K{}: {} {}", name_, step, done);
  }
  std::fflush(stderr);
}

}  // namespace dorsal::app
