#include "dorsal/exposure/holds.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"
#include "dorsal/base/units.hpp"

namespace dorsal::exposure {
namespace {

using posture::Measure;
constexpr std::array<HeldPart, kHeldParts> kParts = {{
    {"trunk", Measure::trunk_inclination, 10 * kRadiansPerDegree},
    {"neck", Measure::neck_flexion, 10 * kRadiansPerDegree},
    {"left_arm", Measure::left_upper_arm_elevation, 15 * kRadiansPerDegree},
    {"right_arm", Measure::right_upper_arm_elevation, 15 * kRadiansPerDegree},
}};

bool longer(const Hold& a, const Hold& b) {
  if (a.length() != b.length()) return a.length() > b.length();
  return a.begin < b.begin;
}

}  // namespace

std::span<const HeldPart, kHeldParts> held_parts() { return kParts; }

void Holds::add(Duration at, Duration duration, const Reading& reading) {
  if (duration <= Duration::zero()) return;
  if (open_ && at - now_.end > kBridge) close();
  if (!std::isfinite(reading.value)) return;
  observed_ += duration;
  if (!open_) start(at);
  const bool inside =
      now_.seen == Duration::zero() || std::abs(reading.value - now_.anchor) <= part_->band;
  if (!inside) {
    if (at + duration - now_.end <= kBridge) return;
    close();
    ++changes_;
    start(at);
  }
  const double seconds = in_seconds(duration);
  now_.sum.value += reading.value * seconds;
  now_.sum.low += (std::isfinite(reading.low) ? reading.low : reading.value) * seconds;
  now_.sum.high += (std::isfinite(reading.high) ? reading.high : reading.value) * seconds;
  if (now_.seen < kSettle) now_.anchor = now_.sum.value / in_seconds(now_.seen + duration);
  now_.seen += duration;
  now_.end = at + duration;
}

void Holds::start(Duration at) {
  open_ = true;
  now_ = {at, at, Duration::zero(), {0, 0, 0}, 0};
}

Hold Holds::hold_of(const Open& open) const {
  const double seen = in_seconds(open.seen);
  return {open.begin, open.end, {open.sum.value / seen, open.sum.low / seen, open.sum.high / seen}};
}

void Holds::close() {
  if (open_ && now_.end - now_.begin >= kShortest) {
    ++number_;
    held_ += now_.end - now_.begin;
    keep(hold_of(now_));
  }
  open_ = false;
}

void Holds::keep(const Hold& hold) {
  kept_.insert(std::ranges::upper_bound(kept_, hold, longer), hold);
  if (kept_.size() > kKept) kept_.pop_back();
}

void Holds::merge(const Holds& other) {
  DORSAL_CHECK(part_ == other.part_);
  Holds theirs = other;
  // The one that ends later is still under way.
  if (open_ && theirs.open_ && theirs.now_.end < now_.end) theirs.close();
  if (theirs.open_) {
    close();
    open_ = true;
    now_ = theirs.now_;
  }
  observed_ += theirs.observed_;
  number_ += theirs.number_;
  changes_ += theirs.changes_;
  held_ += theirs.held_;
  for (const Hold& hold : theirs.kept_) keep(hold);
}

std::int64_t Holds::number() const { return number_ + (since_change() >= kShortest ? 1 : 0); }

Duration Holds::held() const {
  return held_ + (since_change() >= kShortest ? since_change() : Duration::zero());
}

bool operator==(const Holds& a, const Holds& b) {
  const auto same = [](const Hold& x, const Hold& y) {
    return x.begin == y.begin && x.end == y.end;
  };
  return a.part_ == b.part_ && a.observed_ == b.observed_ && a.number() == b.number() &&
         a.held() == b.held() && a.changes_ == b.changes_ && a.since_change() == b.since_change() &&
         std::ranges::equal(a.longest_holds(), b.longest_holds(), same);
}

Duration Holds::since_change() const { return open_ ? now_.end - now_.begin : Duration::zero(); }

Duration Holds::longest() const {
  const Duration before = kept_.empty() ? Duration::zero() : kept_.front().length();
  return std::max(before, since_change() >= kShortest ? since_change() : Duration::zero());
}

std::vector<Hold> Holds::longest_holds() const {
  Holds closed = *this;
  closed.close();
  std::ranges::sort(closed.kept_, {}, &Hold::begin);
  return closed.kept_;
}

}  // namespace dorsal::exposure
