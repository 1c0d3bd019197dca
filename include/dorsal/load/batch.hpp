#pragma once

#include <cstddef>
#include <functional>

#include "dorsal/body/model.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/load/posture_request.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {

/// Postures solved one after the other by one thread; the first of them starts from nothing, so
/// that what a frame gives does not depend on the number of threads.
inline constexpr std::size_t kFramesPerChunk = 64;

/// Puts the next posture into its place; false at the end.
using NextPosture = std::function<bool(HeldPosture&)>;
/// @param frame  its place in the batch, from 0
using TakeLoad =
    std::function<void(std::size_t frame, const HeldPosture& held, const LoadFrame& load)>;

/// Solves postures on several threads. `next` and `take` are called on the caller's thread, in the
/// order of the postures; memory is bounded by the number of threads, not by that of postures.
/// @param threads  at least 1; the results are bit for bit the same for any
/// @return postures solved
std::size_t solve_batch(const body::Model& model, const SolverOptions& options, unsigned threads,
                        const NextPosture& next, const TakeLoad& take);

}  // namespace dorsal::load
