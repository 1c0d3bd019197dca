#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace dorsal::ergonomics {

/// Efforts below this part of the greatest count as rest: nothing is asked for. Electromyograms
/// call less than 0.5 % of the greatest a gap, as far as is generally known; grade C.
inline constexpr double kRestBelow = 0.005;  // [-]

/// An estimate and the ends of its interval.
enum class Bound : std::size_t { value, low, high };
inline constexpr std::size_t kBounds = 3;

/// What was asked of one group in a stretch of time; the rest of the stretch it rested.
struct Effort {
  double seconds = 0;  // [s] with an effort
  double dose = 0;     // [s] effort times time
  [[nodiscard]] double mean() const { return seconds > 0 ? dose / seconds : 0; }
};

/// What a recording asked of each muscle group, in order of time. Only time whose load is known is
/// in it: a gap is neither work nor rest. Memory does not grow with the recording: at most
/// kMostBins stretches are kept, a second long at first and twice as long whenever they run out.
class EffortSeries {
 public:
  static constexpr std::size_t kMostBins = 1000;

  explicit EffortSeries(std::size_t groups = 0) : groups_(groups) {}

  /// @param efforts     (group) [-]; NaN: not known, and taken to be rest
  /// @param half_width  (group) [-] half of the 90 % interval; empty: as far as is known, none
  void add(double seconds, std::span<const double> efforts, std::span<const double> half_width);

  [[nodiscard]] std::size_t groups() const { return groups_; }
  [[nodiscard]] std::size_t bins() const { return seconds_.size(); }
  [[nodiscard]] double seconds(std::size_t bin) const { return seconds_[bin]; }
  [[nodiscard]] const Effort& effort(std::size_t bin, std::size_t group, Bound bound) const {
    return efforts_[bin * groups_ + group][static_cast<std::size_t>(bound)];
  }
  [[nodiscard]] double observed() const { return observed_; }  // [s]
  [[nodiscard]] bool banded() const { return banded_; }

 private:
  using Bounds = std::array<Effort, kBounds>;
  void halve();

  std::size_t groups_;
  double width_ = 1;             // [s]
  double observed_ = 0;          // [s]
  bool banded_ = false;          // some time had an interval
  std::vector<double> seconds_;  // (bin) [s]
  std::vector<Bounds> efforts_;  // (bin, group)
};

}  // namespace dorsal::ergonomics
