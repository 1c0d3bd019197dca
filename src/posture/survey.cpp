#include "dorsal/posture/survey.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "body_axes.hpp"
#include "fit.hpp"
#include "motion_gate.hpp"
#include "scale_estimator.hpp"
#include "upright_finder.hpp"

namespace dorsal::posture {
namespace {

// What is left of a landmark's error in the mean of many frames: what it means, not how it jitters;
// expert.
constexpr double kMeanOfMany = 0.5;
constexpr int kIterations = 50;

/// Votes for the side that the camera sees.
class ViewVote {
 public:
  void add(const Observations& observations) {
    const auto right = rightwards(observations);
    if (right) ++votes_[static_cast<std::size_t>(view_of(*right))];
  }
  [[nodiscard]] View winner() const {
    const auto most = std::max_element(votes_.begin(), votes_.end());
    return *most == 0 ? View::oblique : static_cast<View>(most - votes_.begin());
  }

 private:
  std::array<std::size_t, 6> votes_{};
};

Calibration calibrate_on(const UprightFinder::Found& found, const body::Person& person,
                         const body::SegmentScale& scale, const LandmarkNoise& noise, bool asked) {
  Calibration calibration = population_calibration(scale);
  const Observations observations = observe(
      found.mean, {kMeanOfMany * noise.in_picture, kMeanOfMany * noise.depth, noise.by_part});
  const Prior prior = upright_prior(seat_of(observations), calibration, asked);
  BodyFitter fitter(body::Skeleton(person, scale));
  const Fit fit = fitter.fit(observations, prior, first_guess(observations, prior), kIterations);
  if (!fit.converged) return calibration;
  calibration.source = asked ? CalibrationSource::dedicated : CalibrationSource::recording;
  constexpr auto kCount = static_cast<Eigen::Index>(body::kShapes);
  calibration.shape = fit.x.tail<kCount>();
  const double doubt = std::max(1.0, fit.misfit);
  calibration.covariance = fit.covariance.bottomRightCorner<kCount, kCount>() * doubt * doubt;
  calibration.from = found.from;
  calibration.to = found.to;
  return calibration;
}

}  // namespace

struct Survey::State {
  explicit State(const body::Person& p) : person(p), scale(p) {}

  body::Person person;
  LandmarkNoise noise = landmark_noise(View::left);
  ViewVote view;
  ScaleEstimator scale;
  UprightFinder upright;
  MotionGate gate;
  std::size_t frames = 0;
  std::size_t with_person = 0;
};

Survey::Survey(const body::Person& person) : state_(std::make_unique<State>(person)) {}
Survey::Survey(Survey&&) noexcept = default;
Survey& Survey::operator=(Survey&&) noexcept = default;
Survey::~Survey() = default;

void Survey::add(const pose::PoseFrame& frame) {
  State& s = *state_;
  ++s.frames;
  s.gate.add(frame);
  const Observations observations = observe(frame, s.noise);
  s.upright.add(frame, observations);
  if (!frame.present) return;
  ++s.with_person;
  s.view.add(observations);
  s.scale.add(observations);
}

Surveyed Survey::finish(std::optional<View> view,
                        const std::optional<Calibration>& dedicated) const {
  const State& s = *state_;
  Surveyed result;
  result.view = view.value_or(s.view.winner());
  result.fast = s.gate.stretches();
  result.frames = s.frames;
  result.with_person = s.with_person;
  if (dedicated) {
    result.calibration = *dedicated;
    return result;
  }
  const body::SegmentScale scale = s.scale.finish(result.view == View::spatial);
  // From the front or the rear nobody can be seen to be upright.
  const bool seen_from_the_side = result.view != View::front && result.view != View::rear;
  const auto found =
      seen_from_the_side ? s.upright.find_in_recording() : std::optional<UprightFinder::Found>{};
  result.calibration =
      found ? calibrate_on(*found, s.person, scale, landmark_noise(result.view), false)
            : population_calibration(scale);
  return result;
}

std::optional<Calibration> Survey::calibrate() const {
  const State& s = *state_;
  const auto found = s.upright.find_in_dedicated();
  if (!found) return {};
  Calibration calibration =
      calibrate_on(*found, s.person, s.scale.finish(false), landmark_noise(s.view.winner()), true);
  if (calibration.source != CalibrationSource::dedicated) return {};
  return calibration;
}

Surveyed survey(const pose::PoseTrack& track, const body::Person& person, std::optional<View> view,
                const std::optional<Calibration>& dedicated) {
  Survey pass(person);
  for (const pose::PoseFrame& frame : track.frames) pass.add(frame);
  return pass.finish(view, dedicated);
}

std::optional<Calibration> calibrate(const pose::PoseTrack& track, const body::Person& person) {
  Survey pass(person);
  for (const pose::PoseFrame& frame : track.frames) pass.add(frame);
  return pass.calibrate();
}

View classify_view(const std::vector<pose::PoseFrame>& frames) {
  ViewVote vote;
  for (const pose::PoseFrame& frame : frames) {
    if (frame.present) vote.add(observe(frame, landmark_noise(View::left)));
  }
  return vote.winner();
}

Result<PostureSeries> estimate_posture(const pose::PoseTrack& track, const body::Person& person,
                                       std::optional<View> view,
                                       const std::optional<Calibration>& dedicated) {
  if (track.frames.empty()) return fail(ErrorCode::missing, "the recording has no frames");
  for (std::size_t i = 0; i < track.frames.size(); ++i) {
    if (!std::isfinite(track.frames[i].time)) {
      return fail(ErrorCode::not_finite, "a frame has no time", "frame " + std::to_string(i));
    }
  }
  Surveyed known = survey(track, person, view, dedicated);
  PostureEstimator estimator(person, known.calibration, known.view,
                             {landmark_noise(known.view), std::move(known.fast)});
  PostureSeries series;
  series.frames.reserve(track.frames.size());
  for (const pose::PoseFrame& frame : track.frames)
    series.frames.push_back(estimator.estimate(frame));
  return series;
}

}  // namespace dorsal::posture
