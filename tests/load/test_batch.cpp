#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "dorsal/load/batch.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

/// Somebody who bends slowly, 30 frames a second.
HeldPosture bending(std::size_t frame) {
  HeldPosture held;
  const double t = static_cast<double>(frame) / 30;
  held.posture[body::Coordinate::lumbar_flexion] = 0.2 + 0.2 * std::sin(t);
  held.posture[body::Coordinate::thoracic_flexion] = 0.1 * std::sin(1.3 * t);
  held.burden.right_hand = 2;
  return held;
}

std::vector<Eigen::VectorXd> forces(const body::Model& model, std::size_t frames,
                                    unsigned threads) {
  std::vector<Eigen::VectorXd> all;
  std::size_t at = 0;
  const auto next = [&](HeldPosture& held) {
    if (at == frames) return false;
    held = bending(at++);
    return true;
  };
  const auto take = [&](std::size_t frame, const HeldPosture&, const LoadFrame& load) {
    EXPECT_EQ(frame, all.size());
    EXPECT_EQ(load.status, SolveStatus::solved);
    all.push_back(load.force);
  };
  EXPECT_EQ(solve_batch(model, {}, threads, next, take), frames);
  return all;
}

TEST(Batch, gives_the_same_bits_for_any_number_of_threads) {
  const body::Model model = model_for();
  const std::size_t frames = 5 * kFramesPerChunk + 7;  // the last chunk is short
  const auto one = forces(model, frames, 1);
  for (const unsigned threads : {2U, 3U}) {
    const auto several = forces(model, frames, threads);
    ASSERT_EQ(several.size(), frames);
    for (std::size_t i = 0; i < frames; ++i) ASSERT_EQ(one[i], several[i]) << i;
  }
}

TEST(Batch, gives_what_the_solver_gives_frame_by_frame) {
  const body::Model model = model_for();
  const auto all = forces(model, 20, 2);
  Solver solver(model);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const HeldPosture held = bending(i);
    EXPECT_EQ(solver.solve(held.posture, held.burden).force, all[i]);
  }
}

TEST(Batch, of_nothing_gives_nothing) {
  const body::Model model = model_for();
  EXPECT_TRUE(forces(model, 0, 2).empty());
  EXPECT_EQ(forces(model, kFramesPerChunk * 4, 1).size(), kFramesPerChunk * 4);  // a full round
}

TEST(Batch, never_holds_more_postures_than_its_threads_need) {
  const body::Model model = model_for();
  std::size_t read = 0;
  std::size_t taken = 0;
  std::size_t most = 0;
  const std::size_t frames = 20 * kFramesPerChunk;
  (void)solve_batch(
      model, {}, 1,
      [&](HeldPosture& held) {
        held = bending(read);
        most = std::max(most, read - taken);
        return read < frames ? (++read, true) : false;
      },
      [&](std::size_t, const HeldPosture&, const LoadFrame&) { ++taken; });
  EXPECT_EQ(taken, frames);
  EXPECT_LE(most, 4 * kFramesPerChunk);
}

}  // namespace
}  // namespace dorsal::load
