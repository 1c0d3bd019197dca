#include "progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "dorsal/base/printable.hpp"
#include "stop_signal.hpp"

namespace dorsal::app {
namespace {

constexpr std::size_t kLongestName = 40;  // [bytes] leaves room for the figures on one line

}  // namespace

ProgressBar::ProgressBar(const std::string& name)
    : name_(printable(name, kLongestName)), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

bool ProgressBar::stopped() const { return stop_wanted(); }

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
