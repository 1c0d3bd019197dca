#include "fit.hpp"

#include <ceres/ceres.h>

#include <Eigen/Cholesky>
#include <array>
#include <cmath>

#include "dorsal/body/skeleton_derivative.hpp"

namespace dorsal::posture {
namespace {

// Residuals beyond so many deviations count linearly; the usual choice of robust regression.
constexpr double kHuber = 2.0;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, kParameters, Eigen::RowMajor>;

/// The skeleton at the point that Ceres looks at; evaluated once for all landmarks.
class SkeletonState : public ceres::EvaluationCallback {
 public:
  SkeletonState(const body::Skeleton& skeleton, const Parameters& x) : skeleton_(skeleton), x_(x) {}

  void PrepareForEvaluation(bool jacobians, bool new_point) override {
    if (new_point) place();
    if (jacobians) differentiate();
  }

  [[nodiscard]] const Eigen::Vector3d& point(std::size_t landmark) const {
    return points_[landmark];
  }
  [[nodiscard]] const body::PointDerivative& derivative(std::size_t fitted) const {
    return derivatives_[fitted];
  }

  void place() {
    q_ = x_.head<static_cast<int>(body::kCoordinates)>();
    pose_ = skeleton_.pose<double>(q_, x_.tail<static_cast<int>(body::kShapes)>());
    points_ = skeleton_.landmarks(pose_);
  }

  void differentiate() {
    const body::SkeletonDerivative derivative(q_, pose_);
    for (std::size_t k = 0; k < kFitted; ++k) {
      const auto landmark = static_cast<std::size_t>(kFitLandmarks[k]);
      derivatives_[k] = derivative.of(kFitLandmarks[k], points_[landmark]);
    }
  }

 private:
  const body::Skeleton& skeleton_;
  const Parameters& x_;
  body::CoordinateVector<double> q_;
  body::SkeletonPose<double> pose_;
  body::SkeletonLandmarks<double> points_;
  std::array<body::PointDerivative, kFitted> derivatives_;
};

/// One landmark against its observation, in deviations.
class LandmarkCost : public ceres::SizedCostFunction<3, kParameters> {
 public:
  LandmarkCost(std::size_t fitted, const SkeletonState& state, const Observations& observations)
      : fitted_(fitted),
        landmark_(static_cast<std::size_t>(kFitLandmarks[fitted])),
        state_(state),
        observations_(observations) {}

  bool Evaluate(double const* const* /*parameters*/, double* residuals,
                double** jacobians) const override {
    const Observation& o = observations_[landmark_];
    Eigen::Map<Eigen::Vector3d> r(residuals);
    const Eigen::Vector3d weight =
        o.used ? Eigen::Vector3d(o.sigma.cwiseInverse()) : Eigen::Vector3d::Zero();
    r = (state_.point(landmark_) - o.at).cwiseProduct(weight);
    if (jacobians != nullptr && jacobians[0] != nullptr) {
      Eigen::Map<Eigen::Matrix<double, 3, kParameters, Eigen::RowMajor>> J(jacobians[0]);
      J = weight.asDiagonal() * state_.derivative(fitted_);
    }
    return true;
  }

 private:
  std::size_t fitted_, landmark_;
  const SkeletonState& state_;
  const Observations& observations_;
};

/// How far the parameters are outside their limits, and the slope there.
double beyond(double x, double low, double high) {
  return x < low ? x - low : x > high ? x - high : 0.0;
}

/// Prior and limits.
class PriorCost : public ceres::SizedCostFunction<2 * kParameters, kParameters> {
 public:
  explicit PriorCost(const Prior& prior) : prior_(prior) {}

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    const Eigen::Map<const Parameters> x(parameters[0]);
    const Limits& limits = anatomical_limits();
    Eigen::Map<Eigen::Matrix<double, 2 * kParameters, 1>> r(residuals);
    r.head<kParameters>() = prior_.information * (x - prior_.mean);
    for (int i = 0; i < kParameters; ++i) {
      r[kParameters + i] = beyond(x[i], limits.low[i], limits.high[i]) / kLimitSoftness;
    }
    if (jacobians != nullptr && jacobians[0] != nullptr) {
      Eigen::Map<Eigen::Matrix<double, 2 * kParameters, kParameters, Eigen::RowMajor>> J(
          jacobians[0]);
      J.setZero();
      J.topRows<kParameters>() = prior_.information;
      for (int i = 0; i < kParameters; ++i) {
        if (r[kParameters + i] != 0.0) J(kParameters + i, i) = 1.0 / kLimitSoftness;
      }
    }
    return true;
  }

 private:
  const Prior& prior_;
};

ceres::Problem::Options problem_options(SkeletonState* state) {
  ceres::Problem::Options options;
  options.evaluation_callback = state;
  options.cost_function_ownership = ceres::TAKE_OWNERSHIP;
  options.loss_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
  options.disable_all_safety_checks = true;
  return options;
}

ceres::Solver::Options solver_options(int max_iterations) {
  ceres::Solver::Options options;
  options.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
  options.max_num_iterations = max_iterations;
  options.function_tolerance = 1e-6;
  options.parameter_tolerance = 1e-6;
  options.gradient_tolerance = 1e-8;
  options.num_threads = 1;
  options.logging_type = ceres::SILENT;
  return options;
}

/// Share of full weight that the loss leaves to a residual of that length.
double huber_weight(double length) { return length <= kHuber ? 1.0 : kHuber / length; }

}  // namespace

struct BodyFitter::Work {
  explicit Work(const body::Skeleton& s)
      : skeleton(s), state(skeleton, x), problem(problem_options(&state)) {
    for (std::size_t k = 0; k < kFitted; ++k) {
      problem.AddResidualBlock(new LandmarkCost(k, state, observations), &loss, x.data());
    }
    problem.AddResidualBlock(new PriorCost(prior), nullptr, x.data());
  }

  body::Skeleton skeleton;
  Parameters x = Parameters::Zero();
  Observations observations;
  Prior prior;
  SkeletonState state;
  ceres::HuberLoss loss{kHuber};
  ceres::Problem problem;
};

BodyFitter::BodyFitter(const body::Skeleton& skeleton) : work_(std::make_unique<Work>(skeleton)) {}
BodyFitter::BodyFitter(BodyFitter&&) noexcept = default;
BodyFitter& BodyFitter::operator=(BodyFitter&&) noexcept = default;
BodyFitter::~BodyFitter() = default;

namespace {

/// Posterior covariance at the optimum (Laplace), and how well the landmarks are met.
void finish(const Parameters& x, SkeletonState& state, const Observations& observations,
            const Prior& prior, Fit& fit) {
  state.place();
  state.differentiate();
  ParameterMatrix H = prior.information.transpose() * prior.information;
  const Limits& limits = anatomical_limits();
  for (int i = 0; i < kParameters; ++i) {
    if (beyond(x[i], limits.low[i], limits.high[i]) != 0.0) {
      H(i, i) += 1.0 / (kLimitSoftness * kLimitSoftness);
    }
  }
  double squares = 0, weighted = 0, weights = 0;
  for (std::size_t k = 0; k < kFitted; ++k) {
    const auto landmark = static_cast<std::size_t>(kFitLandmarks[k]);
    const Observation& o = observations[landmark];
    if (!o.used) continue;
    const Eigen::Vector3d off = state.point(landmark) - o.at;
    const Eigen::Vector3d r = off.cwiseQuotient(o.sigma);
    const double weight = huber_weight(r.norm());
    const Eigen::Matrix<double, 3, kParameters> J =
        o.sigma.cwiseInverse().asDiagonal() * state.derivative(k);
    H.selfadjointView<Eigen::Lower>().rankUpdate(J.transpose(), weight);
    squares += r.squaredNorm();
    const double w = 1.0 / (o.sigma.x() * o.sigma.x());
    weighted += w * off.squaredNorm();
    weights += w;
    ++fit.landmarks;
  }
  if (fit.landmarks > 0) {
    fit.misfit = std::sqrt(squares / (3.0 * fit.landmarks));
    fit.residual = std::sqrt(weighted / weights);
  }
  fit.covariance = H.selfadjointView<Eigen::Lower>().llt().solve(ParameterMatrix::Identity());
}

}  // namespace

Fit BodyFitter::fit(const Observations& observations, const Prior& prior, const Parameters& start,
                    int max_iterations) {
  Work& work = *work_;
  work.observations = observations;
  work.prior = prior;
  work.x = start;
  ceres::Solver::Summary summary;
  ceres::Solve(solver_options(max_iterations), &work.problem, &summary);
  Fit fit;
  fit.x = work.x;
  fit.cost = summary.final_cost;
  fit.iterations = static_cast<int>(summary.iterations.size());
  fit.converged = summary.IsSolutionUsable() && work.x.allFinite();
  if (fit.converged) finish(work.x, work.state, observations, prior, fit);
  return fit;
}

}  // namespace dorsal::posture
