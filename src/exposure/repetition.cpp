#include "dorsal/exposure/repetition.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"
#include "dorsal/base/units.hpp"

namespace dorsal::exposure {
namespace {

constexpr double kRateBin = 0.1;     // [1/min]
constexpr double kRateStep = 0.01;   // [1/min]
constexpr double kHalfCycle = 30.0;  // [s/min] half a cycle in so many seconds is one a minute

using posture::Measure;
// Smallest movements: twice the median error of the angle (3 degrees) and more; less than a person
// would call a movement. Expert.
constexpr std::array<RepeatedJoint, kRepeatedJoints> kJoints = {{
    {"trunk", Measure::trunk_inclination, 10 * kRadiansPerDegree},
    {"neck", Measure::neck_flexion, 10 * kRadiansPerDegree},
    {"left_shoulder", Measure::left_upper_arm_elevation, 15 * kRadiansPerDegree},
    {"right_shoulder", Measure::right_upper_arm_elevation, 15 * kRadiansPerDegree},
    {"left_elbow", Measure::left_elbow_flexion, 20 * kRadiansPerDegree},
    {"right_elbow", Measure::right_elbow_flexion, 20 * kRadiansPerDegree},
}};

}  // namespace

std::span<const RepeatedJoint, kRepeatedJoints> repeated_joints() { return kJoints; }

Repetition::Repetition(const RepeatedJoint& joint)
    : joint_(&joint), rate_(kRateBin), over_time_(kRateStep) {}

void Repetition::add(Duration at, Duration duration, double angle) {
  if (duration <= Duration::zero()) return;
  const bool seen = std::isfinite(angle);
  if (open_ && at - until_ > kBridge) close();
  if (!seen) return;
  if (!open_) {
    open_ = true;
    since_ = at;
    ++stretches_;
  }
  const double seconds = in_seconds(duration);
  observed_ += duration;
  ++samples_;
  until_ = at + duration;
  noise_.add(angle, seconds);
  const double filtered = filter_.add(angle, seconds);
  const auto noise = noise_.deviation();
  if (!noise) return;
  const double hysteresis =
      std::max(joint_->smallest, kNoiseMargin * *noise * filter_.noise_gain(seconds));
  greatest_hysteresis_ = std::max(greatest_hysteresis_, hysteresis);
  if (const auto turn = turning_.add(at, filtered, hysteresis)) count(*turn);
}

void Repetition::count(const Turn& turn) {
  ++turns_;
  const double seconds = in_seconds(turn.at - since_);
  // Before the first turn nothing is known of how long the movement took.
  spend(since_, turn.at, turned_ && seconds > 0 ? kHalfCycle / seconds : 0.0);
  since_ = turn.at;
  turned_ = true;
}

void Repetition::spend(Duration from, Duration to, double rate) {
  rate_.add(rate, to - from);
  over_time_.add(from, to - from, {rate, rate, rate});
}

void Repetition::close() {
  if (open_) spend(since_, until_, 0.0);
  open_ = turned_ = false;
  filter_.reset();
  noise_.reset();
  turning_.reset();
}

void Repetition::merge(const Repetition& other) {
  DORSAL_CHECK(joint_ == other.joint_);
  Repetition closed = other;
  closed.close();
  close();
  observed_ += closed.observed_;
  samples_ += closed.samples_;
  turns_ += closed.turns_;
  stretches_ += closed.stretches_;
  greatest_hysteresis_ = std::max(greatest_hysteresis_, closed.greatest_hysteresis_);
  rate_.merge(closed.rate_);
  over_time_.merge(closed.over_time_);
}

bool operator==(const Repetition& a, const Repetition& b) {
  Repetition left = a, right = b;
  left.close();
  right.close();
  return left.joint_ == right.joint_ && left.observed_ == right.observed_ &&
         left.samples_ == right.samples_ && left.turns_ == right.turns_ &&
         left.stretches_ == right.stretches_ && left.rate_ == right.rate_ &&
         left.over_time_ == right.over_time_;
}

double Repetition::countable() const {
  constexpr double kMinute = 60;
  if (observed_ == Duration::zero()) return 0;
  const double per_second = static_cast<double>(samples_) / in_seconds(observed_);
  return kMinute * std::min(kCutOff, per_second / kPicturesPerCycle);
}

}  // namespace dorsal::exposure
