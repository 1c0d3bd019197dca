#include "dorsal/exposure/lifts.hpp"

#include <algorithm>
#include <cmath>

namespace dorsal::exposure {
namespace {

double rise(const Lift& lift) { return lift.to.value - lift.from.value; }

bool higher(const Lift& a, const Lift& b) {
  if (rise(a) != rise(b)) return rise(a) > rise(b);
  return a.begin < b.begin;
}

}  // namespace

void Lifts::add(Duration at, Duration duration, const BodySight& sight) {
  if (duration <= Duration::zero()) return;
  if (open_ && at - until_ > kBridge) close();
  if (!std::isfinite(sight.hands.value)) return;
  observed_ += duration;
  const double height = filter_.add(sight.hands.value, in_seconds(duration));
  half_width_ = (sight.hands.high - sight.hands.low) / 2;
  if (!open_ || height <= asymmetry_height_) {
    asymmetry_ = sight.asymmetry;
    asymmetry_height_ = height;
  }
  open_ = true;
  until_ = at + duration;
  if (const auto turn = turning_.add(at, height, kRise)) {
    follow(*turn);
    if (turn->top) {
      asymmetry_ = sight.asymmetry;
      asymmetry_height_ = height;
    }
  }
}

void Lifts::follow(const Turn& turn) {
  if (turn.top) return finish(turn);
  bottom_ = turn;
  asymmetry_from_ = asymmetry_;
  rising_ = true;
}

void Lifts::finish(const Turn& top) {
  if (!rising_) return;
  rising_ = false;
  if (top.at - bottom_.at > kSlowest) return;
  const auto with_interval = [this](double height) -> Reading {
    return {height, height - half_width_, height + half_width_};
  };
  const Lift lift{bottom_.at, top.at, with_interval(bottom_.value), with_interval(top.value),
                  asymmetry_from_};
  ++number_;
  kept_.insert(std::ranges::upper_bound(kept_, lift, higher), lift);
  if (kept_.size() > kKept) kept_.pop_back();
}

void Lifts::close() {
  const auto farthest = turning_.under_way();
  if (rising_ && farthest && farthest->top) finish(*farthest);
  open_ = rising_ = false;
  filter_.reset();
  turning_.reset();
}

void Lifts::merge(const Lifts& other) {
  Lifts closed = other;
  closed.close();
  close();
  observed_ += closed.observed_;
  number_ += closed.number_;
  for (const Lift& lift : closed.kept_) {
    kept_.insert(std::ranges::upper_bound(kept_, lift, higher), lift);
    if (kept_.size() > kKept) kept_.pop_back();
  }
}

bool operator==(const Lifts& a, const Lifts& b) {
  const auto same = [](const Lift& x, const Lift& y) {
    return x.begin == y.begin && x.end == y.end && x.from.value == y.from.value &&
           x.to.value == y.to.value;
  };
  Lifts left = a, right = b;
  left.close();
  right.close();
  return left.observed_ == right.observed_ && left.number_ == right.number_ &&
         std::ranges::equal(left.highest(), right.highest(), same);
}

std::vector<Lift> Lifts::highest() const {
  std::vector<Lift> out = kept_;
  std::ranges::sort(out, {}, &Lift::begin);
  return out;
}

}  // namespace dorsal::exposure
