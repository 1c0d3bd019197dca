// The warm path must not touch the heap: it would make threads wait for each other. Not built with
// sanitizers, which keep the heap's operators for themselves.
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>

#include "load/bodies.hpp"

namespace {
std::atomic<long> allocations{0};  // what replaced operators count in

void* counted(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  void* memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

// Eigen's vectors take their memory by malloc; glibc lets it be counted too.
extern "C" void* __libc_malloc(std::size_t bytes);
extern "C" void* malloc(std::size_t bytes) noexcept {
  ++allocations;
  return __libc_malloc(bytes);
}

namespace dorsal::load {
namespace {

body::Posture bending(int frame) {
  body::Posture posture;
  posture[body::Coordinate::lumbar_flexion] = 0.2 + 0.2 * std::sin(frame / 30.0);
  posture[body::Coordinate::left_shoulder_flexion] = 0.4 * std::sin(frame / 40.0);
  return posture;
}

class Allocation : public testing::TestWithParam<Exponent> {};
INSTANTIATE_TEST_SUITE_P(Exponents, Allocation, testing::Values(Exponent::two, Exponent::three));

TEST_P(Allocation, does_not_happen_in_warm_frames) {
  const body::Model model = model_for();
  Solver solver(model, {GetParam()});
  LoadFrame load;
  const Burden burden{3, 2, {}};
  for (int i = 0; i < 3; ++i) solver.solve(bending(i), burden, load);
  const long before = allocations;
  for (int i = 3; i < 100; ++i) solver.solve(bending(i), burden, load);
  const long after = allocations;
  EXPECT_EQ(after, before);
  EXPECT_EQ(load.status, SolveStatus::solved);
  const auto* some = new Eigen::VectorXd(10);  // the counter counts
  delete some;
  EXPECT_GE(allocations, after + 2);
}

}  // namespace
}  // namespace dorsal::load
