#include <benchmark/benchmark.h>

#include <random>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/interval.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace {

using namespace dorsal;

const knowledge::Knowledge& known() {
  static const knowledge::Knowledge read = *knowledge::embedded();
  return read;
}

const reasoning::Model& model() {
  static const reasoning::Model prepared = *reasoning::prepare(known());
  return prepared;
}

// So many booleans answered, one in five with yes.
reasoning::Answers some_answers(std::int64_t count) {
  std::mt19937 random(1);
  auto out = reasoning::no_answers(known());
  while (count > 0) {
    const std::size_t f = random() % out.of.size();
    if (out.of[f] || known().findings[f].type != knowledge::AnswerType::boolean) continue;
    out.of[f] = random() % 5 == 0 ? 1 : 0;
    --count;
  }
  return out;
}

void read_knowledge(benchmark::State& state) {
  for (auto unused : state) benchmark::DoNotOptimize(knowledge::embedded());
}

void infer(benchmark::State& state) {
  const auto answers = some_answers(state.range(0));
  for (auto unused : state) benchmark::DoNotOptimize(reasoning::infer(model(), answers));
}

void assess(benchmark::State& state) {
  const auto answers = some_answers(state.range(0));
  for (auto unused : state) benchmark::DoNotOptimize(reasoning::assess(model(), answers));
}

void intervals_of_100_draws(benchmark::State& state) {
  const auto answers = some_answers(state.range(0));
  for (auto unused : state) {
    benchmark::DoNotOptimize(reasoning::intervals(model(), answers, 100, 1));
  }
}

}  // namespace

BENCHMARK(read_knowledge)->Unit(benchmark::kMillisecond);
BENCHMARK(infer)->Arg(5)->Arg(20)->Arg(100)->Unit(benchmark::kMicrosecond);
BENCHMARK(assess)->Arg(20)->Unit(benchmark::kMicrosecond);
BENCHMARK(intervals_of_100_draws)->Arg(20)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
