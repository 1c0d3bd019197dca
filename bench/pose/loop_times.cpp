#include <fmt/core.h>
#include <sched.h>
#include <sys/resource.h>

#include "dorsal/media/prefetcher.hpp"
#include "dorsal/pose/tracker.hpp"
#include "measures.hpp"
#include "stopwatch.hpp"

namespace dorsal::bench {
namespace {

void pin_to_one_core() {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(sched_getcpu()), &set);
  sched_setaffinity(0, sizeof(set), &set);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

struct Pass {
  std::size_t frames = 0;
  std::size_t found = 0;
  double wall = 0;  // [s]
  double cpu = 0;   // [s] of all threads
};

/// Reads the video through, `times` over, as if it were that much longer.
Pass run(const std::filesystem::path& video, pose::Tracker* tracker, int times) {
  Pass pass;
  const double wall = seconds(CLOCK_MONOTONIC);
  const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
  double offset = 0;
  for (int i = 0; i < times; ++i) {
    media::Prefetcher source(media::open_source(video).value());
    media::Frame frame;
    double last = 0;
    while (source.read(frame).value()) {
      ++pass.frames;
      last = frame.time;
      if (tracker == nullptr) continue;
      pass.found += tracker->track(frame.bgr, offset + frame.time).value().present ? 1U : 0U;
    }
    offset += last + 1;
  }
  pass.wall = seconds(CLOCK_MONOTONIC) - wall;
  pass.cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  return pass;
}

void print(const char* what, const Pass& pass) {
  const auto frames = static_cast<double>(pass.frames);
  fmt::print(
      "{:<28} {:6} frames {:6} found {:8.1f} frames/s {:8.1f} frames/s of processor {:7.1f} MB\n",
      what, pass.frames, pass.found, frames / pass.wall, frames / pass.cpu, peak_megabytes());
}

}  // namespace

void measure_loop(const std::filesystem::path& models, const std::filesystem::path& video) {
  pin_to_one_core();
  fmt::print("\n{}\n", video.filename().string());
  print("decoding alone", run(video, nullptr, 1));
  auto tracker = pose::Tracker::create(models).value();
  print("decoding and tracking, full", run(video, &tracker, 1));
  print("the same, 4 times as long", run(video, &tracker, 4));
}

}  // namespace dorsal::bench
