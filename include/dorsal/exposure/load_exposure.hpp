#pragma once

#include <array>
#include <vector>

#include "dorsal/body/level.hpp"
#include "dorsal/exposure/posture_exposure.hpp"
#include "dorsal/load/load_frame.hpp"

namespace dorsal::exposure {

/// Why there is no load in a frame.
enum class LoadGap {
  none,
  nobody,
  trunk_hidden,     ///< hips or shoulders not seen, or no posture fits
  moving_too_fast,  ///< not quasi-static
  cannot_be_held,   ///< the posture asks for more than the muscles have
  not_converged,
};
inline constexpr std::size_t kLoadGaps = 6;

/// Interval of the compression of one frame, where it was worked out.
struct LoadBand {
  body::LevelArray<double> compression_low;   // (level) [N]
  body::LevelArray<double> compression_high;  // (level) [N]
};

/// All that is kept of a recording's loads. Memory does not grow with the recording.
class LoadExposure {
 public:
  LoadExposure();

  /// A frame with a load; its status must be `solved`. Frames in order of time.
  void add(Duration at, Duration duration, const load::LoadFrame& frame,
           const LoadBand* band = nullptr);
  /// A frame without one.
  void add_gap(Duration at, Duration duration, LoadGap why);
  void merge(const LoadExposure& other);

  /// Compression in 1 N bins [N].
  [[nodiscard]] const Track& compression(body::Level level) const {
    return compression_[static_cast<std::size_t>(level)];
  }
  /// Shear in 1 N bins [N], without interval; forward + and right +.
  [[nodiscard]] const Distribution& shear_ap(body::Level level) const {
    return shear_ap_[static_cast<std::size_t>(level)];
  }
  [[nodiscard]] const Distribution& shear_ml(body::Level level) const {
    return shear_ml_[static_cast<std::size_t>(level)];
  }
  [[nodiscard]] Duration time_with(LoadGap gap) const {
    return gaps_[static_cast<std::size_t>(gap)];
  }
  [[nodiscard]] LoadGap main_gap() const;
  [[nodiscard]] Duration observed() const { return time_with(LoadGap::none); }
  [[nodiscard]] bool has_bands() const { return has_bands_; }

  friend bool operator==(const LoadExposure&, const LoadExposure&) = default;

 private:
  std::vector<Track> compression_;      // (level)
  std::vector<Distribution> shear_ap_;  // (level)
  std::vector<Distribution> shear_ml_;  // (level)
  std::array<Duration, kLoadGaps> gaps_{};
  bool has_bands_ = false;
};

}  // namespace dorsal::exposure
