#include "dorsal/exposure/sitting.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::exposure {

void Sitting::end_bout() {
  longest_ = longest_bout();
  open_ = false;
  up_ = Duration::zero();
}

void Sitting::add(Duration at, Duration duration, const BodySight& sight) {
  if (duration <= Duration::zero()) return;
  const bool seen = sight.present && std::isfinite(sight.thigh.value);
  if (open_ && at - last_ > kBridge) end_bout();
  if (seen) {
    observed_ += duration;
    if (sight.thigh.value >= kSeat) sitting_.value += duration;
    if (sight.thigh.low >= kSeat) sitting_.certain += duration;
    if (sight.thigh.high >= kSeat) sitting_.possible += duration;
  }
  if (seen && sight.thigh.value >= kSeat) {
    if (!open_) begin_ = at;
    open_ = true;
    last_ = at + duration;
    up_ = Duration::zero();
  } else if (open_ && (seen || !sight.present)) {
    up_ += duration;
    if (up_ <= kUp) return;
    ++rises_;
    end_bout();
  }
}

Duration Sitting::longest_bout() const {
  return open_ ? std::max(longest_, last_ - begin_) : longest_;
}

void Sitting::merge(const Sitting& other) {
  Sitting theirs = other;
  if (open_ && theirs.open_ && theirs.last_ < last_) theirs.end_bout();
  if (theirs.open_) {
    end_bout();
    open_ = true;
    begin_ = theirs.begin_;
    last_ = theirs.last_;
    up_ = theirs.up_;
  }
  observed_ += theirs.observed_;
  sitting_.value += theirs.sitting_.value;
  sitting_.certain += theirs.sitting_.certain;
  sitting_.possible += theirs.sitting_.possible;
  rises_ += theirs.rises_;
  longest_ = std::max(longest_, theirs.longest_);
}

}  // namespace dorsal::exposure
