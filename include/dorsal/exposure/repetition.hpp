#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/exposure/turning_points.hpp"
#include "dorsal/posture/measures.hpp"

namespace dorsal::exposure {

/// A joint whose cycles are counted.
struct RepeatedJoint {
  std::string_view id;  ///< "left_shoulder"
  posture::Measure measure;
  double smallest;  ///< [rad] movement that counts however quiet the landmarks are; expert
};
inline constexpr std::size_t kRepeatedJoints = 6;
[[nodiscard]] std::span<const RepeatedJoint, kRepeatedJoints> repeated_joints();

/// Cycles of one joint: there and back again, told by turning points of the filtered angle whose
/// hysteresis follows from the scatter of the angle itself. Memory does not grow with time.
class Repetition {
 public:
  /// Movement faster than this is filtered away. [Hz]
  static constexpr double kCutOff = 2.0;
  /// Hysteresis in deviations of the filtered noise. Noise alone then turns round some times an
  /// hour. Expert.
  static constexpr double kNoiseMargin = 8.0;
  /// Pictures that a cycle needs, so that noise and movement can be told apart.
  static constexpr double kPicturesPerCycle = 7.0;
  /// Unseen for longer than this ends a stretch. Expert.
  static constexpr Duration kBridge{500'000};

  explicit Repetition(const RepeatedJoint& joint);

  /// Frames in order of time; NaN: a gap.
  void add(Duration at, Duration duration, double angle);
  /// Pools two recordings; stretches that are under way end.
  void merge(const Repetition& other);
  /// Ends the stretch under way: what followed the last turn was no movement.
  void close();

  [[nodiscard]] const RepeatedJoint& joint() const { return *joint_; }
  [[nodiscard]] Duration observed() const { return observed_; }
  [[nodiscard]] double cycles() const { return static_cast<double>(turns_) / 2; }
  /// Stretches seen without a gap; in each the count may be out by one.
  [[nodiscard]] std::int64_t stretches() const { return stretches_; }
  /// Cycles a minute that this many pictures a second can show. [1/min]
  [[nodiscard]] double countable() const;
  /// Greatest movement that was needed to count, for all the noise. [rad]
  [[nodiscard]] double hysteresis() const { return greatest_hysteresis_; }
  /// How time was spread over rates [1/min] of half cycles, and how the rate went; closed
  /// stretches only.
  [[nodiscard]] const Distribution& rate() const { return rate_; }
  [[nodiscard]] const TimeBins& over_time() const { return over_time_; }
  /// Whether both counted the same, once closed.
  friend bool operator==(const Repetition&, const Repetition&);

 private:
  void spend(Duration from, Duration to, double rate);
  void count(const Turn& turn);

  const RepeatedJoint* joint_;
  Duration observed_{0};
  std::int64_t samples_ = 0;
  std::int64_t turns_ = 0;
  std::int64_t stretches_ = 0;
  double greatest_hysteresis_ = 0;
  Distribution rate_;
  TimeBins over_time_;
  // the stretch under way
  bool open_ = false;
  bool turned_ = false;
  Duration since_{0};  // of what is not spent yet: the stretch's begin, or its last turn
  Duration until_{0};
  LowPass filter_{kCutOff};
  NoiseGauge noise_;
  TurningPoints turning_;
};

}  // namespace dorsal::exposure
