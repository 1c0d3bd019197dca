#include "dorsal/posture/estimator.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "body_axes.hpp"
#include "camera_level.hpp"
#include "dorsal/base/check.hpp"
#include "fit.hpp"
#include "measure_frame.hpp"
#include "motion_gate.hpp"

namespace dorsal::posture {
namespace {

using body::Coordinate;

// Fewer landmarks than these leave a body undetermined: head and shoulders make five. expert
constexpr std::size_t kFewest = 5;
// A posture that misses the landmarks by so many deviations explains nothing. expert
constexpr double kNoPosture = 4.0;
// A warm start that fits no better than this is tried again from the landmarks. [deviations] expert
constexpr double kDoubtful = 1.5;
constexpr double kForget = 1.0;      // [s] after which the last posture is no start any more
constexpr double kTurnedAway = 1.0;  // [rad] heading that cannot have turned since the last frame
constexpr int kWarmIterations = 15;
constexpr int kColdIterations = 50;

std::size_t used(const Observations& observations) {
  return static_cast<std::size_t>(std::count_if(observations.begin(), observations.end(),
                                                [](const Observation& o) { return o.used; }));
}

double heading(const Parameters& x) {
  return x[static_cast<Eigen::Index>(Coordinate::pelvis_rotation)];
}

bool inside(const std::vector<FastStretch>& stretches, double time) {
  const auto after = std::find_if(stretches.begin(), stretches.end(),
                                  [time](const FastStretch& s) { return time <= s.to; });
  return after != stretches.end() && time >= after->from;
}

}  // namespace

struct PostureEstimator::State {
  State(const body::Person& person, const Calibration& known, View v, EstimatorOptions o)
      : skeleton(person, known.scale),
        calibration(known),
        view(v),
        options(std::move(o)),
        fitter(skeleton) {}

  Fit fit_frame(const Observations& observations, const Prior& prior, double time);

  body::Skeleton skeleton;
  Calibration calibration;
  View view;
  EstimatorOptions options;
  BodyFitter fitter;
  MotionGate gate;
  std::optional<Fit> last;
  double last_time = 0;  // [s]
};

Fit PostureEstimator::State::fit_frame(const Observations& observations, const Prior& prior,
                                       double time) {
  const Parameters guess = first_guess(observations, prior);
  if (last && std::abs(time - last_time) < kForget &&
      std::abs(std::remainder(heading(guess) - heading(last->x), 2 * std::numbers::pi)) <
          kTurnedAway) {
    Fit warm = fitter.fit(observations, prior, last->x, kWarmIterations);
    if (warm.converged && warm.misfit < kDoubtful) return warm;
    Fit cold = fitter.fit(observations, prior, guess, kColdIterations);
    return warm.converged && (!cold.converged || warm.cost <= cold.cost) ? warm : cold;
  }
  return fitter.fit(observations, prior, guess, kColdIterations);
}

PostureEstimator::PostureEstimator(const body::Person& person, const Calibration& calibration,
                                   View view)
    : PostureEstimator(person, calibration, view, EstimatorOptions{landmark_noise(view), {}}) {}
PostureEstimator::PostureEstimator(const body::Person& person, const Calibration& calibration,
                                   View view, EstimatorOptions options)
    : state_(std::make_unique<State>(person, calibration, view, std::move(options))) {}
PostureEstimator::PostureEstimator(PostureEstimator&&) noexcept = default;
PostureEstimator& PostureEstimator::operator=(PostureEstimator&&) noexcept = default;
PostureEstimator::~PostureEstimator() = default;

namespace {

/// What the camera's tilt leaves open about the pelvis against the vertical, and with it about all
/// that stands on it.
void add_camera_tilt(Fit& fit) {
  const double turn = heading(fit.x);
  const Eigen::Vector3d forward(std::cos(turn), 0.0, -std::sin(turn));
  const Eigen::Vector3d right(std::sin(turn), 0.0, std::cos(turn));
  const auto tilt = static_cast<Eigen::Index>(Coordinate::pelvis_tilt);
  const auto list = static_cast<Eigen::Index>(Coordinate::pelvis_list);
  fit.covariance(tilt, tilt) += std::pow(level_deviation(forward), 2);
  fit.covariance(list, list) += std::pow(level_deviation(right), 2);
}

PostureFrame without_posture(double time, FitStatus status, Gap gap) {
  PostureFrame frame;
  frame.time = time;
  frame.status = status;
  frame.measures = no_measures(gap);
  return frame;
}

void put_fit(const Fit& fit, const body::Skeleton& skeleton, PostureFrame& frame) {
  constexpr auto kCount = static_cast<int>(body::kCoordinates);
  frame.status = FitStatus::fitted;
  frame.residual = fit.residual;
  frame.posture.q = fit.x.head<kCount>();
  auto turn = static_cast<Eigen::Index>(Coordinate::pelvis_rotation);
  frame.posture.q[turn] = std::remainder(frame.posture.q[turn], 2 * std::numbers::pi);
  frame.deviation = fit.covariance.diagonal().head<kCount>().cwiseSqrt();
  frame.spine =
      skeleton.pose<double>(fit.x.head<kCount>(), fit.x.tail<static_cast<int>(body::kShapes)>())
          .joint;
}

}  // namespace

PostureFrame PostureEstimator::estimate(const pose::PoseFrame& frame) {
  State& state = *state_;
  if (!state.options.fast) state.gate.add(frame);
  const bool fast =
      state.options.fast ? inside(*state.options.fast, frame.time) : state.gate.fast();
  if (!frame.present) {
    state.last.reset();
    return without_posture(frame.time, FitStatus::nobody, Gap::nobody);
  }
  const Observations observations = observe(frame, state.options.noise);
  if (used(observations) < kFewest || !rightwards(observations)) {
    state.last.reset();
    return without_posture(frame.time, FitStatus::too_few_landmarks, Gap::shoulders_hidden);
  }
  const Prior prior = usual_prior(observations, state.calibration);
  Fit fit = state.fit_frame(observations, prior, frame.time);
  if (!fit.converged || fit.misfit > kNoPosture) {
    state.last.reset();
    return without_posture(frame.time, FitStatus::not_converged, Gap::fit_failed);
  }
  if (state.view != View::spatial) add_camera_tilt(fit);
  state.last = fit;
  state.last_time = frame.time;
  PostureFrame result;
  result.time = frame.time;
  put_fit(fit, state.skeleton, result);
  result.measures =
      measure_frame(state.skeleton, fit, prior, observations, state.view == View::spatial);
  result.trunk_seen = trunk_seen(observations);
  result.quasi_static = !fast;
  return result;
}

body::Posture PostureEstimator::draw(const Eigen::VectorXd& normals) const {
  DORSAL_CHECK(state_->last.has_value());
  DORSAL_CHECK(normals.size() == kDrawSize);
  const Fit& fit = *state_->last;
  const Eigen::LLT<ParameterMatrix> root(fit.covariance);
  const Parameters off = root.matrixL() * normals;
  body::Posture posture;
  posture.q =
      (fit.x + std::max(1.0, fit.misfit) * off).head<static_cast<int>(body::kCoordinates)>();
  return posture;
}

}  // namespace dorsal::posture
