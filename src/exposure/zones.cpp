#include "dorsal/exposure/zones.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"

namespace dorsal::exposure {
namespace {

/// Size of an angle whose interval may reach across zero.
Reading size_of(const Reading& signed_reading) {
  const auto& [value, low, high] = signed_reading;
  const double far = std::max(std::abs(low), std::abs(high));
  const double near = low < 0 && high > 0 ? 0.0 : std::min(std::abs(low), std::abs(high));
  return {std::abs(value), near, far};
}

Reading prepared(const Reading& reading, bool either_side) {
  Reading out = reading;
  if (!std::isfinite(out.low)) out.low = out.value;
  if (!std::isfinite(out.high)) out.high = out.value;
  return either_side ? size_of(out) : out;
}

void count(TimeInterval& time, Duration duration, bool inside, bool certain, bool possible) {
  if (inside) time.value += duration;
  if (certain) time.certain += duration;
  if (possible) time.possible += duration;
}

void pool(TimeInterval& time, const TimeInterval& other) {
  time.value += other.value;
  time.certain += other.certain;
  time.possible += other.possible;
}

}  // namespace

ZoneTimes::ZoneTimes(const ZoneScheme& scheme)
    : scheme_(&scheme), in_zone_(scheme.borders.size() + 1), past_(scheme.borders.size()) {}

void ZoneTimes::add(Duration at, Duration duration, const Reading& reading) {
  if (duration <= Duration::zero()) return;
  const bool seen = std::isfinite(reading.value);
  const Reading r = prepared(reading, scheme_->either_side);
  const auto zone_of = [&](double angle) {
    return static_cast<std::size_t>(
        std::ranges::count_if(scheme_->borders, [&](const auto& b) { return angle >= b.at; }));
  };
  for (std::size_t b = 0; b < past_.size(); ++b) {
    follow_hold(past_[b], at, duration, seen && r.value >= scheme_->borders[b].at);
  }
  if (!seen) return;
  observed_ += duration;
  const std::size_t value = zone_of(r.value);
  const std::size_t low = std::min(zone_of(r.low), value);
  const std::size_t high = std::max(zone_of(r.high), value);
  for (std::size_t z = 0; z < in_zone_.size(); ++z) {
    count(in_zone_[z], duration, z == value, z == low && z == high, low <= z && z <= high);
  }
  for (std::size_t b = 0; b < past_.size(); ++b) {
    count(past_[b].time, duration, value > b, low > b, high > b);
  }
}

void ZoneTimes::follow_hold(Past& past, Duration at, Duration duration, bool inside) const {
  if (past.open && at - past.last_inside > kBridge) {
    past.longest = std::max(past.longest, past.last_inside - past.since);
    past.open = false;
  }
  if (!inside) return;
  if (!past.open) {
    past.open = true;
    past.since = at;
    ++past.entries;
  }
  past.last_inside = at + duration;
}

void ZoneTimes::merge(const ZoneTimes& other) {
  DORSAL_CHECK(scheme_ == other.scheme_);
  observed_ += other.observed_;
  for (std::size_t z = 0; z < in_zone_.size(); ++z) pool(in_zone_[z], other.in_zone_[z]);
  for (std::size_t b = 0; b < past_.size(); ++b) {
    Past pooled;
    pooled.time = past_[b].time;
    pool(pooled.time, other.past_[b].time);
    pooled.entries = past_[b].entries + other.past_[b].entries;
    pooled.longest = std::max(longest_hold(b), other.longest_hold(b));
    past_[b] = pooled;
  }
}

Duration ZoneTimes::longest_hold(std::size_t border) const {
  const Past& past = past_[border];
  return past.open ? std::max(past.longest, past.last_inside - past.since) : past.longest;
}

double ZoneTimes::entries_per_minute(std::size_t border) const {
  constexpr double kMinute = 60;
  const double observed = in_seconds(observed_);
  if (observed < kMinute) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(past_[border].entries) / (observed / kMinute);
}

Verdict ZoneTimes::verdict(std::size_t zone) const {
  if (zone == 0) return scheme_->first_verdict;
  const ZoneBorder& border = scheme_->borders[zone - 1];
  if (!border.often_from) return border.seldom;
  const double frequency = entries_per_minute(zone - 1);
  if (std::isnan(frequency)) return Verdict::undecided;
  return frequency < *border.often_from ? border.seldom : border.often;
}

bool operator==(const ZoneTimes& a, const ZoneTimes& b) {
  return a.scheme_ == b.scheme_ && a.observed_ == b.observed_ && a.in_zone_ == b.in_zone_ &&
         a.past_ == b.past_;
}

void Stillness::add(Duration at, Duration duration, double value) {
  if (duration <= Duration::zero()) return;
  if (!std::isfinite(value)) return close();
  if (open_ && at - until_ > ZoneTimes::kBridge) close();
  observed_ += duration;
  const bool changed = open_ && std::abs(value - anchor_) > kChange;
  if (changed) {
    ++changes_;
    close();
  }
  if (!open_) {
    open_ = true;
    anchor_ = value;
    since_ = at;
  }
  until_ = at + duration;
}

void Stillness::close() {
  longest_ = longest();
  open_ = false;
}

Duration Stillness::longest() const {
  return open_ ? std::max(longest_, until_ - since_) : longest_;
}

void Stillness::merge(const Stillness& other) {
  close();
  observed_ += other.observed_;
  changes_ += other.changes_;
  longest_ = std::max(longest_, other.longest());
  anchor_ = 0;
  since_ = until_ = Duration::zero();
}

}  // namespace dorsal::exposure
