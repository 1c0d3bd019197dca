// Time of the load of one posture: kinematics, moment arms, net moments, muscles, reactions.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"

namespace {

using dorsal::body::Coordinate;

dorsal::body::Model model_or_exit() {
  auto model = dorsal::body::model_of({});
  if (!model) {
    std::fputs(dorsal::to_string(model.error()).c_str(), stderr);
    std::exit(1);
  }
  return std::move(*model);
}

/// Frame `i` of a person who bends forward and sideways at 30 frames a second.
dorsal::body::Posture frame(int i) {
  const double t = i / 30.0;
  dorsal::body::Posture posture;
  posture[Coordinate::pelvis_tilt] = 0.15 + 0.15 * std::sin(0.7 * t);
  posture[Coordinate::lumbar_flexion] = 0.2 + 0.2 * std::sin(0.7 * t);
  posture[Coordinate::thoracic_flexion] = 0.1 + 0.1 * std::sin(1.1 * t);
  posture[Coordinate::lumbar_lateral_bend] = 0.1 * std::sin(0.5 * t);
  posture[Coordinate::left_shoulder_flexion] = 0.6 + 0.4 * std::sin(0.9 * t);
  posture[Coordinate::right_shoulder_flexion] = 0.6 + 0.4 * std::cos(0.9 * t);
  return posture;
}

constexpr int kFrames = 1000;

void warm_frame(benchmark::State& state) {
  const auto model = model_or_exit();
  dorsal::load::Solver solver(model);
  dorsal::load::LoadFrame load;
  int i = 0;
  double steps = 0;
  for ([[maybe_unused]] auto _ : state) {
    solver.solve(frame(i++ % kFrames), {}, load);
    benchmark::DoNotOptimize(load.compression);
    steps += load.iterations;
  }
  state.counters["newton_steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
}
BENCHMARK(warm_frame)->Unit(benchmark::kMicrosecond);

void cold_frame(benchmark::State& state) {
  const auto model = model_or_exit();
  dorsal::load::Solver solver(model);
  dorsal::load::LoadFrame load;
  int i = 0;
  double steps = 0;
  for ([[maybe_unused]] auto _ : state) {
    solver.forget();
    solver.solve(frame(i++ % kFrames), {}, load);
    benchmark::DoNotOptimize(load.compression);
    steps += load.iterations;
  }
  state.counters["newton_steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
}
BENCHMARK(cold_frame)->Unit(benchmark::kMicrosecond);

void place_bodies(benchmark::State& state) {
  const auto model = model_or_exit();
  dorsal::body::Placement placement;
  int i = 0;
  for ([[maybe_unused]] auto _ : state) {
    dorsal::body::place(model, frame(i++ % kFrames), placement);
    benchmark::DoNotOptimize(placement.body.data());
  }
}
BENCHMARK(place_bodies)->Unit(benchmark::kMicrosecond);

void measure_muscles(benchmark::State& state) {
  const auto model = model_or_exit();
  const auto placement = dorsal::body::place(model, frame(10));
  dorsal::body::MuscleGeometry geometry;
  for ([[maybe_unused]] auto _ : state) {
    dorsal::body::measure_muscles(model, placement, geometry);
    benchmark::DoNotOptimize(geometry.arm.data());
  }
}
BENCHMARK(measure_muscles)->Unit(benchmark::kMicrosecond);

void scale_to_a_person(benchmark::State& state) {
  const auto file = dorsal::body::thoracolumbar_model();
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(dorsal::body::scale_model(*file, {}));
}
BENCHMARK(scale_to_a_person)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
