// Time of the load of one posture: kinematics, moment arms, net moments, muscles, reactions; and
// what the machine could do at best.
#include <Eigen/Dense>
#include <thread>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/load/batch.hpp"
#include "motion.hpp"

namespace dorsal::bench {
namespace {

load::SolverOptions options(const benchmark::State& state) {
  return {state.range(0) == 3 ? load::Exponent::three : load::Exponent::two};
}

void run_frames(benchmark::State& state, bool warm) {
  const auto model = model_or_exit();
  load::Solver solver(model, options(state));
  load::LoadFrame load;
  int i = 0;
  double steps = 0;
  for ([[maybe_unused]] auto _ : state) {
    if (!warm) solver.forget();
    solver.solve(frame(i++ % kFrames), {}, load);
    benchmark::DoNotOptimize(load.compression);
    steps += load.iterations;
  }
  state.counters["newton_steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
}

void warm_frame(benchmark::State& state) { run_frames(state, true); }
BENCHMARK(warm_frame)->ArgName("exponent")->Arg(2)->Arg(3)->Unit(benchmark::kMicrosecond);

void cold_frame(benchmark::State& state) { run_frames(state, false); }
BENCHMARK(cold_frame)->ArgName("exponent")->Arg(2)->Arg(3)->Unit(benchmark::kMicrosecond);

void place_bodies(benchmark::State& state) {
  const auto model = model_or_exit();
  body::Placement placement;
  int i = 0;
  for ([[maybe_unused]] auto _ : state) {
    body::place(model, frame(i++ % kFrames), placement);
    benchmark::DoNotOptimize(placement.body.data());
  }
}
BENCHMARK(place_bodies)->Unit(benchmark::kMicrosecond);

void measure_muscles(benchmark::State& state) {
  const auto model = model_or_exit();
  const auto placement = body::place(model, frame(10));
  body::MuscleGeometry geometry;
  for ([[maybe_unused]] auto _ : state) {
    body::measure_muscles(model, placement, geometry);
    benchmark::DoNotOptimize(geometry.arm.data());
  }
}
BENCHMARK(measure_muscles)->Unit(benchmark::kMicrosecond);

// Sharing alone, on the problems as they come; the time is the thread's processor time.
void share_warm(benchmark::State& state) {
  const auto model = model_or_exit();
  load::Solver solver(model, options(state));
  load::LoadFrame load;
  load::ActivationSolver sharing;
  load::ActivationSolution solution;
  int i = 0;
  double work = 0;
  for ([[maybe_unused]] auto _ : state) {
    solver.solve(frame(i++ % kFrames), {}, load);
    const double start = processor_time();
    sharing.solve(solver.problem(), solution);
    state.SetIterationTime(processor_time() - start);
    work += sharing.multiply_adds();
  }
  state.counters["multiply_adds"] = benchmark::Counter(work, benchmark::Counter::kAvgIterations);
  state.counters["multiply_adds_per_s"] = benchmark::Counter(work, benchmark::Counter::kIsRate);
}
BENCHMARK(share_warm)
    ->ArgName("exponent")
    ->Arg(2)
    ->Arg(3)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond);

// What this build reaches in the product of two dense matrices, which is what a machine does best.
void dense_product(benchmark::State& state) {
  constexpr Eigen::Index kSize = 256;
  const Eigen::MatrixXd a = Eigen::MatrixXd::Random(kSize, kSize);
  const Eigen::MatrixXd b = Eigen::MatrixXd::Random(kSize, kSize);
  Eigen::MatrixXd c(kSize, kSize);
  for ([[maybe_unused]] auto _ : state) {
    c.noalias() = a * b;
    benchmark::DoNotOptimize(c.data());
  }
  state.counters["multiply_adds_per_s"] = benchmark::Counter(
      static_cast<double>(kSize * kSize * kSize), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(dense_product)->Unit(benchmark::kMicrosecond);

// Wall clock of a batch; frames a second by the number of threads.
void batch(benchmark::State& state) {
  const auto model = model_or_exit();
  constexpr int kBatch = 8 * kFrames;
  for ([[maybe_unused]] auto _ : state) {
    int i = 0;
    const auto next = [&i](load::HeldPosture& held) {
      if (i == kBatch) return false;
      held.posture = frame(i++ % kFrames);
      return true;
    };
    double sum = 0;
    load::solve_batch(model, {}, static_cast<unsigned>(state.range(0)), next,
                      [&sum](std::size_t, const load::HeldPosture&, const load::LoadFrame& load) {
                        sum += load.compression[0];
                      });
    benchmark::DoNotOptimize(sum);
  }
  state.counters["frames_per_s"] =
      benchmark::Counter(kBatch, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(batch)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void scale_to_a_person(benchmark::State& state) {
  const auto file = body::thoracolumbar_model();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(body::scale_model(*file, {}));
}
BENCHMARK(scale_to_a_person)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace dorsal::bench

BENCHMARK_MAIN();
