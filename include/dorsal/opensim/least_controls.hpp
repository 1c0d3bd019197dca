#pragma once

#include <Eigen/Core>
#include <vector>

#include "dorsal/load/activation_solver.hpp"

namespace dorsal::opensim {

/// Sharing moments among muscles that never rest: minimise 1/2 sum w_i a_i^2 over l_i <= a_i <= 1
/// subject to A a = b. The muscles at their least are guessed, the others left to the solver, and
/// the guess mended from the multipliers until it holds, many muscles at a time (block principal
/// pivoting).
/// @source Judice and Pires 1994, doi:10.1016/0305-0548(94)90106-6
class LeastControls {
 public:
  /// @param least     (muscle) [-] l, 0..1
  /// @param problem   its arms and wanted are changed while it runs, and put back
  void solve(load::ActivationProblem& problem, const std::vector<double>& least,
             load::ActivationSolution& solution);
  /// Forgets the last solution.
  void forget();

 private:
  void rest(load::ActivationProblem& problem, const std::vector<double>& least);
  void find_multipliers(const load::ActivationProblem& problem, const Eigen::VectorXd& activation);
  void find_wrong(const load::ActivationProblem& problem, const std::vector<double>& least,
                  const Eigen::VectorXd& activation);
  void mend();

  load::ActivationSolver solver_;
  std::vector<char> resting_;       // (muscle) 1: held at its least
  std::vector<std::size_t> wrong_;  // muscles whose guess does not hold
  std::size_t fewest_wrong_ = 0;
  int patience_ = 0;
  std::vector<Eigen::Vector3d> arm_;  // (arm) as given
  Eigen::VectorXd wanted_;            // as given
  Eigen::MatrixXd hessian_;           // (row, row) of the muscles between their bounds
  Eigen::VectorXd multiplier_;        // (row)
};

}  // namespace dorsal::opensim
