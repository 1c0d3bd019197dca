#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cstddef>
#include <vector>

#include "dorsal/load/load_frame.hpp"

namespace dorsal::load {

/// Sharing a moment among muscles: minimise 1/2 sum w_i a_i^2 over 0 <= a_i <= h_i subject to
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
  /// Entries of arms and wanted are expected to be finite.
  void solve(const ActivationProblem& problem, ActivationSolution& solution);
  /// Forgets the last multipliers.
  void forget() { has_start_ = false; }

 private:
  void resize(const ActivationProblem& problem);
  void activate(const ActivationProblem& problem, Eigen::VectorXd& activation);
  void pull(const ActivationProblem& problem, const Eigen::VectorXd& direction,
            Eigen::VectorXd& along) const;
  void take_residual(const ActivationProblem& problem, const Eigen::VectorXd& activation);
  bool newton_step(const ActivationProblem& problem, double slope, bool all_free);
  void assemble(const ActivationProblem& problem, double slope, bool all_free);
  [[nodiscard]] double search(const ActivationProblem& problem, double slope) const;
  [[nodiscard]] double slope_along(const ActivationProblem& problem, double slope, double t) const;
  [[nodiscard]] bool proves_impossible(const ActivationProblem& problem,
                                       const Eigen::VectorXd& direction);
  [[nodiscard]] bool turn_from_unbounded(const ActivationProblem& problem);
  bool maximise(const ActivationProblem& problem, double slope, ActivationSolution& solution);
  void compromise(const ActivationProblem& problem, ActivationSolution& solution);

  bool has_start_ = false;
  bool impossible_ = false;
  Eigen::VectorXd lambda_;    // (3*block) multipliers
  Eigen::VectorXd gradient_;  // (3*block)
  Eigen::VectorXd step_;      // (3*block)
  Eigen::VectorXd pulled_;    // (muscle) A^T lambda
  Eigen::VectorXd along_;     // (muscle) A^T step
  Eigen::VectorXd proof_;     // (3*block) direction in which too much is wanted
  Eigen::MatrixXd hessian_;   // (3*block, 3*block), lower triangle
};

}  // namespace dorsal::load
