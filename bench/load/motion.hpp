#pragma once

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::bench {

inline constexpr int kFrames = 1000;

inline body::Model model_or_exit() {
  auto model = body::model_of({});
  if (!model) {
    std::fputs(to_string(model.error()).c_str(), stderr);
    std::exit(1);
  }
  return std::move(*model);
}

/// Frame `i` of a person who bends forward and sideways at 30 frames a second.
inline body::Posture frame(int i) {
  using body::Coordinate;
  const double t = i / 30.0;
  body::Posture posture;
  posture[Coordinate::pelvis_tilt] = 0.15 + 0.15 * std::sin(0.7 * t);
  posture[Coordinate::lumbar_flexion] = 0.2 + 0.2 * std::sin(0.7 * t);
  posture[Coordinate::thoracic_flexion] = 0.1 + 0.1 * std::sin(1.1 * t);
  posture[Coordinate::lumbar_lateral_bend] = 0.1 * std::sin(0.5 * t);
  posture[Coordinate::left_shoulder_flexion] = 0.6 + 0.4 * std::sin(0.9 * t);
  posture[Coordinate::right_shoulder_flexion] = 0.6 + 0.4 * std::cos(0.9 * t);
  return posture;
}

/// Processor time of this thread. [s]
inline double processor_time() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace dorsal::bench
