#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "dorsal/exposure/distribution.hpp"

namespace dorsal::exposure {

/// A value with the interval that it may lie in; all NaN where there is a gap.
struct Reading {
  double value = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// What one stretch of time held, ready to be drawn.
struct BinSummary {
  Duration begin{0};
  Duration end{0};
  Reading mean;  // time-weighted; NaN in a gap
  double min = std::numeric_limits<double>::quiet_NaN();
  double max = std::numeric_limits<double>::quiet_NaN();
  double gap_share = 1.0;  // 0..1 of the time looked at
};

/// A quantity over time in at most kMaxBins bins of equal width; the width doubles when the
/// recording outgrows them. Which bins come out depends only on what was added, not on its order.
class TimeBins {
 public:
  static constexpr std::size_t kMaxBins = 1000;

  /// @param resolution  step to which values are rounded before they are averaged, unit of values
  /// @param first_width  width of the bins of a short recording
  explicit TimeBins(double resolution, Duration first_width = Duration{40'000});

  /// What was seen from `at` (from the start of the recording) for `duration`. NaN: a gap. What
  /// lies before the start is left out.
  void add(Duration at, Duration duration, const Reading& reading);
  /// Lays the other's time over this one's; resolution and first width must be equal.
  void merge(const TimeBins& other);

  [[nodiscard]] Duration width() const { return width_; }
  [[nodiscard]] Duration end() const { return end_; }
  /// Bins from the start to the end of what was added; a bin that nothing was added to is a gap.
  [[nodiscard]] std::vector<BinSummary> bins() const;

  friend bool operator==(const TimeBins&, const TimeBins&);

 private:
  struct Bin {
    std::int64_t observed = 0;  // [us]
    std::int64_t gap = 0;       // [us]
    // time-weighted sums [resolution * us]
    std::int64_t value = 0, low = 0, high = 0;
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();

    void merge(const Bin& other);
    friend bool operator==(const Bin&, const Bin&) = default;
  };

  void widen_to(Duration end);
  [[nodiscard]] std::int64_t ticks(double value) const;

  double resolution_;
  Duration first_width_;
  Duration width_;
  Duration end_{0};
  std::vector<Bin> bins_;
};

}  // namespace dorsal::exposure
