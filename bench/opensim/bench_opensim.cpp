// Time of one frame of a model of others: the lumbar model of the reference set with its reserves,
// moving between its four poses over a thousand frames.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/motion.hpp"
#include "dorsal/opensim/solver.hpp"

namespace {

using namespace dorsal::opensim;

constexpr std::size_t kFrames = 1000;

std::string reference_text(const std::string& name) {
  const char* folder = std::getenv("DORSAL_REFERENCE_DIR");
  const std::filesystem::path root =
      folder != nullptr ? folder : DORSAL_SOURCE_DIR "/../shared/reference";
  std::ifstream file(root / "biomech" / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Case {
  Model model;
  std::vector<std::vector<double>> poses;
};

/// Nothing where the reference set is not there.
std::optional<Case> lumbar_case() {
  const std::string text = reference_text("models/pose2sim_lfb/Model_Pose2Sim_muscles_flex.osim");
  auto model = read_model(text, "lumbar");
  if (!model || !add_actuators(reference_text("opensim_answers/reserves.xml"), "r", *model)) {
    return std::nullopt;
  }
  Case made{std::move(*model), {}};
  for (const char* pose : {"neutral", "flexion", "bend", "arms_forward"}) {
    const auto motion = read_motion(reference_text(std::string("opensim_answers/") + pose + ".mot"),
                                    pose, made.model);
    if (!motion) return std::nullopt;
    made.poses.push_back(motion->q[0]);
  }
  return made;
}

/// Frame `i` of the way round through all poses.
void between(const Case& made, std::size_t i, std::vector<double>& q) {
  const double at = 4.0 * static_cast<double>(i % kFrames) / kFrames;
  const auto from = static_cast<std::size_t>(at);
  const double share = at - static_cast<double>(from);
  const auto& a = made.poses[from % 4];
  const auto& b = made.poses[(from + 1) % 4];
  q.resize(a.size());
  for (std::size_t c = 0; c < q.size(); ++c) q[c] = (1 - share) * a[c] + share * b[c];
}

void frames(benchmark::State& state, bool warm) {
  const auto made = lumbar_case();
  if (!made) {
    state.SkipWithError("the reference set is not there");
    return;
  }
  Solver solver(made->model);
  Frame frame;
  std::vector<double> q;
  std::size_t i = 0;
  double steps = 0;
  double failed = 0;
  for ([[maybe_unused]] auto _ : state) {
    if (!warm) solver.forget();
    between(*made, i++, q);
    solver.solve(q, 0, frame);
    benchmark::DoNotOptimize(frame.objective);
    steps += frame.iterations;
    failed += frame.status == dorsal::load::SolveStatus::solved ? 0 : 1;
  }
  state.counters["newton_steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
  state.counters["not_solved"] = failed;
}

void warm_frame(benchmark::State& state) { frames(state, true); }
BENCHMARK(warm_frame)->Unit(benchmark::kMicrosecond);
void cold_frame(benchmark::State& state) { frames(state, false); }
BENCHMARK(cold_frame)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
