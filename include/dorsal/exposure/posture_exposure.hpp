#pragma once

#include <array>
#include <limits>
#include <vector>

#include "dorsal/exposure/body_sight.hpp"
#include "dorsal/exposure/distribution.hpp"
#include "dorsal/exposure/holds.hpp"
#include "dorsal/exposure/lifts.hpp"
#include "dorsal/exposure/repetition.hpp"
#include "dorsal/exposure/sitting.hpp"
#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/exposure/zones.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::exposure {

inline constexpr std::size_t kGaps = 8;  // kinds of posture::Gap, `none` included

/// Quantiles of a quantity over the time in which it was observed.
struct Quantiles {
  double median = std::numeric_limits<double>::quiet_NaN();
  double p10 = std::numeric_limits<double>::quiet_NaN();
  double p90 = std::numeric_limits<double>::quiet_NaN();
  double peak = std::numeric_limits<double>::quiet_NaN();
  // Medians of the lower and upper ends of each frame's interval: the error is taken to be the same
  // all the time, as it mostly is (a prior, a camera's tilt), so it does not average out.
  double median_low = std::numeric_limits<double>::quiet_NaN();
  double median_high = std::numeric_limits<double>::quiet_NaN();
  double p90_low = std::numeric_limits<double>::quiet_NaN();
  double p90_high = std::numeric_limits<double>::quiet_NaN();
};

/// One quantity with its interval: how it was distributed, and how it went over time.
struct Track {
  explicit Track(double bin_width);
  void add(Duration at, Duration duration, const Reading& reading);
  void merge(const Track& other);
  [[nodiscard]] Quantiles quantiles() const;

  Distribution value;
  Distribution low;
  Distribution high;
  TimeBins over_time;
  friend bool operator==(const Track&, const Track&) = default;
};

/// All that is kept of a recording's postures. Memory does not grow with the recording.
class PostureExposure {
 public:
  PostureExposure();

  /// Frames in order of time.
  /// @param at        of the frame, from the start of the recording
  /// @param duration  for which the frame stands: until the next one
  /// @param sight     of hands and thighs in the same frame; by default they are not seen
  /// @param eyes      [m] from the camera in the same frame; by default they are not seen
  void add(Duration at, Duration duration, const posture::PostureFrame& frame,
           const BodySight& sight = {}, const Reading& eyes = {});
  /// Pools two recordings.
  void merge(const PostureExposure& other);

  /// Angles in 0.1 degree bins [rad], lengths in 1 mm bins [m].
  [[nodiscard]] const Track& track(posture::Measure m) const {
    return tracks_[static_cast<std::size_t>(m)];
  }
  /// Time in which a measure had the gap; Gap::none: time in which it had a value.
  [[nodiscard]] Duration time_with(posture::Measure m, posture::Gap gap) const;
  /// The gap that took most of the unobserved time; none when there was no gap.
  [[nodiscard]] posture::Gap main_gap(posture::Measure m) const;
  [[nodiscard]] const std::vector<ZoneTimes>& zones() const { return zones_; }
  [[nodiscard]] const Stillness& stillness() const { return stillness_; }
  /// Zones of the arm that is raised more, of those seen.
  [[nodiscard]] const ZoneTimes& either_arm() const { return either_arm_; }
  /// Where the head points against level: trunk inclination and neck flexion together [rad].
  [[nodiscard]] const Track& head_pitch() const { return head_pitch_; }
  /// Of the eyes from the camera [m].
  [[nodiscard]] const Track& eye_distance() const { return eye_distance_; }
  [[nodiscard]] const std::vector<Holds>& holds() const { return holds_; }
  [[nodiscard]] const std::vector<Repetition>& repetition() const { return repetition_; }
  [[nodiscard]] const Sitting& sitting() const { return sitting_; }
  [[nodiscard]] const Lifts& lifts() const { return lifts_; }
  /// Ends what is under way, after the last frame.
  void close();
  [[nodiscard]] Duration duration() const { return duration_; }
  [[nodiscard]] Duration with_person() const { return with_person_; }

  /// Whether both counted the same.
  friend bool operator==(const PostureExposure&, const PostureExposure&);

 private:
  std::vector<Track> tracks_;  // (measure)
  posture::MeasureArray<std::array<Duration, kGaps>> gaps_{};
  std::vector<ZoneTimes> zones_;  // (scheme)
  Stillness stillness_;           // of trunk inclination
  ZoneTimes either_arm_;
  Track head_pitch_;
  Track eye_distance_;
  std::vector<Holds> holds_;            // (part)
  std::vector<Repetition> repetition_;  // (joint)
  Sitting sitting_;
  Lifts lifts_;
  Duration duration_{0};
  Duration with_person_{0};
};

}  // namespace dorsal::exposure
