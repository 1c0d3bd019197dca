#pragma once

#include <cstdint>

#include "dorsal/exposure/body_sight.hpp"
#include "dorsal/exposure/zones.hpp"

namespace dorsal::exposure {

/// Time sitting against time standing, by how far the thighs are lifted, and how long people sat
/// without getting up. A squat or a kneel with level thighs looks like a seat. Memory is constant.
class Sitting {
 public:
  /// Thighs lifted beyond this sit: half way from hanging down to level. Expert.
  static constexpr double kSeat = 0.7853981633974483;  // [rad] 45 deg
  /// Standing or away for longer than this ends a bout of sitting. Expert.
  static constexpr Duration kUp{5'000'000};
  /// Thighs out of sight for longer than this end a bout, and nobody is said to have got up.
  static constexpr Duration kBridge{60'000'000};

  /// Frames in order of time.
  void add(Duration at, Duration duration, const BodySight& sight);
  /// Pools two recordings, or two parts of one on the same clock.
  void merge(const Sitting& other);

  [[nodiscard]] Duration observed() const { return observed_; }
  [[nodiscard]] const TimeInterval& sitting() const { return sitting_; }
  [[nodiscard]] Duration longest_bout() const;
  /// How often somebody who sat got up or left.
  [[nodiscard]] std::int64_t rises() const { return rises_; }
  friend bool operator==(const Sitting&, const Sitting&) = default;

 private:
  void end_bout();

  Duration observed_{0};
  TimeInterval sitting_;
  std::int64_t rises_ = 0;
  Duration longest_{0};
  // the bout under way
  bool open_ = false;
  Duration begin_{0}, last_{0};
  Duration up_{0};  // seen standing, or nobody there, since last_
};

}  // namespace dorsal::exposure
