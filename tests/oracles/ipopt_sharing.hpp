#pragma once

#include <IpIpoptApplication.hpp>
#include <IpSolveStatistics.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "dorsal/load/activation_solver.hpp"

namespace dorsal::oracles {

/// dorsal's sharing problem as Ipopt sees it: variables are activations, constraints are moments;
/// derivatives are exact. Starts from its last answer, bounds' multipliers included.
class IpoptSharing : public Ipopt::TNLP {
 public:
  void take(const load::ActivationProblem& problem) {
    problem_ = &problem;
    rows_.assign(static_cast<std::size_t>(problem.wanted.size()), -1);
    int row = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (problem.balanced[static_cast<Eigen::Index>(r)] != 0) rows_[r] = row++;
    }
    constraints_ = row;
    if (activation_.size() != problem.muscles()) {
      activation_.assign(problem.muscles(), 0.1);
      lower_.assign(problem.muscles(), 1.0);
      upper_.assign(problem.muscles(), 1.0);
      multipliers_.assign(static_cast<std::size_t>(constraints_), 0.0);
    }
  }

  [[nodiscard]] const std::vector<double>& activation() const { return activation_; }
  [[nodiscard]] double cost() const { return cost_; }

  bool get_nlp_info(int& n, int& m, int& jacobian, int& hessian, IndexStyleEnum& style) override {
    n = static_cast<int>(problem_->muscles());
    m = constraints_;
    jacobian = 0;
    for_each_number([&](std::size_t, int, double) { ++jacobian; });
    hessian = n;
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(int n, double* low, double* high, int, double* wanted_low,
                       double* wanted_high) override {
    for (int i = 0; i < n; ++i) {
      const double most = problem_->highest_of(static_cast<std::size_t>(i));
      low[i] = 0;
      high[i] = std::isfinite(most) ? most : 2e19;
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (rows_[r] < 0) continue;
      wanted_low[rows_[r]] = wanted_high[rows_[r]] = problem_->wanted[static_cast<Eigen::Index>(r)];
    }
    return true;
  }

  bool get_starting_point(int n, bool with_x, double* x, bool with_z, double* lower, double* upper,
                          int m, bool with_lambda, double* lambda) override {
    if (with_x) std::copy_n(activation_.data(), n, x);
    if (with_z) std::copy_n(lower_.data(), n, lower);
    if (with_z) std::copy_n(upper_.data(), n, upper);
    if (with_lambda) std::copy_n(multipliers_.data(), m, lambda);
    return true;
  }

  bool eval_f(int n, const double* x, bool, double& value) override {
    value = 0;
    for (int i = 0; i < n; ++i) {
      value += weight(i) * (cubic() ? x[i] * x[i] * x[i] / 3 : x[i] * x[i] / 2);
    }
    return true;
  }

  bool eval_grad_f(int n, const double* x, bool, double* gradient) override {
    for (int i = 0; i < n; ++i) gradient[i] = weight(i) * (cubic() ? x[i] * x[i] : x[i]);
    return true;
  }

  bool eval_g(int, const double* x, bool, int m, double* moments) override {
    std::fill_n(moments, m, 0.0);
    for_each_number([&](std::size_t i, int row, double value) { moments[row] += value * x[i]; });
    return true;
  }

  bool eval_jac_g(int, const double*, bool, int, int, int* row, int* column,
                  double* values) override {
    std::size_t k = 0;
    for_each_number([&](std::size_t i, int r, double value) {
      if (values != nullptr) {
        values[k++] = value;
      } else {
        row[k] = r;
        column[k++] = static_cast<int>(i);
      }
    });
    return true;
  }

  bool eval_h(int n, const double* x, bool, double factor, int, const double*, bool, int, int* row,
              int* column, double* values) override {
    for (int i = 0; i < n; ++i) {
      if (values != nullptr) {
        values[i] = factor * weight(i) * (cubic() ? 2 * x[i] : 1.0);
      } else {
        row[i] = column[i] = i;
      }
    }
    return true;
  }

  void finalize_solution(Ipopt::SolverReturn, int n, const double* x, const double* lower,
                         const double* upper, int m, const double*, const double* lambda,
                         double cost, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    activation_.assign(x, x + n);
    lower_.assign(lower, lower + n);
    upper_.assign(upper, upper + n);
    multipliers_.assign(lambda, lambda + m);
    cost_ = cost;
  }

 private:
  [[nodiscard]] double weight(int i) const { return problem_->weight[static_cast<std::size_t>(i)]; }
  [[nodiscard]] bool cubic() const { return problem_->exponent == load::Exponent::three; }

  template <class Do>
  void for_each_number(const Do& action) const {
    for (std::size_t i = 0; i < problem_->muscles(); ++i) {
      for (std::size_t k = problem_->first_arm[i]; k < problem_->first_arm[i + 1]; ++k) {
        for (std::size_t axis = 0; axis < 3; ++axis) {
          const int row = rows_[3 * problem_->block[k] + axis];
          if (row >= 0) action(i, row, problem_->arm[k][static_cast<Eigen::Index>(axis)]);
        }
      }
    }
  }

  const load::ActivationProblem* problem_ = nullptr;
  std::vector<int> rows_;  // (moment) constraint, or -1
  int constraints_ = 0;
  std::vector<double> activation_, lower_, upper_, multipliers_;
  double cost_ = 0;
};

/// Ipopt, set up for these problems; quiet.
struct IpoptWay {
  double tolerance = 1e-10;
  bool mehrotra = true;
  bool warm = false;
};

class IpoptSolver {
 public:
  explicit IpoptSolver(const IpoptWay& way) : app_(new Ipopt::IpoptApplication(false)) {
    auto options = app_->Options();
    options->SetIntegerValue("print_level", 0);
    options->SetStringValue("sb", "yes");
    options->SetNumericValue("tol", way.tolerance);
    options->SetStringValue("jac_c_constant", "yes");
    options->SetNumericValue("bound_relax_factor", 0);
    if (way.mehrotra) options->SetStringValue("mehrotra_algorithm", "yes");
    if (way.warm) {
      options->SetStringValue("warm_start_init_point", "yes");
      for (const char* push :
           {"warm_start_bound_push", "warm_start_bound_frac", "warm_start_slack_bound_push",
            "warm_start_slack_bound_frac", "warm_start_mult_bound_push"}) {
        options->SetNumericValue(push, 1e-6);
      }
      options->SetNumericValue("mu_init", 1e-6);
    }
    ready_ = app_->Initialize() == Ipopt::Solve_Succeeded;
  }

  /// True when Ipopt found the optimum to its tolerance.
  bool solve(const load::ActivationProblem& problem) {
    sharing_->take(problem);
    if (!ready_) return false;
    const auto status = app_->OptimizeTNLP(GetRawPtr(sharing_));
    const auto statistics = app_->Statistics();
    if (IsValid(statistics)) iterations_ += statistics->IterationCount();
    return status == Ipopt::Solve_Succeeded || status == Ipopt::Solved_To_Acceptable_Level;
  }

  [[nodiscard]] const IpoptSharing& sharing() const { return *sharing_; }
  [[nodiscard]] int iterations() const { return iterations_; }

 private:
  Ipopt::SmartPtr<Ipopt::IpoptApplication> app_;
  Ipopt::SmartPtr<IpoptSharing> sharing_ = new IpoptSharing;
  bool ready_ = false;
  int iterations_ = 0;
};

}  // namespace dorsal::oracles
