#include "weigh.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "dorsal/ergonomics/group_fatigue.hpp"
#include "dorsal/exposure/viewing_distance.hpp"
#include "dorsal/load/solver.hpp"
#include "load_band.hpp"
#include "moments.hpp"
#include "stretches.hpp"

namespace dorsal::pipeline {
namespace {

using exposure::Duration;
using exposure::LoadGap;

// A frame stands until the next one, but not over a hole in the recording. [s]
constexpr double kLongestFrame = 2.0;
// What a picture without a successor stands for, so that it counts at all. [s]
constexpr double kStill = 1.0;
// Pauses that do not end a stretch of fast movement. [s]
constexpr double kFastBridge = 0.5;
constexpr double kScoreBin = 0.001;  // [-]

load::LoadFrame standing_load(load::Solver& solver) {
  load::LoadFrame frame = solver.solve(body::Posture{}, {});
  solver.forget();
  return frame;
}

LoadGap gap_of(const posture::PostureFrame& frame) {
  if (frame.status == posture::FitStatus::nobody) return LoadGap::nobody;
  if (frame.status != posture::FitStatus::fitted || !frame.trunk_seen) return LoadGap::trunk_hidden;
  return frame.quasi_static ? LoadGap::none : LoadGap::moving_too_fast;
}

LoadGap gap_of(load::SolveStatus status) {
  switch (status) {
    case load::SolveStatus::solved:
      return LoadGap::none;
    case load::SolveStatus::cannot_be_held:
      return LoadGap::cannot_be_held;
    case load::SolveStatus::not_converged:
      return LoadGap::not_converged;
  }
  return LoadGap::not_converged;
}

// The second pass over a recording; what it finds goes into the assessment frame by frame.
class Weighing {
 public:
  Weighing(const Request& request, const KnownPerson& known, SeriesFiles& files,
           Spool<LoadedRecord> loaded)
      : request_(request),
        estimator_(known.person, known.surveyed.calibration, known.surveyed.view,
                   {posture::landmark_noise(known.surveyed.view), known.surveyed.fast}),
        files_(files),
        burden_(request.hands.value_or(load::Burden{})),
        view_(request.field_of_view ? exposure::given_field_of_view(*request.field_of_view)
                                    : exposure::unknown_field_of_view()),
        solver_(known.model),
        band_(known.model, burden_, request.uncertainty),
        groups_(known.model),
        efforts_(groups_.size()),
        sights_(body::Skeleton(known.person, known.surveyed.calibration.scale)),
        loaded_(std::move(loaded)) {
    const load::LoadFrame standing = standing_load(solver_);
    if (standing.status == load::SolveStatus::solved) {
      assessment_.standing_compression = standing.compression;
    }
  }

  Result<void> add(const PoseRecord& record, double duration) {
    const pose::PoseFrame landmarks = from_record(record);
    DORSAL_TRY_VOID(files_.add_landmarks(landmarks));
    const posture::PostureFrame frame = estimator_.estimate(landmarks);
    const Duration at = exposure::duration_from_seconds(record.time);
    const Duration span = exposure::duration_from_seconds(duration);
    assessment_.posture.add(at, span, frame, sights_.at(at, frame),
                            exposure::eye_distance(landmarks, record.picture, view_));
    if (!frame.quasi_static) fast_.add(record.time, record.time + duration);
    if (frame.status == posture::FitStatus::fitted) {
      DORSAL_TRY_VOID(files_.add_posture(record.time, frame.posture));
    }
    const LoadGap gap = gap_of(frame);
    if (gap != LoadGap::none) {
      assessment_.load.add_gap(at, span, gap);
      return {};
    }
    return add_load(record, frame, at, span);
  }

  Result<report::Assessment> finish() {
    DORSAL_TRY_VOID(loaded_.settle());
    assessment_.posture.close();
    assessment_.too_fast = fast_.all();
    assessment_.quasi_static = assessment_.too_fast.empty();
    assessment_.fatigue = ergonomics::fatigue_outlook(efforts_);
    if (const auto chosen = choose_moments(loaded_, scores_)) {
      assessment_.median = moment(chosen->median);
      assessment_.worst = moment(chosen->worst);
    }
    return std::move(assessment_);
  }

 private:
  Result<void> add_load(const PoseRecord& record, const posture::PostureFrame& frame, Duration at,
                        Duration span) {
    solver_.solve(frame.posture, burden_, load_);
    if (load_.status != load::SolveStatus::solved) {
      assessment_.load.add_gap(at, span, gap_of(load_.status));
      return {};
    }
    const auto band = band_.of(estimator_, load_, record.time);
    assessment_.load.add(at, span, load_, band ? &*band : nullptr);
    groups_.of(load_, effort_);
    efforts_.add(exposure::in_seconds(span), effort_, band_.effort_half_width());
    const double score = load_score(load_, assessment_.standing_compression);
    scores_.add(score, span);
    DORSAL_TRY_VOID(loaded_.append(loaded_record(record, frame, score)));
    return files_.add_load(record.time, load_);
  }

  report::Moment moment(const LoadedRecord& record) {
    report::Moment moment = to_moment(record);
    solver_.forget();
    moment.load = solver_.solve(moment.posture.posture, burden_);
    if (request_.keep_frames) moment.jpeg = picture_of(request_.input, record.landmarks.index);
    return moment;
  }

  const Request& request_;
  posture::PostureEstimator estimator_;
  SeriesFiles& files_;
  load::Burden burden_;
  exposure::FieldOfView view_;
  load::Solver solver_;
  load::LoadFrame load_;
  LoadBand band_;
  ergonomics::GroupEfforts groups_;
  ergonomics::EffortSeries efforts_;
  std::vector<double> effort_;  // (2*group) [-] of the frame
  exposure::SightSampler sights_;
  Stretches fast_{kFastBridge};
  exposure::Distribution scores_{kScoreBin};
  Spool<LoadedRecord> loaded_;
  report::Assessment assessment_;
};

// How long a frame stands. [s]
double span_of(const PoseRecord& record, const PoseRecord* next, bool stills) {
  if (stills || next == nullptr) return kStill;
  return std::min(next->time - record.time, kLongestFrame);
}

}  // namespace

Result<report::Assessment> weigh(const Request& request, Recording& recording,
                                 const KnownPerson& known, SeriesFiles& files,
                                 const std::filesystem::path& scratch, Progress& progress) {
  DORSAL_TRY(auto loaded, Spool<LoadedRecord>::create(scratch));
  Weighing weighing(request, known, files, std::move(loaded));
  PoseRecord record{};
  PoseRecord next{};
  double span = kStill;
  recording.frames.rewind();
  bool more = recording.frames.read(record);
  for (std::size_t done = 0; more; ++done) {
    more = recording.frames.read(next);
    // The last frame of a film stands as long as the one before it.
    if (more || recording.stills || done == 0) {
      span = span_of(record, more ? &next : nullptr, recording.stills);
    }
    DORSAL_TRY_VOID(go_on(progress));
    DORSAL_TRY_VOID(weighing.add(record, span));
    record = next;
    progress.at("frames weighed:", done + 1, recording.frames.size());
  }
  return weighing.finish();
}

}  // namespace dorsal::pipeline
