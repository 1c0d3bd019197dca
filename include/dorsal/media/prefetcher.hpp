#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {

/// Reads ahead from another source in a thread of its own. The pictures lie in a ring of buffers
/// that are used again, so memory does not grow with the recording.
class Prefetcher final : public FrameSource {
 public:
  /// @param ahead  pictures decoded before they are asked for, at least 1
  explicit Prefetcher(std::unique_ptr<FrameSource> source, std::size_t ahead = 3);
  ~Prefetcher() override;

  [[nodiscard]] const SourceInfo& info() const override { return source_->info(); }
  /// Hands over the next picture and takes the buffer that was in `frame` for a later one.
  [[nodiscard]] Result<bool> read(Frame& frame) override;
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override;

 private:
  struct Slot {
    Frame frame;
    Result<bool> outcome = false;
  };
  void decode(const std::stop_token& stop);

  std::unique_ptr<FrameSource> source_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Slot> ring_;
  std::size_t first_ = 0;  // the oldest decoded picture
  std::size_t ready_ = 0;  // decoded and not yet handed over
  bool ended_ = false;     // the end has been handed over
  std::jthread thread_;    // last, so that it starts after and stops before everything else
};

}  // namespace dorsal::media
