#pragma once

#include <gtest/gtest.h>

#include <random>
#include <utility>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/posture_request.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {

inline body::Model model_for(const body::Person& person = {}) {
  auto model = body::model_of(person);
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  return std::move(*model);
}

/// The load of a request on a body, which has to be possible to compute.
inline LoadFrame weigh(const body::Model& model, const PostureRequest& request) {
  const auto held = posture_from_request(model, request);
  EXPECT_TRUE(held.has_value()) << to_string(held.error());
  return held ? Solver(model).solve(held->posture, held->burden) : LoadFrame{};
}

inline double at(const body::LevelArray<double>& numbers, body::Level level) {
  return numbers[static_cast<std::size_t>(level)];
}

/// Every coordinate of trunk, head and arms a little off neutral.
inline body::Posture random_posture(std::mt19937& random, double reach = 0.2) {
  std::uniform_real_distribution<double> angle(-reach, reach);
  body::Posture posture;
  for (Eigen::Index i = 0; i < posture.q.size(); ++i) posture.q[i] = angle(random);
  return posture;
}

}  // namespace dorsal::load
