#include "dorsal/media/prefetcher.hpp"

#include <utility>

#include "dorsal/base/check.hpp"

namespace dorsal::media {

Prefetcher::Prefetcher(std::unique_ptr<FrameSource> source, std::size_t ahead)
    : source_(std::move(source)), ring_(ahead) {
  DORSAL_CHECK(source_ != nullptr && ahead > 0);
  thread_ = std::jthread([this](const std::stop_token& stop) { decode(stop); });
}

Prefetcher::~Prefetcher() = default;

void Prefetcher::decode(const std::stop_token& stop) {
  std::size_t last = 0;
  for (bool more = true; more; last = (last + 1) % ring_.size()) {
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return ready_ < ring_.size(); })) return;
    }
    // this slot is ours until ready_ counts it
    Slot& slot = ring_[last];
    slot.outcome = source_->read(slot.frame);
    more = slot.outcome && *slot.outcome;
    {
      const std::lock_guard lock(mutex_);
      ++ready_;
    }
    changed_.notify_all();
  }
}

Result<bool> Prefetcher::read(Frame& frame) {
  std::unique_lock lock(mutex_);
  if (ended_) return false;
  changed_.wait(lock, [this] { return ready_ > 0; });
  Slot& slot = ring_[first_];
  Result<bool> outcome = slot.outcome;
  ended_ = !outcome || !*outcome;
  if (!ended_) std::swap(frame, slot.frame);
  first_ = (first_ + 1) % ring_.size();
  --ready_;
  lock.unlock();
  changed_.notify_all();
  return outcome;
}

std::vector<Diagnostic> Prefetcher::diagnostics() const {
  const std::lock_guard lock(mutex_);
  return ended_ ? source_->diagnostics() : std::vector<Diagnostic>{};
}

}  // namespace dorsal::media
