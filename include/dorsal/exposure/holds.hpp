#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/posture/measures.hpp"

namespace dorsal::exposure {

/// A part of the body that may be held still.
struct HeldPart {
  std::string_view id;  ///< "trunk"
  posture::Measure measure;
  double band;  ///< [rad] within which it counts as held; expert
};
inline constexpr std::size_t kHeldParts = 4;
[[nodiscard]] std::span<const HeldPart, kHeldParts> held_parts();

/// A part of the body kept as it was for a while.
struct Hold {
  Duration begin{0};
  Duration end{0};
  Reading posture;  // mean over the hold [rad]
  [[nodiscard]] Duration length() const { return end - begin; }
};

/// Static holds of one part: it stays within a band about where the hold began. Outliers of less
/// than kBridge do not end one; a gap longer than that does. Kept are the longest kKept holds, and
/// the number and time of all: memory does not grow with time.
class Holds {
 public:
  static constexpr std::size_t kKept = 48;
  static constexpr Duration kShortest{4'000'000};  ///< less is no hold; expert
  static constexpr Duration kBridge{1'000'000};    ///< expert
  static constexpr Duration kSettle{1'000'000};    ///< whose mean the band lies about; expert

  explicit Holds(const HeldPart& part) : part_(&part) {}

  /// Frames in order of time; NaN: a gap.
  void add(Duration at, Duration duration, const Reading& reading);
  /// Pools two recordings, or two parts of one on the same clock.
  void merge(const Holds& other);

  [[nodiscard]] const HeldPart& part() const { return *part_; }
  [[nodiscard]] Duration observed() const { return observed_; }
  [[nodiscard]] std::int64_t number() const;
  [[nodiscard]] Duration held() const;
  [[nodiscard]] Duration longest() const;
  /// How long the part has not changed at the end of the recording.
  [[nodiscard]] Duration since_change() const;
  /// Moments at which the part left the band that it was held in.
  [[nodiscard]] std::int64_t changes() const { return changes_; }
  /// The longest, in order of time; the one under way included.
  [[nodiscard]] std::vector<Hold> longest_holds() const;
  /// Whether both counted the same.
  friend bool operator==(const Holds&, const Holds&);

 private:
  struct Open {
    Duration begin{0}, end{0};
    Duration seen{0};
    Reading sum;        // [rad s]
    double anchor = 0;  // [rad]
  };
  [[nodiscard]] Hold hold_of(const Open& open) const;
  void start(Duration at);
  void close();
  void keep(const Hold& hold);

  const HeldPart* part_;
  Duration observed_{0};
  std::int64_t number_ = 0;
  std::int64_t changes_ = 0;
  Duration held_{0};
  std::vector<Hold> kept_;  // longest first; of equals the first
  bool open_ = false;
  Open now_;
};

}  // namespace dorsal::exposure
