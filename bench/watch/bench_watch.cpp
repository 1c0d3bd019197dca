// What watching costs: ten minutes joined from two recordings, in every way that it can be looked
// at, each in a process of its own. Time is that of the recording, so nothing is waited for; the
// processor time of decoding is counted apart, because a camera has none.
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/pipeline/look_source.hpp"
#include "dorsal/watch/session.hpp"

namespace {

using namespace dorsal;
using watch::Duration;
using watch::Time;

constexpr double kLength = 600;  // [s]

double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Two recordings one after the other, again and again.
class Joined final : public media::FrameSource {
 public:
  Joined(std::vector<std::filesystem::path> files, double& decoding)
      : files_(std::move(files)), decoding_(decoding) {}
  [[nodiscard]] const media::SourceInfo& info() const override { return info_; }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return {}; }
  [[nodiscard]] Result<bool> read(media::Frame& frame) override {
    const double before = processor_time();
    auto more = read_one(frame);
    decoding_ += processor_time() - before;
    return more;
  }

 private:
  Result<bool> read_one(media::Frame& frame) {
    for (;;) {
      if (!source_) {
        DORSAL_TRY(source_, media::open_source(files_[next_++ % files_.size()]));
        begin_ = last_;
      }
      DORSAL_TRY(const bool more, source_->read(frame));
      if (more) break;
      source_.reset();
    }
    last_ = begin_ + frame.time;
    frame.time = last_;
    return last_ < kLength;
  }

  std::vector<std::filesystem::path> files_;
  double& decoding_;
  media::SourceInfo info_;
  std::unique_ptr<media::FrameSource> source_;
  std::size_t next_ = 0;
  double begin_ = 0;
  double last_ = 0;
};

struct Outcome {
  double decoding = 0;  // [s] of processor time
  std::size_t looks = 0;
  std::size_t measured = 0;
  std::map<int, bool> present;  // by second, where it was measured
};

struct Bench {
  std::vector<std::filesystem::path> files;
  pipeline::LookRequest request;
};

std::unique_ptr<pipeline::LookSource> looks_of(const Bench& bench, double& decoding) {
  auto source =
      pipeline::look_at_frames([&] { return std::make_unique<Joined>(bench.files, decoding); },
                               false, Time{}, bench.request);
  if (source) return std::move(*source);
  std::fprintf(stderr, "%s\n", to_string(source.error()).c_str());
  std::exit(1);
}

// @param next  how long to wait after a look
void look_on(pipeline::LookSource& source, Outcome& out, bool skip,
             const std::function<Duration(const watch::Look&)>& next,
             const std::function<bool()>& may_skip) {
  for (Time now{};;) {
    const auto look = source.look(now, skip && may_skip());
    if (!look || !*look) return;
    ++out.looks;
    if (!(*look)->unchanged) {
      ++out.measured;
      out.present[static_cast<int>(
          std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count())] =
          (*look)->sight != watch::Sight::absent;
    }
    now += next(**look);
  }
}

Outcome once_a_second(const Bench& bench, bool skip) {
  Outcome out;
  const auto source = looks_of(bench, out.decoding);
  look_on(
      *source, out, skip, [](const watch::Look&) { return std::chrono::seconds(1); },
      [] { return true; });
  return out;
}

Outcome as_the_watcher_says(const Bench& bench) {
  Outcome out;
  const auto source = looks_of(bench, out.decoding);
  const knowledge::Knowledge none;
  watch::Session session(watch::published_limits(), none, "en");
  look_on(
      *source, out, true,
      [&](const watch::Look& look) {
        (void)session.step(look, {});
        return session.rhythm().next;
      },
      [&] { return session.rhythm().skip_unchanged; });
  return out;
}

Outcome every_frame(const Bench& bench) {
  Outcome out;
  Joined frames(bench.files, out.decoding);
  pose::TrackerOptions options;
  options.variant = bench.request.variant;
  auto tracker = pose::Tracker::create(bench.request.pose_models, options);
  if (!tracker) std::exit(1);
  media::Frame frame;
  for (auto more = frames.read(frame); more && *more; more = frames.read(frame)) {
    const auto pose = tracker->track(frame.bgr, frame.time);
    ++out.looks;
    ++out.measured;
    out.present.try_emplace(static_cast<int>(frame.time), pose && pose->present);
  }
  return out;
}

// Runs in a process of its own, so that memory is this way's alone; who was there goes to a file.
void run_apart(const char* name, const std::string& notes, const std::function<Outcome()>& way) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child != 0) {
    waitpid(child, nullptr, 0);
    return;
  }
  const double before = processor_time();
  const Outcome out = way();
  const double all = processor_time() - before;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-26s looking %5.2f %%, decoding %5.2f %%, %4ld MiB, %zu looks, %zu measured\n",
              name, 100 * (all - out.decoding) / kLength, 100 * out.decoding / kLength,
              usage.ru_maxrss / 1024, out.looks, out.measured);
  if (std::FILE* file = std::fopen(notes.c_str(), "w")) {
    for (const auto& [second, there] : out.present) std::fprintf(file, "%d %d\n", second, there);
    std::fclose(file);
  }
  std::fflush(stdout);
  std::_Exit(0);
}

std::map<int, int> noted(const std::string& notes) {
  std::map<int, int> out;
  if (std::FILE* file = std::fopen(notes.c_str(), "r")) {
    for (int second = 0, there = 0; std::fscanf(file, "%d %d", &second, &there) == 2;) {
      out[second] = there;
    }
    std::fclose(file);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: dorsal_bench_watch MEDIA_FOLDER POSE_MODELS\n", stderr);
    return 2;
  }
  const std::filesystem::path media = argv[1];
  Bench bench;
  bench.files = {media / "walk_stand_rear_high.mp4", media / "desk_front_sync1.mp4"};
  bench.request.pose_models = argv[2];
  media::quieten_libraries();
  const auto folder = std::filesystem::temp_directory_path();
  const std::string seldom = (folder / "dorsal_bench_seldom").string();
  const std::string always = (folder / "dorsal_bench_always").string();
  run_apart("one look a second", seldom, [&] { return once_a_second(bench, true); });
  run_apart("the same, all measured", "/dev/null", [&] { return once_a_second(bench, false); });
  run_apart("as the watcher says", "/dev/null", [&] { return as_the_watcher_says(bench); });
  run_apart("every frame", always, [&] { return every_frame(bench); });
  const auto all = noted(always);
  int same = 0;
  int compared = 0;
  for (const auto& [second, there] : noted(seldom)) {
    const auto found = all.find(second);
    if (found == all.end()) continue;
    ++compared;
    if (found->second == there) ++same;
  }
  std::printf("looks agree with the frames on who is there in %d of %d\n", same, compared);
  return 0;
}
