#include "dorsal/load/activation_solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "dorsal/base/check.hpp"

namespace dorsal::load {
namespace {

using Eigen::Index;

// All of these steer the iteration; none changes the answer beyond kTolerance.
constexpr double kTolerance = 1e-10;  // [-] of the largest wanted moment (or of 1 N m)
constexpr int kSteps = 100;           // Newton steps before giving up
constexpr double kDamping = 1e-6;     // Levenberg term at a residual as large as what is wanted
constexpr double kLeastDamping = 1e-13;
constexpr int kStepsBeforeDoubt = 4;  // before asking whether the posture can be held at all
// Cost of activation in the compromise of an impossible posture, lowered step by step: each start
// is near the next answer. The last leaves about 1e-5 N m more than the least residual.
constexpr std::array<double, 5> kCompromises = {1.0, 0.1, 1e-2, 1e-3, 1e-4};  // [1/(N m)^2]

constexpr double kNoPull = 1e-12;  // [-] of a muscle's arms: turned from it as far as numbers go

Index row(std::size_t block) { return static_cast<Index>(3 * block); }

}  // namespace

void ActivationSolver::resize(const ActivationProblem& problem) {
  const Index rows = problem.wanted.size();
  const auto muscles = static_cast<Index>(problem.muscles());
  DORSAL_CHECK(problem.first_arm.size() == problem.muscles() + 1);
  DORSAL_CHECK(problem.arm.size() == problem.block.size());
  DORSAL_CHECK(problem.highest.empty() || problem.highest.size() == problem.muscles());
  if (lambda_.size() != rows) {
    has_start_ = false;
    lambda_ = Eigen::VectorXd::Zero(rows);
    gradient_.resize(rows);
    step_.resize(rows);
    hessian_.resize(rows, rows);
  }
  pulled_.resize(muscles);
  along_.resize(muscles);
}

/// along_i = A_i . direction
void ActivationSolver::pull(const ActivationProblem& problem, const Eigen::VectorXd& direction,
                            Eigen::VectorXd& along) const {
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    double sum = 0;
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      sum += problem.arm[k].dot(direction.segment<3>(row(problem.block[k])));
    }
    along[static_cast<Index>(i)] = sum;
  }
}

/// The activations that belong to the multipliers: the pull against the weight, clamped.
void ActivationSolver::activate(const ActivationProblem& problem, Eigen::VectorXd& activation) {
  pull(problem, lambda_, pulled_);
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    activation[static_cast<Index>(i)] =
        std::clamp(pulled_[static_cast<Index>(i)] / problem.weight[i], 0.0, problem.highest_of(i));
  }
}

void ActivationSolver::take_residual(const ActivationProblem& problem,
                                     const Eigen::VectorXd& activation) {
  gradient_ = problem.wanted;
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    const double a = activation[static_cast<Index>(i)];
    if (a == 0) continue;
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      gradient_.segment<3>(row(problem.block[k])) -= a * problem.arm[k];
    }
  }
  gradient_ = gradient_.cwiseProduct(problem.balanced);
}

/// Second derivative of the dual: the sum of A_i A_i^T / w_i over the muscles between their bounds,
/// damped in proportion to the residual, which keeps moments without a free muscle solvable.
void ActivationSolver::assemble(const ActivationProblem& problem, double slope, bool all_free) {
  hessian_.setZero();
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    const double pulled = pulled_[static_cast<Index>(i)];
    if (!all_free && (pulled <= 0 || pulled >= problem.weight[i] * problem.highest_of(i))) continue;
    for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
      const Eigen::Vector3d scaled = problem.arm[k] / problem.weight[i];
      for (std::size_t j = problem.first_arm[i]; j < problem.first_arm[i + 1]; ++j) {
        if (problem.block[j] > problem.block[k]) continue;
        hessian_.block<3, 3>(row(problem.block[k]), row(problem.block[j])) +=
            scaled * problem.arm[j].transpose();
      }
    }
  }
  const double size = std::max(hessian_.diagonal().maxCoeff(), 1.0);
  const double wanted = std::max(problem.wanted.norm(), 1.0);
  const double damping =
      std::max(kDamping * std::min(gradient_.norm() / wanted, 1.0), kLeastDamping);
  hessian_.diagonal().array() += size * damping + slope;
  for (Index r = 0; r < hessian_.rows(); ++r) {
    if (problem.balanced[r] != 0) continue;
    hessian_.row(r).head(r).setZero();
    hessian_.col(r).tail(hessian_.rows() - r).setZero();
    hessian_(r, r) = 1;
  }
}

/// Slope of the dual at lambda + t step.
double ActivationSolver::slope_along(const ActivationProblem& problem, double slope,
                                     double t) const {
  double sum = problem.wanted.dot(step_) - slope * (lambda_.dot(step_) + t * step_.squaredNorm());
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    const auto m = static_cast<Index>(i);
    sum -= along_[m] *
           std::clamp((pulled_[m] + t * along_[m]) / problem.weight[i], 0.0, problem.highest_of(i));
  }
  return sum;
}

/// Length of the step: the whole of it when that is near the top, else where the slope is a tenth.
double ActivationSolver::search(const ActivationProblem& problem, double slope) const {
  const double start = slope_along(problem, slope, 0);
  const double enough = 0.1 * start;
  double low = 0;
  double high = 1;
  double at_high = slope_along(problem, slope, high);
  if (std::abs(at_high) <= 0.5 * start) return 1;
  for (int i = 0; i < 60 && at_high > enough; ++i) {
    low = high;
    high *= 4;
    at_high = slope_along(problem, slope, high);
  }
  if (at_high >= -enough) return high;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    const double value = slope_along(problem, slope, middle);
    if (std::abs(value) <= enough) return middle;
    (value > 0 ? low : high) = middle;
  }
  return low;
}

bool ActivationSolver::newton_step(const ActivationProblem& problem, double slope, bool all_free) {
  assemble(problem, slope, all_free);
  Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> factor(hessian_);
  if (factor.info() != Eigen::Success) return false;
  step_ = gradient_;
  factor.solveInPlace(step_);
  if (slope == 0 && proves_impossible(problem, step_)) {
    impossible_ = true;
    return false;
  }
  pull(problem, step_, along_);
  const double length = search(problem, slope);
  if (!(length > 0) || !std::isfinite(length)) return false;
  lambda_ += length * step_;
  return true;
}

/// Farkas: what is wanted in this direction is above all that the muscles can give in it together.
/// A muscle without bound may give nothing: the direction is turned away from those first.
bool ActivationSolver::proves_impossible(const ActivationProblem& problem,
                                         const Eigen::VectorXd& direction) {
  proof_ = direction;
  pull(problem, proof_, along_);
  if (!problem.highest.empty() && !turn_from_unbounded(problem)) return false;
  double possible = 0;
  for (std::size_t i = 0; i < problem.muscles(); ++i) {
    const double most = problem.highest_of(i);
    if (std::isfinite(most)) possible += most * std::max(along_[static_cast<Index>(i)], 0.0);
  }
  return problem.wanted.dot(proof_) - possible > 1e-9 * problem.wanted.norm() * proof_.norm();
}

/// Takes out of proof_ what lies along muscles without bound that it pulls on, until it pulls on
/// none (Gram-Schmidt on their columns). False when nothing is left.
bool ActivationSolver::turn_from_unbounded(const ActivationProblem& problem) {
  std::vector<Eigen::VectorXd> taken;
  const double length = proof_.norm();
  for (std::size_t i = 0; i < problem.muscles();) {
    Eigen::VectorXd column = Eigen::VectorXd::Zero(proof_.size());
    if (std::isinf(problem.highest_of(i))) {
      for (std::size_t k = problem.first_arm[i]; k < problem.first_arm[i + 1]; ++k) {
        column.segment<3>(row(problem.block[k])) += problem.arm[k];
      }
    }
    const double size = column.norm();
    if (column.dot(proof_) <= kNoPull * size * proof_.norm()) {
      ++i;
      continue;
    }
    for (int again = 0; again < 2; ++again) {
      for (const Eigen::VectorXd& other : taken) column -= other.dot(column) * other;
    }
    if (column.norm() <= kNoPull * size) return false;
    taken.push_back(column.normalized());
    for (const Eigen::VectorXd& other : taken) proof_ -= other.dot(proof_) * other;
    if (proof_.norm() <= 1e-9 * length) return false;
    i = 0;
  }
  pull(problem, proof_, along_);
  return true;
}

/// Climbs the dual b.l - sum phi_i(A_i.l) - slope/2 l^2. True at the top.
bool ActivationSolver::maximise(const ActivationProblem& problem, double slope,
                                ActivationSolution& solution) {
  const double tolerance = kTolerance * std::max(problem.wanted.lpNorm<Eigen::Infinity>(), 1.0);
  for (int i = 0; i <= kSteps; ++i) {
    activate(problem, solution.activation);
    take_residual(problem, solution.activation);
    solution.residual = gradient_;
    if (slope == 0 && i >= kStepsBeforeDoubt) {
      impossible_ = proves_impossible(problem, gradient_);
      if (impossible_) return false;
    }
    gradient_ -= slope * lambda_;
    if (gradient_.lpNorm<Eigen::Infinity>() <= tolerance) return true;
    const bool cold = lambda_.isZero(0);
    if (i == kSteps || !newton_step(problem, slope, cold)) return false;
    ++solution.iterations;
  }
  return false;
}

void ActivationSolver::solve(const ActivationProblem& problem, ActivationSolution& solution) {
  resize(problem);
  solution.activation.resize(static_cast<Index>(problem.muscles()));
  solution.iterations = 0;
  solution.status = SolveStatus::not_converged;
  impossible_ = false;
  if (!has_start_) lambda_.setZero();
  if (maximise(problem, 0, solution)) {
    solution.status = SolveStatus::solved;
    has_start_ = true;
    return;
  }
  has_start_ = false;
  compromise(problem, solution);
  if (impossible_) solution.status = SolveStatus::cannot_be_held;
}

/// The least squared residual, up to a small cost of activation.
void ActivationSolver::compromise(const ActivationProblem& problem, ActivationSolution& solution) {
  lambda_.setZero();
  double last = kCompromises.front();
  for (const double slope : kCompromises) {
    lambda_ *= last / slope;
    last = slope;
    if (!maximise(problem, slope, solution)) return;
  }
  impossible_ = impossible_ || proves_impossible(problem, solution.residual);
}

}  // namespace dorsal::load
