#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "dorsal/load/activation_solver.hpp"

namespace dorsal::load {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Muscles that cross one or two of two joints, in every direction.
ActivationProblem random_problem(std::mt19937& random, std::size_t muscles) {
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform(0.2, 2.0);
  std::uniform_int_distribution<std::size_t> blocks(1, 3);
  ActivationProblem problem;
  problem.first_arm.push_back(0);
  for (std::size_t i = 0; i < muscles; ++i) {
    const std::size_t crossed = blocks(random);
    for (std::size_t block = 0; block < 2; ++block) {
      if ((crossed & (block + 1)) == 0) continue;
      problem.block.push_back(block);
      problem.arm.emplace_back(normal(random), normal(random), normal(random));
    }
    problem.first_arm.push_back(problem.arm.size());
    problem.weight.push_back(uniform(random));
  }
  problem.balanced = VectorXd::Ones(6);
  problem.wanted = VectorXd::Zero(6);
  return problem;
}

VectorXd three(double x, double y, double z) {
  VectorXd v(3);
  v << x, y, z;
  return v;
}

MatrixXd dense(const ActivationProblem& problem) {
  MatrixXd A = MatrixXd::Zero(problem.wanted.size(), static_cast<Index>(problem.muscles()));
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      A.block<3, 1>(static_cast<Index>(3 * problem.block[k]), static_cast<Index>(i)) =
          problem.arm[k];
    }
  }
  return A;
}

VectorXd weights(const ActivationProblem& problem) {
  return VectorXd::Map(problem.weight.data(), static_cast<Index>(problem.weight.size()));
}

VectorXd highest(const ActivationProblem& problem) {
  VectorXd most(static_cast<Index>(problem.muscles()));
  for (Index i = 0; i < most.size(); ++i) {
    most[i] = problem.highest_of(static_cast<std::size_t>(i));
  }
  return most;
}

/// The same minimum by another road: alternating directions between the plane A a = b, where the
/// cost has a closed minimum, and the box.
VectorXd by_alternating_directions(const ActivationProblem& problem) {
  const MatrixXd A = dense(problem);
  const VectorXd w = weights(problem);
  const VectorXd most = highest(problem);
  const Index n = A.cols();
  const Index m = A.rows();
  MatrixXd kkt = MatrixXd::Zero(n + m, n + m);
  kkt.topLeftCorner(n, n) = (w.array() + 1.0).matrix().asDiagonal();
  kkt.topRightCorner(n, m) = A.transpose();
  kkt.bottomLeftCorner(m, n) = A;
  const Eigen::FullPivLU<MatrixXd> factor(kkt);
  VectorXd z = VectorXd::Zero(n);
  VectorXd u = VectorXd::Zero(n);
  VectorXd right(n + m);
  for (int i = 0; i < 20000; ++i) {
    right << z - u, problem.wanted;
    const VectorXd x = factor.solve(right).head(n);
    z = (x + u).cwiseMax(0.0).cwiseMin(most);
    u += x - z;
    if ((x - z).norm() < 1e-13) break;
  }
  return z;
}

/// Least squared residual over the box, by accelerated projected gradients.
double least_residual(const ActivationProblem& problem) {
  const MatrixXd A = dense(problem);
  const double step = 1.0 / (A.transpose() * A).eval().operatorNorm();
  VectorXd a = VectorXd::Zero(A.cols());
  VectorXd y = a;
  double t = 1;
  for (int i = 0; i < 20000; ++i) {
    const VectorXd next =
        (y - step * (A.transpose() * (A * y - problem.wanted))).cwiseMax(0.0).cwiseMin(1.0);
    const double t_next = 0.5 * (1 + std::sqrt(1 + 4 * t * t));
    y = next + (t - 1) / t_next * (next - a);
    a = next;
    t = t_next;
  }
  return (problem.wanted - A * a).norm();
}

TEST(ActivationSolver, one_muscle_takes_what_is_wanted) {
  ActivationProblem problem;
  problem.first_arm = {0, 1};
  problem.block = {0};
  problem.arm = {{0, 0, 40}};
  problem.weight = {3};
  problem.wanted = three(0, 0, 10);
  problem.balanced = three(0, 0, 1);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  EXPECT_NEAR(solution.activation[0], 0.25, 1e-12);
}

TEST(ActivationSolver, two_muscles_share_by_arm_over_weight) {
  ActivationProblem problem;
  problem.first_arm = {0, 1, 2};
  problem.block = {0, 0};
  problem.arm = {{0, 0, 40}, {0, 0, 20}};
  problem.weight = {2, 1};
  problem.wanted = three(0, 0, 10);
  problem.balanced = three(0, 0, 1);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  // a_i = lambda r_i / w_i, so both have the same activation: 40/2 = 20/1.
  EXPECT_NEAR(solution.activation[0], 1.0 / 6, 1e-12);
  EXPECT_NEAR(solution.activation[1], 1.0 / 6, 1e-12);
}

TEST(ActivationSolver, a_full_muscle_leaves_the_rest_to_the_other) {
  ActivationProblem problem;
  problem.first_arm = {0, 1, 2};
  problem.block = {0, 0};
  problem.arm = {{0, 0, 10}, {0, 0, 20}};
  problem.weight = {0.1, 10};
  problem.wanted = three(0, 0, 15);
  problem.balanced = three(0, 0, 1);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  EXPECT_NEAR(solution.activation[0], 1, 1e-12);
  EXPECT_NEAR(solution.activation[1], 0.25, 1e-12);
}

TEST(ActivationSolver, two_arms_of_one_block_add_up) {
  ActivationProblem problem;
  problem.first_arm = {0, 2};
  problem.block = {0, 0};
  problem.arm = {{0, 0, 40}, {0, 0, -15}};
  problem.weight = {1};
  problem.wanted = three(0, 0, 10);
  problem.balanced = three(0, 0, 1);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  EXPECT_NEAR(solution.activation[0], 0.4, 1e-12);
}

TEST(ActivationSolver, nothing_wanted_needs_no_muscle_and_no_step) {
  std::mt19937 random(1);
  const ActivationProblem problem = random_problem(random, 20);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  EXPECT_EQ(solution.iterations, 0);
  EXPECT_EQ(solution.activation.norm(), 0);
}

TEST(ActivationSolver, agrees_with_alternating_directions_on_random_problems) {
  std::mt19937 random(2);
  std::uniform_real_distribution<double> uniform(-0.3, 1.3);
  int full = 0;
  for (int run = 0; run < 40; ++run) {
    ActivationProblem problem = random_problem(random, 24);
    VectorXd some(24);
    for (Index i = 0; i < some.size(); ++i) some[i] = std::clamp(uniform(random), 0.0, 1.0);
    problem.wanted = dense(problem) * some;
    ActivationSolver solver;
    ActivationSolution solution;
    solver.solve(problem, solution);
    ASSERT_EQ(solution.status, SolveStatus::solved) << run;
    const VectorXd oracle = by_alternating_directions(problem);
    EXPECT_LT((solution.activation - oracle).lpNorm<Eigen::Infinity>(), 1e-7) << run;
    EXPECT_LT((dense(problem) * solution.activation - problem.wanted).norm(), 1e-8) << run;
    full += static_cast<int>((solution.activation.array() == 1.0).count());
  }
  EXPECT_GT(full, 10);  // the upper bound was at work
}

TEST(ActivationSolver, what_cannot_be_reached_is_said_with_the_least_residual) {
  std::mt19937 random(3);
  for (int run = 0; run < 30; ++run) {
    ActivationProblem problem = random_problem(random, 10);
    problem.wanted = dense(problem) * VectorXd::Constant(10, 0.5) + VectorXd::Constant(6, 12);
    ActivationSolver solver;
    ActivationSolution solution;
    solver.solve(problem, solution);
    ASSERT_EQ(solution.status, SolveStatus::cannot_be_held) << run;
    EXPECT_LT((problem.wanted - dense(problem) * solution.activation - solution.residual).norm(),
              1e-9);
    EXPECT_NEAR(solution.residual.norm(), least_residual(problem), 1e-3) << run;
    EXPECT_GE(solution.activation.minCoeff(), 0);
    EXPECT_LE(solution.activation.maxCoeff(), 1);
  }
}

TEST(ActivationSolver, no_muscle_in_a_wanted_direction_is_said_and_does_not_stop_the_rest) {
  ActivationProblem problem;
  problem.first_arm = {0, 1};
  problem.block = {0};
  problem.arm = {{0, 0, 40}};
  problem.weight = {1};
  problem.wanted = three(5, 0, 10);
  problem.balanced = three(1, 1, 1);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::cannot_be_held);
  EXPECT_NEAR(solution.residual[0], 5, 1e-9);
  EXPECT_NEAR(solution.residual[2], 0, 1e-4);
}

TEST(ActivationSolver, starting_from_the_last_answer_gives_the_same_one_sooner) {
  std::mt19937 random(4);
  ActivationProblem problem = random_problem(random, 30);
  problem.wanted = dense(problem) * VectorXd::Constant(30, 0.4);
  ActivationSolver warm;
  ActivationSolution first;
  warm.solve(problem, first);
  problem.wanted *= 1.01;
  ActivationSolution second;
  warm.solve(problem, second);
  ActivationSolver cold;
  ActivationSolution afresh;
  cold.solve(problem, afresh);
  EXPECT_LT((second.activation - afresh.activation).norm(), 1e-8);
  EXPECT_LE(second.iterations, afresh.iterations);
  warm.solve(problem, second);
  EXPECT_EQ(second.iterations, 0);
}

TEST(ActivationSolver, an_impossible_posture_does_not_spoil_the_next) {
  std::mt19937 random(5);
  ActivationProblem problem = random_problem(random, 30);
  ActivationSolver solver;
  ActivationSolution solution;
  problem.wanted = VectorXd::Constant(6, 1000);
  solver.solve(problem, solution);
  ASSERT_EQ(solution.status, SolveStatus::cannot_be_held);
  problem.wanted = dense(problem) * VectorXd::Constant(30, 0.4);
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
}

TEST(ActivationSolver, under_the_third_power_two_muscles_share_by_the_root_of_arm_over_weight) {
  ActivationProblem problem;
  problem.first_arm = {0, 1, 2};
  problem.block = {0, 0};
  problem.arm = {{0, 0, 40}, {0, 0, 10}};
  problem.weight = {2, 2};
  problem.wanted = three(0, 0, 9);
  problem.balanced = three(0, 0, 1);
  problem.exponent = Exponent::three;
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  // w_i a_i^2 = lambda r_i: a_0 = 2 a_1, and 40 a_0 + 10 a_1 = 9. The softening shows by 1e-6.
  EXPECT_NEAR(solution.activation[0], 0.2, 1e-6);
  EXPECT_NEAR(solution.activation[1], 0.1, 1e-6);
  EXPECT_LT(solution.residual.norm(), 1e-9);
}

TEST(ActivationSolver, under_the_third_power_the_conditions_of_the_optimum_hold) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> uniform(-0.3, 1.3);
  int full = 0;
  int idle = 0;
  for (int run = 0; run < 60; ++run) {
    ActivationProblem problem = random_problem(random, 24);
    problem.exponent = Exponent::three;
    VectorXd some(24);
    for (Index i = 0; i < some.size(); ++i) some[i] = std::clamp(uniform(random), 0.0, 1.0);
    const MatrixXd A = dense(problem);
    problem.wanted = A * some;
    ActivationSolver solver;
    ActivationSolution solution;
    solver.solve(problem, solution);
    ASSERT_EQ(solution.status, SolveStatus::solved) << run;
    EXPECT_LT(solution.residual.lpNorm<Eigen::Infinity>(), 1e-8);
    EXPECT_LE(solution.iterations, 50);
    // Multipliers from the muscles between their bounds have to suit all others.
    const VectorXd& a = solution.activation;
    MatrixXd rows(0, 6);
    VectorXd right(0);
    for (Index i = 0; i < a.size(); ++i) {
      if (a[i] < 1e-3 || a[i] > 1 - 1e-3) continue;
      rows.conservativeResize(rows.rows() + 1, 6);
      rows.row(rows.rows() - 1) = A.col(i).transpose();
      right.conservativeResize(rows.rows());
      right[rows.rows() - 1] = weights(problem)[i] * a[i] * a[i];
    }
    if (rows.rows() < 6) continue;
    const VectorXd lambda = rows.colPivHouseholderQr().solve(right);
    EXPECT_LT((rows * lambda - right).lpNorm<Eigen::Infinity>(), 1e-5) << run;
    for (Index i = 0; i < a.size(); ++i) {
      const double pulled = A.col(i).dot(lambda);
      EXPECT_TRUE(a[i] >= 1e-4 || pulled < 1e-4) << run;
      EXPECT_TRUE(a[i] <= 1 - 1e-6 || pulled > weights(problem)[i] - 1e-4) << run;
    }
    full += static_cast<int>((a.array() == 1.0).count());
    idle += static_cast<int>((a.array() == 0.0).count());
  }
  EXPECT_GT(full, 10);
  EXPECT_GT(idle, 10);
}

TEST(ActivationSolver, under_the_third_power_too_much_is_said_too) {
  std::mt19937 random(9);
  ActivationProblem problem = random_problem(random, 10);
  problem.exponent = Exponent::three;
  problem.wanted = dense(problem) * VectorXd::Constant(10, 0.5) + VectorXd::Constant(6, 12);
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::cannot_be_held);
  EXPECT_NEAR(solution.residual.norm(), least_residual(problem), 1e-3);
}

constexpr double kNoBound = std::numeric_limits<double>::infinity();

TEST(ActivationSolver, every_muscle_keeps_its_own_bound) {
  std::mt19937 random(6);
  std::uniform_real_distribution<double> uniform(-0.3, 1.3);
  int full = 0;
  int beyond = 0;
  for (int run = 0; run < 40; ++run) {
    ActivationProblem problem = random_problem(random, 24);
    VectorXd some(24);
    for (Index i = 0; i < some.size(); ++i) {
      const double most = i % 8 == 0 ? kNoBound : i % 2 == 0 ? 0.5 : 1.5;
      problem.highest.push_back(most);
      some[i] =
          i % 8 == 0 ? 5 * std::max(uniform(random), 0.0) : std::clamp(uniform(random), 0.0, most);
    }
    problem.wanted = dense(problem) * some;
    ActivationSolver solver;
    ActivationSolution solution;
    solver.solve(problem, solution);
    ASSERT_EQ(solution.status, SolveStatus::solved) << run;
    const VectorXd oracle = by_alternating_directions(problem);
    EXPECT_LT((solution.activation - oracle).lpNorm<Eigen::Infinity>(), 1e-7) << run;
    full += static_cast<int>((solution.activation.array() == highest(problem).array()).count());
    beyond += static_cast<int>((solution.activation.array() > 1.5).count());
  }
  EXPECT_GT(full, 10);
  EXPECT_GT(beyond, 10);
}

TEST(ActivationSolver, what_has_no_bound_holds_any_load) {
  ActivationProblem problem;
  problem.first_arm = {0, 1, 2};
  problem.block = {0, 0};
  problem.arm = {{0, 0, 40}, {0, 0, 1}};
  problem.weight = {1, 1e-6};
  problem.wanted = three(0, 0, 1e5);
  problem.balanced = three(0, 0, 1);
  problem.highest = {1, kNoBound};
  ActivationSolver solver;
  ActivationSolution solution;
  solver.solve(problem, solution);
  EXPECT_EQ(solution.status, SolveStatus::solved);
  EXPECT_NEAR(solution.activation[0], 1, 1e-12);
  EXPECT_NEAR(solution.activation[1], 1e5 - 40, 1e-4);
}

TEST(ActivationSolver, no_bound_helps_nothing_where_it_pushes_the_wrong_way) {
  std::mt19937 random(7);
  for (int run = 0; run < 30; ++run) {
    ActivationProblem problem = random_problem(random, 10);
    problem.highest.assign(10, 1.0);
    for (std::size_t i = 0; i < 2; ++i) {  // no push upwards along the first axis of any block
      problem.highest[i] = kNoBound;
      for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
        problem.arm[k].x() = -std::abs(problem.arm[k].x());
      }
    }
    problem.wanted = VectorXd::Zero(6);
    problem.wanted[0] = 30;  // far above what ten muscles of unit size reach
    ActivationSolver solver;
    ActivationSolution solution;
    solver.solve(problem, solution);
    EXPECT_EQ(solution.status, SolveStatus::cannot_be_held) << run;
    EXPECT_GT(solution.residual.norm(), 1) << run;
  }
}

}  // namespace
}  // namespace dorsal::load
