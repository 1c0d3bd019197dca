#include "dorsal/opensim/least_controls.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

namespace dorsal::opensim {
namespace {

using Eigen::Index;
using load::SolveStatus;

constexpr int kRounds = 300;
constexpr int kPatience = 3;        // rounds without fewer wrong guesses before going one by one
constexpr double kSlack = 1e-9;     // [-] of activation, by which a muscle may miss its least
constexpr double kDamping = 1e-13;  // of the Hessian's largest entry

Index row(std::size_t block) { return static_cast<Index>(3 * block); }

}  // namespace

void LeastControls::forget() {
  solver_.forget();
  resting_.clear();
}

/// Takes the resting muscles out of the problem, with what they do at their least.
void LeastControls::rest(load::ActivationProblem& problem, const std::vector<double>& least) {
  problem.wanted = wanted_;
  for (std::size_t i = 0; i < resting_.size(); ++i) {
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      problem.arm[k] = resting_[i] != 0 ? Eigen::Vector3d::Zero() : arm_[k];
      if (resting_[i] == 0) continue;
      problem.wanted.segment<3>(row(problem.block[k])) -= least[i] * arm_[k];
    }
  }
  problem.wanted = problem.wanted.cwiseProduct(problem.balanced);
}

/// Of a muscle between its bounds, pull and cost are equal: A_i . lambda = w_i a_i. Solved for
/// lambda by least squares over all of them.
void LeastControls::find_multipliers(const load::ActivationProblem& problem,
                                     const Eigen::VectorXd& activation) {
  hessian_.setZero(wanted_.size(), wanted_.size());
  multiplier_.setZero(wanted_.size());
  for (std::size_t i = 0; i < resting_.size(); ++i) {
    const double a = activation[static_cast<Index>(i)];
    if (resting_[i] != 0 || a <= 0 || a >= 1) continue;
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      multiplier_.segment<3>(row(problem.block[k])) += a * arm_[k];
      for (std::size_t j = problem.first_arm[i]; j < problem.first_arm[i + 1]; ++j) {
        if (problem.block[j] > problem.block[k]) continue;
        hessian_.block<3, 3>(row(problem.block[k]), row(problem.block[j])) +=
            arm_[k] / problem.weight[i] * arm_[j].transpose();
      }
    }
  }
  const double size = std::max(hessian_.diagonal().maxCoeff(), 1.0);
  for (Index r = 0; r < hessian_.rows(); ++r) {
    if (problem.balanced[r] == 0) {
      hessian_.row(r).head(r).setZero();
      hessian_.col(r).tail(hessian_.rows() - r).setZero();
      hessian_(r, r) = size;
      multiplier_[r] = 0;
    }
    hessian_(r, r) += kDamping * size;
  }
  Eigen::LDLT<Eigen::Ref<Eigen::MatrixXd>> factor(hessian_);
  factor.solveInPlace(multiplier_);
}

/// Muscles whose guess is wrong: resting ones that are pulled beyond their least, and awake ones
/// that fell below it.
void LeastControls::find_wrong(const load::ActivationProblem& problem,
                               const std::vector<double>& least,
                               const Eigen::VectorXd& activation) {
  wrong_.clear();
  bool have_multipliers = false;
  for (std::size_t i = 0; i < resting_.size(); ++i) {
    if (resting_[i] == 0) {
      if (activation[static_cast<Index>(i)] < least[i] - kSlack) wrong_.push_back(i);
      continue;
    }
    if (!have_multipliers) find_multipliers(problem, activation);
    have_multipliers = true;
    double pull = 0;
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      pull += arm_[k].dot(multiplier_.segment<3>(row(problem.block[k])));
    }
    if (pull > problem.weight[i] * (least[i] + kSlack)) wrong_.push_back(i);
  }
}

/// Changes all that are wrong at once; where that did not help for a while, only the last of them,
/// which ends for certain.
void LeastControls::mend() {
  if (wrong_.size() < fewest_wrong_) {
    fewest_wrong_ = wrong_.size();
    patience_ = kPatience;
  } else if (patience_ > 0) {
    --patience_;
  } else {
    resting_[wrong_.back()] ^= 1;
    return;
  }
  for (const std::size_t i : wrong_) resting_[i] ^= 1;
}

void LeastControls::solve(load::ActivationProblem& problem, const std::vector<double>& least,
                          load::ActivationSolution& solution) {
  const bool any = std::ranges::any_of(least, [](double l) { return l > 0; });
  if (!any) {
    solver_.solve(problem, solution);
    return;
  }
  arm_ = problem.arm;
  wanted_ = problem.wanted;
  if (resting_.size() != problem.muscles()) resting_.assign(problem.muscles(), 0);
  fewest_wrong_ = problem.muscles() + 1;
  patience_ = kPatience;
  int steps = 0;
  for (int round = 0; round < kRounds; ++round) {
    rest(problem, least);
    solver_.solve(problem, solution);
    steps += solution.iterations;
    if (solution.status != SolveStatus::solved) {
      if (std::ranges::all_of(resting_, [](char r) { return r == 0; })) break;
      std::ranges::fill(resting_, 0);  // perhaps only the guess was to blame
      continue;
    }
    find_wrong(problem, least, solution.activation);
    if (wrong_.empty()) break;
    solution.status = SolveStatus::not_converged;
    mend();
  }
  for (std::size_t i = 0; i < resting_.size(); ++i) {
    if (resting_[i] != 0) solution.activation[static_cast<Index>(i)] = least[i];
  }
  solution.iterations = steps;
  problem.arm = arm_;
  problem.wanted = wanted_;
}

}  // namespace dorsal::opensim
