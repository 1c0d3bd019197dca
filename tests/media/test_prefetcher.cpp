#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>

#include "dorsal/media/prefetcher.hpp"
#include "made_media.hpp"

namespace dorsal::media {
namespace {

/// Counts what is asked of it; picture i has shade i.
class CountingSource final : public FrameSource {
 public:
  CountingSource(int frames, std::atomic<int>& asked) : frames_(frames), asked_(asked) {}
  [[nodiscard]] const SourceInfo& info() const override { return info_; }
  [[nodiscard]] Result<bool> read(Frame& frame) override {
    if (asked_ == fail_at) return fail(ErrorCode::unreadable, "the film tore");
    if (asked_ == frames_) return false;
    frame.index = static_cast<std::size_t>(asked_++);
    frame.time = 0.1 * static_cast<double>(frame.index);
    frame.bgr.create(48, 64, CV_8UC3);
    frame.bgr.setTo(cv::Scalar::all(static_cast<double>(frame.index)));
    return true;
  }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return {{"odd", "film"}}; }
  int fail_at = -1;

 private:
  SourceInfo info_;
  int frames_;
  std::atomic<int>& asked_;
};

TEST(Prefetcher, gives_every_frame_once_and_in_order) {
  std::atomic<int> asked = 0;
  Prefetcher source(std::make_unique<CountingSource>(50, asked));
  Frame frame;
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(source.read(frame).value());
    EXPECT_EQ(frame.index, static_cast<std::size_t>(i));
    EXPECT_EQ(shade_of(frame.bgr), i);
  }
  EXPECT_FALSE(source.read(frame).value());
  EXPECT_FALSE(source.read(frame).value());  // and stays at the end
  EXPECT_EQ(source.diagnostics().size(), 1U);
}

TEST(Prefetcher, uses_the_same_few_buffers_for_the_whole_recording) {
  std::atomic<int> asked = 0;
  Prefetcher source(std::make_unique<CountingSource>(100, asked), 3);
  Frame frame;
  std::set<const void*> buffers;
  while (source.read(frame).value()) buffers.insert(frame.bgr.data);
  EXPECT_LE(buffers.size(), 4U);  // three in the ring, one in the reader's hand
}

TEST(Prefetcher, reads_no_further_ahead_than_told) {
  std::atomic<int> asked = 0;
  Prefetcher source(std::make_unique<CountingSource>(100, asked), 4);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (asked < 4 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(asked, 4);
}

TEST(Prefetcher, can_be_dropped_in_the_middle) {
  std::atomic<int> asked = 0;
  {
    Prefetcher source(std::make_unique<CountingSource>(1000, asked));
    Frame frame;
    ASSERT_TRUE(source.read(frame).value());
  }
  EXPECT_LT(asked, 1000);
}

TEST(Prefetcher, passes_an_error_on_and_then_is_at_the_end) {
  std::atomic<int> asked = 0;
  auto failing = std::make_unique<CountingSource>(10, asked);
  failing->fail_at = 2;
  Prefetcher source(std::move(failing));
  Frame frame;
  EXPECT_TRUE(source.read(frame).value());
  EXPECT_TRUE(source.read(frame).value());
  EXPECT_FALSE(source.read(frame));
  EXPECT_FALSE(source.read(frame).value());
}

}  // namespace
}  // namespace dorsal::media
