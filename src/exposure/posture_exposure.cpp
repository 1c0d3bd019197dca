#include "dorsal/exposure/posture_exposure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dorsal::exposure {
namespace {

constexpr double kAngleBin = 0.1 * std::numbers::pi / 180.0;  // [rad]
constexpr double kLengthBin = 0.001;                          // [m]

using posture::Measure;

Reading reading_of(const posture::PostureFrame& frame, Measure m) {
  const posture::MeasuredValue& v = frame.measures[static_cast<std::size_t>(m)];
  return {v.value, v.low, v.high};
}

/// Of two angles the greater, of those seen.
Reading greater_of(const Reading& a, const Reading& b) {
  if (!std::isfinite(a.value)) return b;
  if (!std::isfinite(b.value)) return a;
  return {std::max(a.value, b.value), std::max(a.low, b.low), std::max(a.high, b.high)};
}

/// Errors of the trunk's line are in the neck's angle with the other sign, so that adding squares
/// is on the safe side.
Reading sum_of(const Reading& a, const Reading& b) {
  const double value = a.value + b.value;
  return {value, value - std::hypot(a.value - a.low, b.value - b.low),
          value + std::hypot(a.high - a.value, b.high - b.value)};
}

}  // namespace

Track::Track(double bin_width)
    : value(bin_width), low(bin_width), high(bin_width), over_time(bin_width / 10) {}

void Track::add(Duration at, Duration duration, const Reading& reading) {
  over_time.add(at, duration, reading);
  if (!std::isfinite(reading.value)) return;
  value.add(reading.value, duration);
  low.add(reading.low, duration);
  high.add(reading.high, duration);
}

void Track::merge(const Track& other) {
  value.merge(other.value);
  low.merge(other.low);
  high.merge(other.high);
  over_time.merge(other.over_time);
}

Quantiles Track::quantiles() const {
  Quantiles q;
  q.median = value.quantile(0.5);
  q.p10 = value.quantile(0.1);
  q.p90 = value.quantile(0.9);
  q.peak = value.quantile(1.0);
  q.median_low = low.quantile(0.5);
  q.median_high = high.quantile(0.5);
  q.p90_low = low.quantile(0.9);
  q.p90_high = high.quantile(0.9);
  return q;
}

PostureExposure::PostureExposure()
    : either_arm_(either_arm_scheme()), head_pitch_(kAngleBin), eye_distance_(kLengthBin) {
  for (const auto& info : posture::measure_infos()) {
    tracks_.emplace_back(info.unit == posture::MeasureUnit::angle ? kAngleBin : kLengthBin);
  }
  for (const ZoneScheme& scheme : zone_schemes()) zones_.emplace_back(scheme);
  for (const HeldPart& part : held_parts()) holds_.emplace_back(part);
  for (const RepeatedJoint& joint : repeated_joints()) repetition_.emplace_back(joint);
}

void PostureExposure::add(Duration at, Duration duration, const posture::PostureFrame& frame,
                          const BodySight& sight, const Reading& eyes) {
  if (duration <= Duration::zero()) return;
  duration_ += duration;
  if (frame.status != posture::FitStatus::nobody) with_person_ += duration;
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const posture::MeasuredValue& v = frame.measures[m];
    tracks_[m].add(at, duration, {v.value, v.low, v.high});
    gaps_[m][static_cast<std::size_t>(v.gap)] += duration;
  }
  for (ZoneTimes& zone : zones_) {
    zone.add(at, duration, reading_of(frame, zone.scheme().measure));
  }
  stillness_.add(at, duration, reading_of(frame, Measure::trunk_inclination).value);
  either_arm_.add(at, duration,
                  greater_of(reading_of(frame, Measure::left_upper_arm_elevation),
                             reading_of(frame, Measure::right_upper_arm_elevation)));
  head_pitch_.add(at, duration,
                  sum_of(reading_of(frame, Measure::trunk_inclination),
                         reading_of(frame, Measure::neck_flexion)));
  eye_distance_.add(at, duration, eyes);
  for (Holds& holds : holds_) holds.add(at, duration, reading_of(frame, holds.part().measure));
  for (Repetition& joint : repetition_) {
    joint.add(at, duration, reading_of(frame, joint.joint().measure).value);
  }
  sitting_.add(at, duration, sight);
  lifts_.add(at, duration, sight);
}

void PostureExposure::merge(const PostureExposure& other) {
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    tracks_[m].merge(other.tracks_[m]);
    for (std::size_t g = 0; g < kGaps; ++g) gaps_[m][g] += other.gaps_[m][g];
  }
  for (std::size_t z = 0; z < zones_.size(); ++z) zones_[z].merge(other.zones_[z]);
  stillness_.merge(other.stillness_);
  either_arm_.merge(other.either_arm_);
  head_pitch_.merge(other.head_pitch_);
  eye_distance_.merge(other.eye_distance_);
  for (std::size_t p = 0; p < holds_.size(); ++p) holds_[p].merge(other.holds_[p]);
  for (std::size_t j = 0; j < repetition_.size(); ++j) repetition_[j].merge(other.repetition_[j]);
  sitting_.merge(other.sitting_);
  lifts_.merge(other.lifts_);
  duration_ += other.duration_;
  with_person_ += other.with_person_;
}

void PostureExposure::close() {
  for (Repetition& joint : repetition_) joint.close();
  lifts_.close();
}

bool operator==(const PostureExposure& a, const PostureExposure& b) {
  return a.tracks_ == b.tracks_ && a.gaps_ == b.gaps_ && a.zones_ == b.zones_ &&
         a.stillness_ == b.stillness_ && a.either_arm_ == b.either_arm_ &&
         a.head_pitch_ == b.head_pitch_ && a.eye_distance_ == b.eye_distance_ &&
         a.holds_ == b.holds_ && a.repetition_ == b.repetition_ && a.sitting_ == b.sitting_ &&
         a.lifts_ == b.lifts_ && a.duration_ == b.duration_ && a.with_person_ == b.with_person_;
}

Duration PostureExposure::time_with(posture::Measure m, posture::Gap gap) const {
  return gaps_[static_cast<std::size_t>(m)][static_cast<std::size_t>(gap)];
}

posture::Gap PostureExposure::main_gap(posture::Measure m) const {
  const auto& gaps = gaps_[static_cast<std::size_t>(m)];
  std::size_t main = 0;
  Duration most{0};
  for (std::size_t g = 1; g < kGaps; ++g) {
    if (gaps[g] > most) {
      most = gaps[g];
      main = g;
    }
  }
  return static_cast<posture::Gap>(main);
}

}  // namespace dorsal::exposure
