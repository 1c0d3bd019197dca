#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "dorsal/base/result.hpp"
#include "dorsal/watch/limits.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::watch {

/// The person's own comfortable upright posture before this camera.
struct Calibration {
  Measures upright;  // medians
  Measures spread;   // scaled median absolute deviation, that of a normal distribution
  std::optional<Outline> outline;  // medians
  Time at;                         // of the last look that was used
  std::size_t looks = 0;
};

/// From looks at a person who sits or stands upright, comfortably, for ten seconds.
/// @param looks  in order of time, not closer than the camera sees
/// @error missing: too short, nobody there, neither trunk nor neck seen; out_of_range: the person
///   moved, or was somebody else for a part of it
[[nodiscard]] Result<Calibration> calibrate(std::span<const Look> looks, const Limits& limits);

/// Angles of the trunk and neck beyond the calibrated upright ones; arms as they are.
[[nodiscard]] Measures beyond_upright(const Measures& measures, const Calibration& calibration);

/// A look as it is to be understood once it was compared with the calibration.
struct Recognised {
  Sight sight = Sight::absent;
  bool doubtful = false;  // the picture does not fit, not yet for long: nothing is to be counted
};

/// Tells from look to look whether it is still the same person before the same camera. A changed
/// picture is believed only after a while, and so is its return. Nobody turns into somebody else
/// while they are seen: who it is is asked only of whoever came into the picture, until it fits.
class Recognition {
 public:
  Recognised add(const Look& look, const Calibration& calibration, const Limits& limits);

 private:
  void notice_arrival(const Look& look, const Limits& limits);
  void settle(Sight sight, Time at, const Limits& limits);

  Sight believed_ = Sight::present;
  Sight suspected_ = Sight::present;
  Time since_;                // of the suspicion
  std::optional<Time> last_;  // look
  std::optional<Time> unseen_since_;
  bool arrived_ = false;            // whoever is there came in, and did not fit for long enough yet
  std::optional<Time> fits_since_;  // the picture
};

}  // namespace dorsal::watch
