#include "dorsal/load/batch.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "dorsal/base/check.hpp"

namespace dorsal::load {
namespace {

constexpr std::size_t kChunksPerThread = 4;  // so that threads wait little for the last of them

/// Postures and their loads, used again from round to round.
struct Chunk {
  std::size_t frames = 0;
  std::array<HeldPosture, kFramesPerChunk> held;
  std::array<LoadFrame, kFramesPerChunk> load;
};

/// Reads postures into the chunks. Returns how many chunks have any.
std::size_t read(std::vector<Chunk>& chunks, const NextPosture& next) {
  for (Chunk& chunk : chunks) chunk.frames = 0;
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    while (chunks[c].frames < kFramesPerChunk) {
      if (!next(chunks[c].held[chunks[c].frames])) return chunks[c].frames > 0 ? c + 1 : c;
      ++chunks[c].frames;
    }
  }
  return chunks.size();
}

void solve_chunk(Solver& solver, Chunk& chunk) {
  solver.forget();
  for (std::size_t i = 0; i < chunk.frames; ++i) {
    solver.solve(chunk.held[i].posture, chunk.held[i].burden, chunk.load[i]);
  }
}

/// Shares the first `used` chunks among the solvers, one thread each.
void solve_round(std::vector<Solver>& solvers, std::vector<Chunk>& chunks, std::size_t used) {
  std::atomic<std::size_t> next{0};
  const auto work = [&](Solver& solver) {
    for (std::size_t c = next++; c < used; c = next++) solve_chunk(solver, chunks[c]);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min(solvers.size(), used); ++i) {
    others.emplace_back([&work, &solver = solvers[i]] { work(solver); });
  }
  work(solvers.front());
}

}  // namespace

std::size_t solve_batch(const body::Model& model, const SolverOptions& options, unsigned threads,
                        const NextPosture& next, const TakeLoad& take) {
  DORSAL_CHECK(threads >= 1);
  std::vector<Solver> solvers;
  solvers.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) solvers.emplace_back(model, options);
  std::vector<Chunk> chunks(kChunksPerThread * threads);
  std::size_t done = 0;
  while (const std::size_t used = read(chunks, next)) {
    solve_round(solvers, chunks, used);
    for (std::size_t c = 0; c < used; ++c) {
      for (std::size_t i = 0; i < chunks[c].frames; ++i) {
        take(done++, chunks[c].held[i], chunks[c].load[i]);
      }
    }
    if (chunks.back().frames < kFramesPerChunk) break;
  }
  return done;
}

}  // namespace dorsal::load
