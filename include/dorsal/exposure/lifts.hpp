#pragma once

#include <cstdint>
#include <vector>

#include "dorsal/exposure/body_sight.hpp"
#include "dorsal/exposure/turning_points.hpp"

namespace dorsal::exposure {

/// One upward movement of the hands. A camera sees no mass: whether something was in them is for
/// the person to say.
struct Lift {
  Duration begin{0};
  Duration end{0};
  Reading from;       ///< [m] hands over the ankles where it begins
  Reading to;         ///< [m] where it ends
  Reading asymmetry;  ///< [rad] where it begins, to the left +; NaN: not from this view
};

/// Upward movements of both hands together, or of the one hand that is seen. Kept are the kKept
/// with the greatest rise, and the number of all: memory does not grow with time.
class Lifts {
 public:
  static constexpr std::size_t kKept = 48;
  static constexpr double kRise = 0.25;            ///< [m] less is no lift; RNLE's least travel
  static constexpr Duration kSlowest{10'000'000};  ///< slower is no lift; expert
  static constexpr Duration kBridge{500'000};      ///< unseen for longer ends a movement; expert

  /// Frames in order of time.
  void add(Duration at, Duration duration, const BodySight& sight);
  void merge(const Lifts& other);
  /// Ends the movement under way.
  void close();

  [[nodiscard]] Duration observed() const { return observed_; }
  [[nodiscard]] std::int64_t number() const { return number_; }
  /// Those with the greatest rise, in order of time; closed ones only.
  [[nodiscard]] std::vector<Lift> highest() const;
  /// Whether both counted the same, once closed.
  friend bool operator==(const Lifts&, const Lifts&);

 private:
  void follow(const Turn& turn);
  void finish(const Turn& top);

  Duration observed_{0};
  std::int64_t number_ = 0;
  std::vector<Lift> kept_;  // greatest rise first; of equals the first
  bool open_ = false;
  bool rising_ = false;
  Duration until_{0};
  double half_width_ = 0;  // [m] of the interval of the last height
  LowPass filter_{2.0};
  TurningPoints turning_;
  Turn bottom_;
  Reading asymmetry_;  // at the lowest point since the last top
  double asymmetry_height_ = 0;
  Reading asymmetry_from_;  // of the rise under way
};

}  // namespace dorsal::exposure
