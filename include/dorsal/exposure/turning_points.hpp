#pragma once

#include <cstdint>
#include <optional>

#include "dorsal/exposure/distribution.hpp"

namespace dorsal::exposure {

/// Where a quantity turned round: from rising to falling, or back.
struct Turn {
  Duration at{0};
  double value = 0;
  bool top = false;
};

/// A critically damped low-pass filter of second order for samples at any spacing.
class LowPass {
 public:
  explicit LowPass(double cut_off_hz);
  double add(double value, double seconds);
  void reset() { primed_ = false; }
  /// What is left of the standard deviation of white noise at this spacing of samples. [-]
  [[nodiscard]] double noise_gain(double seconds);

 private:
  void space(double seconds);

  double time_constant_;  // [s]
  // of the spacing last met
  double spacing_ = -1, step_ = 0, gain_ = 0;
  double first_ = 0, second_ = 0;
  bool primed_ = false;
};

/// The scatter of samples about whatever they follow, told by their third differences, in which a
/// movement slow against the sampling vanishes.
class NoiseGauge {
 public:
  void add(double value, double seconds);
  void reset() { *this = {}; }
  /// Standard deviation of one sample; unset before there are enough of them.
  [[nodiscard]] std::optional<double> deviation() const;

 private:
  double last_[3] = {0, 0, 0};  // latest first
  int known_ = 0;
  std::int64_t differences_ = 0;
  double mean_size_ = 0;  // of third differences, the last seconds weighing most
};

/// Turning points with hysteresis: a turn counts once the quantity has come back from it by more
/// than `hysteresis`.
class TurningPoints {
 public:
  std::optional<Turn> add(Duration at, double value, double hysteresis);
  void reset() { *this = {}; }
  /// The farthest point of the movement under way; unset before the first turn.
  [[nodiscard]] std::optional<Turn> under_way() const;

 private:
  enum class Direction { unknown, rising, falling };
  Direction direction_ = Direction::unknown;
  bool primed_ = false;
  Turn highest_, lowest_;
};

}  // namespace dorsal::exposure
