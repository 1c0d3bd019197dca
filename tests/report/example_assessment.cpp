#include "report/example_assessment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dorsal/base/units.hpp"

namespace dorsal::report {
namespace {

using exposure::Duration;
using pose::Landmark;
using posture::Gap;
using posture::Measure;

constexpr double kDegree = kRadiansPerDegree;

struct Angles {
  double trunk, thoracic, neck, arm;  // [deg]
};

Angles angles_at(double t) {
  const double slow = std::sin(t / 300) + 0.4 * std::sin(t / 77 + 1);
  const double quick = std::sin(t * 0.7) * 1.2 + std::sin(t * 2.3) * 0.6;
  const double reach = std::max(0.0, std::sin(t / 41) - 0.85) * 480;
  return {18 + 11 * slow + quick, 14 + 6 * slow, 22 + 7 * std::sin(t / 200) + quick,
          22 + reach + quick};
}

void set(posture::PostureFrame& frame, Measure measure, double degrees, double error) {
  frame.measures[static_cast<std::size_t>(measure)] = {
      degrees * kDegree, (degrees - error) * kDegree, (degrees + error) * kDegree, Gap::none};
}

void hide(posture::PostureFrame& frame, Measure measure, Gap gap) {
  frame.measures[static_cast<std::size_t>(measure)] = {};
  frame.measures[static_cast<std::size_t>(measure)].gap = gap;
}

posture::PostureFrame posture_of(double time, const Angles& a, bool hips) {
  posture::PostureFrame frame;
  frame.time = time;
  frame.status = posture::FitStatus::fitted;
  frame.trunk_seen = hips;
  for (auto& m : frame.measures) m.gap = Gap::not_from_this_view;
  set(frame, Measure::trunk_inclination, a.trunk, 4);
  set(frame, Measure::lumbar_flexion, 0.6 * a.trunk, 9);
  set(frame, Measure::thoracic_flexion, a.thoracic, 11);
  set(frame, Measure::pelvis_tilt, 0.4 * a.trunk, 8);
  set(frame, Measure::neck_flexion, a.neck, 5);
  set(frame, Measure::head_inclination, a.neck + 0.5 * a.trunk, 4);
  set(frame, Measure::left_upper_arm_elevation, a.arm, 6);
  set(frame, Measure::left_elbow_flexion, 85, 8);
  frame.measures[static_cast<std::size_t>(Measure::head_forward)] = {0.09, 0.07, 0.11, Gap::none};
  hide(frame, Measure::right_upper_arm_elevation, Gap::arm_hidden);
  hide(frame, Measure::right_elbow_flexion, Gap::arm_hidden);
  if (!hips) {
    for (const Measure m :
         {Measure::trunk_inclination, Measure::lumbar_flexion, Measure::pelvis_tilt}) {
      hide(frame, m, Gap::hips_hidden);
    }
  }
  return frame;
}

double standing_load(std::size_t level) { return 130 + 27 * static_cast<double>(level); }

load::LoadFrame load_of(const Angles& a) {
  load::LoadFrame frame;
  frame.status = load::SolveStatus::solved;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    const double lever = std::sin(std::max(0.0, a.trunk + a.thoracic) * kDegree);
    const double at = static_cast<double>(l) / 16;
    frame.compression[l] = standing_load(l) * (1 + lever * (1.3 + 1.6 * at) + 0.004 * a.arm);
    frame.shear_ap[l] = 12 + 90 * lever * (0.4 + at);
    frame.shear_ml[l] = 0;
    frame.moment[l] = Eigen::Vector3d(0, 0, -40 * lever * at);
    frame.passive_moment[l] = Eigen::Vector3d::Zero();
  }
  return frame;
}

exposure::LoadBand band_of(const load::LoadFrame& frame) {
  exposure::LoadBand band;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    band.compression_low[l] = 0.86 * frame.compression[l];
    band.compression_high[l] = 1.17 * frame.compression[l];
  }
  return band;
}

/// The left side works harder, the neck hardest.
void add_efforts(const ExampleOptions& options, double seconds, const Angles& a,
                 ergonomics::EffortSeries& series) {
  std::vector<double> efforts(series.groups());
  for (std::size_t i = 0; i < efforts.size(); ++i) {
    const double lean = 0.02 + 0.002 * std::max(0.0, a.trunk + a.neck);
    efforts[i] =
        options.effort * lean * (i % 2 == 0 ? 1.0 : 0.8) / (1 + 0.1 * static_cast<double>(i));
  }
  const std::vector<double> half(options.bands ? efforts.size() : 0, 0.02);
  series.add(seconds, efforts, half);
}

/// Sits but for five minutes of every half hour, in which something is lifted every minute.
exposure::BodySight sight_at(double t, bool legs) {
  exposure::BodySight sight;
  sight.present = true;
  if (!legs) return sight;
  const bool up = std::fmod(t, 1800) > 1500;
  const double thigh = (up ? 8 : 84) * kDegree;
  sight.thigh = {thigh, thigh - 8 * kDegree, thigh + 8 * kDegree};
  const double height = up ? 0.75 - 0.35 * std::cos(t * 0.105) : 0.7;
  sight.hands = {height, height - 0.08, height + 0.08};
  return sight;
}

void add_frame(Assessment& out, const ExampleOptions& options, double t, Duration at,
               Duration duration, ergonomics::EffortSeries& efforts) {
  const double away = std::fmod(t, 1500);
  const bool seen = options.person && !(away > 1180 && away < 1300);
  if (!seen) {
    out.posture.add(at, duration, posture::PostureFrame{});
    out.load.add_gap(at, duration, exposure::LoadGap::nobody);
    return;
  }
  ++out.input.frames_with_person;
  const Angles angles = angles_at(t);
  out.posture.add(at, duration, posture_of(t, angles, options.hips), sight_at(t, options.hips));
  if (!options.hips) {
    out.load.add_gap(at, duration, exposure::LoadGap::trunk_hidden);
  } else if (away > 700 && away < 712) {
    out.load.add_gap(at, duration, exposure::LoadGap::moving_too_fast);
  } else {
    const load::LoadFrame frame = load_of(angles);
    const exposure::LoadBand band = band_of(frame);
    out.load.add(at, duration, frame, options.bands ? &band : nullptr);
    add_efforts(options, exposure::in_seconds(duration), angles, efforts);
  }
}

Eigen::Vector3d along(double degrees_from_vertical, double length) {
  return {length * std::sin(degrees_from_vertical * kDegree),
          length * std::cos(degrees_from_vertical * kDegree), 0};
}

void place_arm(Moment& m, const Eigen::Vector3d& shoulder, double from_down, bool left) {
  const auto at = [&](Landmark l, Landmark r) -> Eigen::Vector3d& {
    return m.landmarks[static_cast<std::size_t>(left ? l : r)];
  };
  const Eigen::Vector3d elbow = shoulder + along(180 - from_down, 0.30);
  at(Landmark::left_shoulder, Landmark::right_shoulder) = shoulder;
  at(Landmark::left_elbow, Landmark::right_elbow) = elbow;
  at(Landmark::left_wrist, Landmark::right_wrist) = elbow + along(180 - from_down - 75, 0.26);
}

void place_head(Moment& m, const Eigen::Vector3d& neck, double tilt) {
  const Eigen::Vector3d ear = neck + along(tilt, 0.17);
  m.landmarks[static_cast<std::size_t>(Landmark::left_ear)] = ear;
  m.landmarks[static_cast<std::size_t>(Landmark::right_ear)] = ear;
  m.landmarks[static_cast<std::size_t>(Landmark::nose)] = ear + along(tilt + 78, 0.11);
}

}  // namespace

Moment example_moment(double time, double trunk_deg, double thoracic_deg, double neck_deg,
                      double arm_deg) {
  Moment m;
  m.time = time;
  m.posture = posture_of(time, {trunk_deg, thoracic_deg, neck_deg, arm_deg}, true);
  m.load = load_of({trunk_deg, thoracic_deg, neck_deg, arm_deg});
  // Neutral lordosis and kyphosis, then the trunk's lean and the extra rounding on top.
  Eigen::Vector3d p(0, 0, 0);
  for (std::size_t i = body::kLevels; i-- > 0;) {
    m.spine[i] = p;
    const double up = 1 - static_cast<double>(i) / 16;  // 0 at L5/S1, 1 at T1/T2
    const double neutral = up < 0.35 ? -22 + 48 * up / 0.35 * 0.5 : -16 + 44 * (up - 0.25);
    p += along(neutral * 0.8 + trunk_deg * (0.6 + 0.4 * up) + thoracic_deg * (up - 0.4),
               0.036 - 0.016 * up);
  }
  const double top = trunk_deg + 0.6 * thoracic_deg;
  const Eigen::Vector3d neck = m.spine[0] + along(top + 15, 0.05);
  place_head(m, neck, top * 0.5 + neck_deg * 0.6);
  const Eigen::Vector3d shoulder = m.spine[0] + along(top + 120, 0.06);
  place_arm(m, shoulder, arm_deg, true);
  place_arm(m, shoulder, arm_deg + 4, false);
  const Eigen::Vector3d hip(0.03, -0.09, 0);
  for (const auto& [h, k] : {std::pair{Landmark::left_hip, Landmark::left_knee},
                             std::pair{Landmark::right_hip, Landmark::right_knee}}) {
    m.landmarks[static_cast<std::size_t>(h)] = hip;
    m.landmarks[static_cast<std::size_t>(k)] = hip + Eigen::Vector3d(0.42, -0.03, 0);
  }
  return m;
}

Assessment example_assessment(const ExampleOptions& options) {
  Assessment out;
  out.input.name = options.single ? "hunched.jpg" : "desk_side.mp4";
  out.input.kind = options.single ? InputKind::image : InputKind::video;
  const double seconds = options.single ? 0 : options.minutes * 60;
  out.input.duration = seconds;
  if (!options.single) out.input.fps = options.fps;
  out.input.frames_read =
      options.single ? 1 : static_cast<std::size_t>(std::llround(seconds * options.fps));
  const Duration step = exposure::duration_from_seconds(1 / options.fps);
  ergonomics::EffortSeries efforts(2 * ergonomics::muscle_groups().size());
  for (std::size_t i = 0; i < out.input.frames_read; ++i) {
    const Duration at = step * static_cast<std::int64_t>(i);
    add_frame(out, options, exposure::in_seconds(at), at, step, efforts);
  }
  out.posture.close();
  out.fatigue = ergonomics::fatigue_outlook(efforts);
  out.assumptions = {{Assumption::hands_free, {}},
                     {Assumption::default_body, {1.74, 72, 45}},
                     {Assumption::population_upright, {}},
                     {Assumption::level_camera, {}},
                     {Assumption::hidden_side_mirrored, {}}};
  if (!options.person) return out;
  out.view = posture::View::left;
  for (std::size_t l = 0; l < body::kLevels; ++l) out.standing_compression[l] = standing_load(l);
  if (!options.hips) return out;
  out.median = example_moment(0.3 * seconds, 18, 14, 24, 25);
  out.worst = example_moment(0.62 * seconds, 38, 22, 34, 70);
  if (options.single) out.median = out.worst;
  return out;
}

}  // namespace dorsal::report
