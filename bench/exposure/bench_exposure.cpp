#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "dorsal/exposure/dose.hpp"
#include "dorsal/exposure/finding.hpp"

namespace {

using namespace dorsal;
using exposure::Duration;

constexpr double kDegree = std::numbers::pi / 180;
constexpr std::size_t kFrames = 8 * 3600 * 10;  // eight hours at 10 Hz
constexpr Duration kStep{100'000};

double jitter(std::size_t i, std::size_t m) {
  return std::remainder(static_cast<double>(i * 7919 + m * 104729), 97.0) / 24.0;
}

posture::PostureFrame frame_at(std::size_t i) {
  posture::PostureFrame frame;
  const double t = static_cast<double>(i) / 10;
  frame.status =
      std::fmod(t, 3600) > 3300 ? posture::FitStatus::nobody : posture::FitStatus::fitted;
  if (frame.status == posture::FitStatus::nobody) return frame;
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const double slow = 15 * std::sin(t / 97 + static_cast<double>(m));
    const double quick = m % 3 == 0 ? 20 * std::sin(t * 2) : 0.0;
    const double angle = (25 + slow + quick + jitter(i, m)) * kDegree;
    frame.measures[m] = {angle, angle - 5 * kDegree, angle + 5 * kDegree, posture::Gap::none};
  }
  frame.posture[body::Coordinate::left_shoulder_flexion] = 0.7 + 0.7 * std::sin(t);
  frame.posture[body::Coordinate::right_shoulder_flexion] = 0.7 + 0.7 * std::sin(t);
  frame.deviation.setConstant(0.05);
  return frame;
}

load::LoadFrame load_at(std::size_t i) {
  load::LoadFrame frame;
  frame.status = load::SolveStatus::solved;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    frame.compression[l] = 300 + 20 * static_cast<double>(l) + 10 * jitter(i, l);
    frame.shear_ap[l] = 30 + jitter(i, l);
    frame.shear_ml[l] = jitter(i, l + 1);
  }
  return frame;
}

// Frames are made before the clock starts; each is used a thousandth of a day later again.
template <class T, class F>
const std::vector<T>& some(const F& make) {
  static const std::vector<T> frames = [&make] {
    std::vector<T> all;
    for (std::size_t i = 0; i < 36000; ++i) all.push_back(make(i));
    return all;
  }();
  return frames;
}

void eight_hours_of_posture(benchmark::State& state) {
  const auto& frames = some<posture::PostureFrame>(frame_at);
  const body::Skeleton skeleton{body::Person{}};
  for (auto unused : state) {
    exposure::SightSampler sights(skeleton);
    exposure::PostureExposure all;
    for (std::size_t i = 0; i < kFrames; ++i) {
      const auto& frame = frames[i % frames.size()];
      const Duration at = kStep * static_cast<std::int64_t>(i);
      all.add(at, kStep, frame, sights.at(at, frame));
    }
    all.close();
    benchmark::DoNotOptimize(exposure::doses(all));
    benchmark::DoNotOptimize(exposure::findings(all));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kFrames));
}
BENCHMARK(eight_hours_of_posture)->Unit(benchmark::kMillisecond);

void eight_hours_of_load(benchmark::State& state) {
  const auto& frames = some<load::LoadFrame>(load_at);
  exposure::LoadBand band{};
  body::LevelArray<double> standing{};
  standing.fill(350);
  for (auto unused : state) {
    exposure::LoadExposure all;
    for (std::size_t i = 0; i < kFrames; ++i) {
      const auto& frame = frames[i % frames.size()];
      for (std::size_t l = 0; l < body::kLevels; ++l) {
        band.compression_low[l] = 0.8 * frame.compression[l];
        band.compression_high[l] = 1.2 * frame.compression[l];
      }
      all.add(kStep * static_cast<std::int64_t>(i), kStep, frame, &band);
    }
    benchmark::DoNotOptimize(exposure::load_doses(all, standing, body::Sex::male));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kFrames));
}
BENCHMARK(eight_hours_of_load)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
