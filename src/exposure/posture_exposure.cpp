#include "dorsal/exposure/posture_exposure.hpp"

#include <cmath>
#include <numbers>

namespace dorsal::exposure {
namespace {

constexpr double kAngleBin = 0.1 * std::numbers::pi / 180.0;  // [rad]
constexpr double kLengthBin = 0.001;                          // [m]

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

PostureExposure::PostureExposure() {
  for (const auto& info : posture::measure_infos()) {
    tracks_.emplace_back(info.unit == posture::MeasureUnit::angle ? kAngleBin : kLengthBin);
  }
  for (const ZoneScheme& scheme : zone_schemes()) zones_.emplace_back(scheme);
}

void PostureExposure::add(Duration at, Duration duration, const posture::PostureFrame& frame) {
  if (duration <= Duration::zero()) return;
  duration_ += duration;
  if (frame.status != posture::FitStatus::nobody) with_person_ += duration;
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const posture::MeasuredValue& v = frame.measures[m];
    tracks_[m].add(at, duration, {v.value, v.low, v.high});
    gaps_[m][static_cast<std::size_t>(v.gap)] += duration;
  }
  for (ZoneTimes& zone : zones_) {
    const auto& v = frame.measures[static_cast<std::size_t>(zone.scheme().measure)];
    zone.add(at, duration, {v.value, v.low, v.high});
  }
  constexpr auto kTrunk = static_cast<std::size_t>(posture::Measure::trunk_inclination);
  stillness_.add(at, duration, frame.measures[kTrunk].value);
}

void PostureExposure::merge(const PostureExposure& other) {
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    tracks_[m].merge(other.tracks_[m]);
    for (std::size_t g = 0; g < kGaps; ++g) gaps_[m][g] += other.gaps_[m][g];
  }
  for (std::size_t z = 0; z < zones_.size(); ++z) zones_[z].merge(other.zones_[z]);
  stillness_.merge(other.stillness_);
  duration_ += other.duration_;
  with_person_ += other.with_person_;
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
