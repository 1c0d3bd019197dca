// The optimum of sharing must agree with Ipopt's, an interior-point method that shares no code and
// no idea with dorsal's dual.
#include <gtest/gtest.h>

#ifndef DORSAL_WITH_IPOPT

TEST(Sharing, agrees_with_ipopt) { GTEST_SKIP() << "coinor-libipopt-dev is not installed"; }

#else

#include <algorithm>
#include <limits>
#include <random>

#include "dorsal/load/solver.hpp"
#include "load/bodies.hpp"
#include "oracles/ipopt_sharing.hpp"

namespace dorsal::oracles {
namespace {

using load::ActivationProblem;
using load::Exponent;

double cost_of(const ActivationProblem& problem, const Eigen::VectorXd& activation) {
  double cost = 0;
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    const double a = activation[static_cast<Eigen::Index>(i)];
    cost += problem.weight[i] * (problem.exponent == Exponent::two ? a * a / 2 : a * a * a / 3);
  }
  return cost;
}

void expect_same_optimum(const ActivationProblem& problem, const std::string& what) {
  load::ActivationSolver solver;
  load::ActivationSolution solution;
  solver.solve(problem, solution);
  ASSERT_EQ(solution.status, load::SolveStatus::solved) << what;
  IpoptSolver ipopt({});
  ASSERT_TRUE(ipopt.solve(problem)) << what;
  EXPECT_NEAR(cost_of(problem, solution.activation) / ipopt.sharing().cost(), 1, 1e-6) << what;
}

class Sharing : public testing::TestWithParam<Exponent> {};
INSTANTIATE_TEST_SUITE_P(Exponents, Sharing, testing::Values(Exponent::two, Exponent::three));

TEST_P(Sharing, costs_what_ipopt_finds_in_random_postures) {
  const body::Model model = load::model_for();
  std::mt19937 random(1);
  load::Solver solver(model, {GetParam()});
  for (int run = 0; run < 8; ++run) {
    (void)solver.solve(load::random_posture(random, 0.3), {});
    expect_same_optimum(solver.problem(), "posture " + std::to_string(run));
  }
}

TEST_P(Sharing, costs_what_ipopt_finds_where_muscles_are_full) {
  const body::Model model = load::model_for();
  load::PostureRequest request;
  request.trunk.inclination = degrees(50);
  const auto held = load::posture_from_request(model, request);
  ASSERT_TRUE(held.has_value());
  load::Solver solver(model, {GetParam()});
  const load::LoadFrame frame = solver.solve(held->posture, {4, 4, {}});
  EXPECT_GT(frame.activation.maxCoeff(), 0.99);
  expect_same_optimum(solver.problem(), "inclined with 4 kg in each hand");
}

TEST_P(Sharing, costs_what_ipopt_finds_where_some_muscles_have_no_bound) {
  const body::Model model = load::model_for();
  load::Solver solver(model, {GetParam()});
  std::mt19937 random(2);
  (void)solver.solve(load::random_posture(random, 0.3), {});
  ActivationProblem problem = solver.problem();
  problem.highest.assign(problem.muscles(), 0.6);
  for (std::size_t i = 0; i < problem.muscles(); i += 20) {
    problem.highest[i] = std::numeric_limits<double>::infinity();
    problem.weight[i] *= 0.01;
  }
  expect_same_optimum(problem, "every twentieth muscle without bound");
}

}  // namespace
}  // namespace dorsal::oracles

#endif
