#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <memory>
#include <vector>

#include "dorsal/load/load_frame.hpp"

namespace dorsal::load {

/// Exponent p of the cost of activation, sum w_i a_i^p. The third power asks for endurance
/// (Crowninshield and Brand 1981, doi:10.1016/0021-9290(81)90035-X); it spreads a moment over more
/// muscles.
enum class Exponent { two = 2, three = 3 };

/// Sharing a moment among muscles: minimise 1/p sum w_i a_i^p over 0 <= a_i <= h_i subject to
/// A a = b. A is sparse: a muscle has one arm per block of three moments that it crosses. What only
/// pushes, like a contact, is a muscle without a highest activation.
struct ActivationProblem {
  std::vector<std::size_t> first_arm;  // (muscle + 1) where a muscle's arms begin and end
  std::vector<std::size_t> block;      // (arm)
  std::vector<Eigen::Vector3d> arm;    // (arm) [N m] moment of the muscle at full activation
  std::vector<double> weight;          // (muscle) w, above zero
  Eigen::VectorXd wanted;              // (3*block) [N m] b; zero where nothing has to balance
  Eigen::VectorXd balanced;            // (3*block) 1 where the moment has to balance, else 0
  std::vector<double> highest;         // (muscle) h, zero or above, may be infinite; empty: all 1
  Exponent exponent = Exponent::two;

  [[nodiscard]] std::size_t muscles() const { return weight.size(); }
  [[nodiscard]] double highest_of(std::size_t i) const { return highest.empty() ? 1 : highest[i]; }
};

struct ActivationSolution {
  SolveStatus status = SolveStatus::not_converged;
  Eigen::VectorXd activation;  // (muscle) [-]
  Eigen::VectorXd residual;    // (3*block) [N m] b - A a, zero where nothing has to balance
  int iterations = 0;          // Newton steps
};

/// Semismooth Newton on the dual, which has one unknown per moment. Keeps its working space and the
/// last multipliers: the next problem of the same shape starts from there and allocates nothing.
///
/// Of a problem without a solution it proves so (Farkas: a direction in which no muscles reach what
/// is wanted), and returns the activations with the least squared residual, up to a small cost.
class ActivationSolver {
 public:
  ActivationSolver();
  ~ActivationSolver();
  ActivationSolver(ActivationSolver&&) noexcept;
  ActivationSolver& operator=(ActivationSolver&&) noexcept;

  /// Entries of arms and wanted are expected to be finite.
  void solve(const ActivationProblem& problem, ActivationSolution& solution);
  /// Forgets the last multipliers.
  void forget();

  /// Multiply-adds that the last solve needed at least: what is not zero in moment arms, in the
  /// Hessian's sum and in its factor.
  [[nodiscard]] double multiply_adds() const;

 private:
  class Newton;
  std::unique_ptr<Newton> newton_;
};

}  // namespace dorsal::load
