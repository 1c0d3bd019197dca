#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/posture/measures.hpp"

namespace dorsal::exposure {

/// What a standard says of a posture that lies in a zone.
enum class Verdict {
  none,  ///< the source only scores the zone
  acceptable,
  conditional,
  not_acceptable,
  undecided,  ///< depends on a frequency, and less than a minute was observed
};

/// A border between two zones, and what is said of the zone beyond it.
struct ZoneBorder {
  double at;       // [rad]
  Verdict seldom;  // on the zone that begins here, when it is entered less often than `often_from`
  Verdict often;   // ... as often, or more often
  std::optional<double> often_from;  // [1/min]; unset: the frequency does not matter
};

/// How a measure is divided into zones, and by whom.
struct ZoneScheme {
  std::string_view id;  ///< "trunk_inclination"
  posture::Measure measure;
  bool either_side;                     ///< zones of the angle's size, whatever its sign
  Verdict first_verdict;                ///< on the zone below the first border
  std::span<const ZoneBorder> borders;  // ascending; n borders make n + 1 zones
  std::string_view source;
  char grade;  ///< A two independent sources agree, B one secondary, C not re-read
};

/// All schemes that dorsal knows, in the order in which they are shown.
[[nodiscard]] std::span<const ZoneScheme> zone_schemes();
/// The same zones as of one arm, of whichever is raised more; `measure` is the left one's.
[[nodiscard]] const ZoneScheme& either_arm_scheme();

/// Time with what is certain and what is possible: the interval of the measure decides.
struct TimeInterval {
  Duration value{0};
  Duration certain{0};   // the whole interval of the measure lay inside
  Duration possible{0};  // some of the interval of the measure lay inside
  friend bool operator==(const TimeInterval&, const TimeInterval&) = default;
};

/// Time spent in the zones of one scheme.
class ZoneTimes {
 public:
  /// A border counts as left only after this long below it, so that a noisy value near the border
  /// does not cut one hold into many. Expert guess.
  static constexpr Duration kBridge{2'000'000};

  explicit ZoneTimes(const ZoneScheme& scheme);

  /// Frames in order of time; NaN: a gap.
  void add(Duration at, Duration duration, const Reading& reading);
  /// Pools two recordings: times and entries add up, the longest hold is the longer one.
  void merge(const ZoneTimes& other);

  [[nodiscard]] const ZoneScheme& scheme() const { return *scheme_; }
  [[nodiscard]] Duration observed() const { return observed_; }
  [[nodiscard]] std::size_t zones() const { return in_zone_.size(); }
  [[nodiscard]] const TimeInterval& in_zone(std::size_t zone) const { return in_zone_[zone]; }
  /// Time at or beyond a border (`border` counts from 0).
  [[nodiscard]] const TimeInterval& past(std::size_t border) const { return past_[border].time; }
  [[nodiscard]] Duration longest_hold(std::size_t border) const;
  [[nodiscard]] std::int64_t entries(std::size_t border) const { return past_[border].entries; }
  /// NaN below one minute of observation: too little to speak of a frequency.
  [[nodiscard]] double entries_per_minute(std::size_t border) const;
  /// What the scheme's source says of a zone taken up as often as here.
  [[nodiscard]] Verdict verdict(std::size_t zone) const;

  friend bool operator==(const ZoneTimes&, const ZoneTimes&);

 private:
  struct Past {
    TimeInterval time;
    std::int64_t entries = 0;
    Duration longest{0};      // of the holds that ended
    bool open = false;        // a hold is going on
    Duration since{0};        // when it began
    Duration last_inside{0};  // when it was last seen beyond the border
    friend bool operator==(const Past&, const Past&) = default;
  };

  void follow_hold(Past& past, Duration at, Duration duration, bool inside) const;

  const ZoneScheme* scheme_;
  Duration observed_{0};
  std::vector<TimeInterval> in_zone_;  // (zone)
  std::vector<Past> past_;             // (border)
};

/// How long a posture is kept without a real change of it.
class Stillness {
 public:
  /// What counts as a change of the trunk's posture. Expert guess.
  static constexpr double kChange = 0.1745329251994330;  // [rad] 10 deg

  /// Frames in order of time; NaN: a gap, which ends the stretch.
  void add(Duration at, Duration duration, double value);
  void merge(const Stillness& other);

  [[nodiscard]] Duration longest() const;
  [[nodiscard]] std::int64_t changes() const { return changes_; }
  [[nodiscard]] Duration observed() const { return observed_; }
  friend bool operator==(const Stillness&, const Stillness&) = default;

 private:
  void close();

  Duration observed_{0};
  Duration longest_{0};
  std::int64_t changes_ = 0;
  bool open_ = false;
  double anchor_ = 0;  // [rad]
  Duration since_{0};
  Duration until_{0};
};

}  // namespace dorsal::exposure
