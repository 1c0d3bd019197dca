#include "dorsal/load/activation_solver.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "dorsal/base/check.hpp"
#include "four.hpp"
#include "impossibility.hpp"
#include "moment_columns.hpp"
#include "muscle_cost.hpp"
#include "tile_matrix.hpp"

namespace dorsal::load {
namespace {

using Eigen::Index;

// All of these steer the iteration; none changes the answer beyond kTolerance.
constexpr double kTolerance = 1e-10;  // [-] of the largest wanted moment (or of 1 N m)
constexpr int kSteps = 100;           // Newton steps before giving up
constexpr double kDamping = 1e-6;     // Levenberg term at a residual as large as what is wanted
constexpr double kLeastDamping = 1e-13;
constexpr int kStepsBeforeDoubt = 4;  // before asking whether the posture can be held at all
// The Hessian is mended muscle by muscle while fewer than this part of the muscles changed.
constexpr double kMendable = 0.1;  // [-]
// Of the third power, see MuscleCost::soften. The end's changes no activation by more than half of
// it, and the cost by its square; still less would lose the tolerance to rounding.
constexpr double kHard = 1e-6;          // [-]
constexpr double kSoft = 1e-2;          // [-]
constexpr double kSoftTolerance = 0.1;  // [-] in the place of kTolerance
// Cost of activation in the compromise of an impossible posture, lowered step by step: each start
// is near the next answer. The last leaves about 1e-5 N m more than the least residual.
constexpr std::array<double, 5> kCompromises = {1.0, 0.1, 1e-2, 1e-3, 1e-4};  // [1/(N m)^2]

double largest(const Fours& numbers) {
  double most = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) most = std::max(most, std::abs(numbers[i]));
  return most;
}

double length(const Fours& numbers) { return std::sqrt(dot(numbers, numbers)); }

bool is_zero(const Fours& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] != 0) return false;
  }
  return true;
}

}  // namespace

/// The iteration and its working space. Moments in tiles, muscles in packed order.
class ActivationSolver::Newton {
 public:
  void solve(const ActivationProblem& problem, ActivationSolution& solution);
  void forget() { has_start_ = false; }
  [[nodiscard]] double multiply_adds() const { return multiply_adds_; }

 private:
  void take(const ActivationProblem& problem);
  void resize(const ActivationProblem& problem);
  void predict();
  void judge_prediction();
  [[nodiscard]] bool climb(bool cubic);
  [[nodiscard]] bool maximise(double slope, double accuracy = kTolerance);
  void compromise();
  [[nodiscard]] bool step(double slope, bool cold);
  void assemble(bool cold);
  void damp(double slope);
  [[nodiscard]] double search(double slope) const;
  [[nodiscard]] double slope_at(double slope, double t) const;
  void take_residual();
  void report(const ActivationProblem& problem, ActivationSolution& solution) const;

  MomentColumns columns_;
  MuscleCost cost_;
  Impossibility impossibility_;
  TileMatrix hessian_;
  TileCholesky factor_;
  bool has_start_ = false;
  int known_ = 0;          // of the last two multipliers, how many are known
  bool foresees_ = false;  // going on as before came nearer to the last answer than standing still
  bool has_hessian_ = false;
  bool impossible_ = false;
  int steps_ = 0;
  double multiply_adds_ = 0;
  Fours wanted_, balanced_, lambda_, residual_, gradient_, step_, shift_;  // (moment)
  Fours last_, before_;  // (moment) multipliers of the last frame, and of the one before
  Fours pulled_, along_, activation_;  // (muscle)
  Fours curvature_, in_hessian_;       // (muscle)
};

void ActivationSolver::Newton::resize(const ActivationProblem& problem) {
  columns_.analyse(problem);
  const std::size_t muscles = (columns_.muscles() + 3) / 4;
  if (lambda_.size() != 4 * columns_.tiles()) has_start_ = false;
  for (Fours* rows :
       {&wanted_, &balanced_, &residual_, &gradient_, &step_, &shift_, &last_, &before_}) {
    rows->assign(columns_.tiles());
  }
  known_ = 0;
  if (!has_start_) lambda_.assign(columns_.tiles());
  for (Fours* all_muscles : {&pulled_, &along_, &activation_, &curvature_, &in_hessian_}) {
    all_muscles->assign(muscles);
  }
  for (Index r = 0; r < problem.balanced.size(); ++r) {
    balanced_[static_cast<std::size_t>(r)] = problem.balanced[r] != 0 ? 1 : 0;
  }
  cost_.resize(columns_.muscles());
  impossibility_.resize(columns_);
  hessian_.resize(columns_.first_tile());
  factor_.resize(hessian_);
}

/// Packs the problem.
void ActivationSolver::Newton::take(const ActivationProblem& problem) {
  DORSAL_CHECK(problem.first_arm.size() == problem.muscles() + 1);
  DORSAL_CHECK(problem.arm.size() == problem.block.size());
  DORSAL_CHECK(problem.highest.empty() || problem.highest.size() == problem.muscles());
  DORSAL_CHECK(problem.balanced.size() == problem.wanted.size());
  if (!columns_.is_for(problem)) resize(problem);
  columns_.fill(problem);
  cost_.fill(problem, columns_);
  impossibility_.fill(columns_, cost_.highest());
  for (Index r = 0; r < problem.wanted.size(); ++r) {
    const auto i = static_cast<std::size_t>(r);
    wanted_[i] = problem.wanted[r] * balanced_[i];
  }
}

void ActivationSolver::Newton::take_residual() {
  std::copy_n(wanted_.data(), wanted_.size(), residual_.data());
  columns_.subtract(activation_, residual_);
  multiply_adds_ += columns_.numbers();
}

/// Second derivative of the dual: the sum of A_i A_i^T da_i/dp_i over the muscles between their
/// bounds. Where few muscles changed since the last step, only these are put in or taken out.
void ActivationSolver::Newton::assemble(bool cold) {
  if (cold) {
    cost_.curve_of_all(curvature_);
  } else {
    cost_.curve(activation_, curvature_);
  }
  std::size_t changed = 0;
  for (std::size_t i = 0; i < curvature_.size(); ++i) changed += curvature_[i] != in_hessian_[i];
  const double most = kMendable * static_cast<double>(columns_.muscles());
  if (!has_hessian_ || static_cast<double>(changed) > most) {
    hessian_.clear();
    multiply_adds_ += columns_.add_outer(curvature_, hessian_);
  } else {
    for (std::size_t i = 0; i < columns_.muscles(); ++i) {
      const double change = curvature_[i] - in_hessian_[i];
      if (change != 0) multiply_adds_ += columns_.add_outer(i, change, hessian_);
    }
  }
  std::copy_n(curvature_.data(), curvature_.size(), in_hessian_.data());
  has_hessian_ = true;
}

/// Damping in proportion to the residual, which keeps moments without a free muscle solvable.
void ActivationSolver::Newton::damp(double slope) {
  double size = 1;
  for (std::size_t r = 0; r < shift_.size(); ++r) size = std::max(size, hessian_.diagonal(r));
  const double wanted = std::max(length(wanted_), 1.0);
  const double damping =
      std::max(kDamping * std::min(length(gradient_) / wanted, 1.0), kLeastDamping);
  for (std::size_t r = 0; r < shift_.size(); ++r) {
    shift_[r] = balanced_[r] != 0 ? size * damping + slope : 1;
  }
}

/// Slope of the dual along the step, at lambda + t step.
double ActivationSolver::Newton::slope_at(double slope, double t) const {
  double sum = dot(wanted_, step_) - cost_.moment_along(pulled_, along_, t);
  if (slope != 0) sum -= slope * (dot(lambda_, step_) + t * dot(step_, step_));
  return sum;
}

/// Length of the step: the whole of it when that is near the top, else where the slope is a tenth.
double ActivationSolver::Newton::search(double slope) const {
  const double start = dot(gradient_, step_);
  const double enough = 0.1 * start;
  double low = 0;
  double high = 1;
  double at_high = slope_at(slope, high);
  if (std::abs(at_high) <= 0.5 * start) return 1;
  for (int i = 0; i < 60 && at_high > enough; ++i) {
    low = high;
    high *= 4;
    at_high = slope_at(slope, high);
  }
  if (at_high >= -enough) return high;
  for (int i = 0; i < 100; ++i) {
    const double middle = 0.5 * (low + high);
    const double value = slope_at(slope, middle);
    if (std::abs(value) <= enough) return middle;
    (value > 0 ? low : high) = middle;
  }
  return low;
}

bool ActivationSolver::Newton::step(double slope, bool cold) {
  assemble(cold);
  damp(slope);
  if (!factor_.factor(hessian_, shift_)) return false;
  std::copy_n(gradient_.data(), gradient_.size(), step_.data());
  factor_.solve(step_);
  columns_.pull(step_, along_);
  multiply_adds_ += factor_.work() + columns_.numbers();
  if (slope == 0 && impossibility_.shown_by(wanted_, step_, along_, cost_.highest())) {
    impossible_ = true;
    return false;
  }
  const double far = search(slope);
  if (!(far > 0) || !std::isfinite(far)) return false;
  add_times(far, step_, lambda_);
  add_times(far, along_, pulled_);
  ++steps_;
  return true;
}

/// Climbs the dual b.l - sum phi_i(A_i.l) - slope/2 l^2. True at the top.
bool ActivationSolver::Newton::maximise(double slope, double accuracy) {
  const double tolerance = accuracy * std::max(largest(wanted_), 1.0);
  columns_.pull(lambda_, pulled_);
  multiply_adds_ += columns_.numbers();
  for (int i = 0; i <= kSteps; ++i) {
    cost_.activate(pulled_, activation_);
    take_residual();
    if (slope == 0 && i >= kStepsBeforeDoubt) {
      impossible_ = impossibility_.shown_near(columns_, wanted_, residual_, cost_.highest());
      if (impossible_) return false;
    }
    std::copy_n(residual_.data(), residual_.size(), gradient_.data());
    if (slope != 0) add_times(-slope, lambda_, gradient_);
    if (largest(gradient_) <= tolerance) return true;
    if (i == kSteps || !step(slope, is_zero(lambda_))) return false;
  }
  return false;
}

/// The third power has no bound on the dual's curvature where a muscle begins to pull: it is
/// softened, from nothing in two stages of which the first need not be exact.
bool ActivationSolver::Newton::climb(bool cubic) {
  if (!cubic) return maximise(0);
  if (!has_start_) {
    cost_.soften(kSoft);
    if (!maximise(0, kSoftTolerance)) return false;
  }
  cost_.soften(kHard);
  return maximise(0);
}

/// Starts at the last multipliers, or where they would be if they went on as they came, while that
/// was the better guess: postures of a film move on, those of a list or of noise do not.
void ActivationSolver::Newton::predict() {
  if (!has_start_) {
    known_ = 0;
    foresees_ = false;
    std::fill_n(lambda_.data(), lambda_.size(), 0.0);
    return;
  }
  std::swap(before_, last_);
  std::copy_n(lambda_.data(), lambda_.size(), last_.data());
  known_ = std::min(known_ + 1, 2);
  if (known_ < 2 || !foresees_) return;
  add_times(1, last_, lambda_);
  add_times(-1, before_, lambda_);
}

/// Whether the last two multipliers, continued, were less than half as far from this frame's as the
/// last ones. Of the first two frames nothing is known.
void ActivationSolver::Newton::judge_prediction() {
  foresees_ = false;
  if (known_ < 2) return;
  double still = 0;
  double onward = 0;
  for (std::size_t r = 0; r < lambda_.size(); ++r) {
    const double change = lambda_[r] - last_[r];
    const double turn = change - (last_[r] - before_[r]);
    still += change * change;
    onward += turn * turn;
  }
  foresees_ = 4 * onward < still;
}

void ActivationSolver::Newton::solve(const ActivationProblem& problem,
                                     ActivationSolution& solution) {
  take(problem);
  steps_ = 0;
  multiply_adds_ = 0;
  impossible_ = false;
  has_hessian_ = false;
  predict();
  solution.status = SolveStatus::not_converged;
  has_start_ = climb(problem.exponent == Exponent::three);
  if (has_start_) {
    judge_prediction();
    solution.status = SolveStatus::solved;
  } else {
    compromise();
    if (impossible_) solution.status = SolveStatus::cannot_be_held;
  }
  report(problem, solution);
}

/// The least squared residual, up to a small cost of activation.
void ActivationSolver::Newton::compromise() {
  cost_.soften(kSoft);
  std::fill_n(lambda_.data(), lambda_.size(), 0.0);
  double last = kCompromises.front();
  for (const double slope : kCompromises) {
    for (std::size_t r = 0; r < lambda_.size(); ++r) lambda_[r] *= last / slope;
    last = slope;
    if (!maximise(slope)) return;
  }
  impossible_ =
      impossible_ || impossibility_.shown_near(columns_, wanted_, residual_, cost_.highest());
}

void ActivationSolver::Newton::report(const ActivationProblem& problem,
                                      ActivationSolution& solution) const {
  solution.iterations = steps_;
  solution.activation.resize(static_cast<Index>(columns_.muscles()));
  for (std::size_t i = 0; i < columns_.muscles(); ++i) {
    solution.activation[static_cast<Index>(columns_.muscle()[i])] = activation_[i];
  }
  solution.residual.resize(problem.wanted.size());
  for (Index r = 0; r < solution.residual.size(); ++r) {
    solution.residual[r] = residual_[static_cast<std::size_t>(r)];
  }
}

ActivationSolver::ActivationSolver() : newton_(std::make_unique<Newton>()) {}
ActivationSolver::~ActivationSolver() = default;
ActivationSolver::ActivationSolver(ActivationSolver&&) noexcept = default;
ActivationSolver& ActivationSolver::operator=(ActivationSolver&&) noexcept = default;

void ActivationSolver::solve(const ActivationProblem& problem, ActivationSolution& solution) {
  newton_->solve(problem, solution);
}

void ActivationSolver::forget() { newton_->forget(); }

double ActivationSolver::multiply_adds() const { return newton_->multiply_adds(); }

}  // namespace dorsal::load
