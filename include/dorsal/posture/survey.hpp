#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "dorsal/body/person.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/calibration.hpp"
#include "dorsal/posture/estimator.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::posture {

/// What a first pass over a recording tells about all of it.
struct Surveyed {
  View view = View::oblique;
  Calibration calibration;        // population where nothing upright was found
  std::vector<FastStretch> fast;  // in order of time
  std::size_t frames = 0;
  std::size_t with_person = 0;
};

/// First pass over a recording, frame by frame, in memory that does not grow with its length (but
/// for the stretches of fast movement): the view, the lengths of the person's segments, the most
/// upright stretch, what moved too fast.
class Survey {
 public:
  explicit Survey(const body::Person& person);
  Survey(Survey&&) noexcept;
  Survey& operator=(Survey&&) noexcept;
  ~Survey();

  void add(const pose::PoseFrame& frame);

  /// @param view       overrides what was found
  /// @param dedicated  from a recording of the person held upright; overrides what was found
  [[nodiscard]] Surveyed finish(std::optional<View> view = {},
                                const std::optional<Calibration>& dedicated = {}) const;

  /// For a recording that was made to calibrate: the person is taken to be upright in it.
  /// @return none where hips, shoulders and an ear were never seen together at rest
  [[nodiscard]] std::optional<Calibration> calibrate() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same over a whole track.
[[nodiscard]] Surveyed survey(const pose::PoseTrack& track, const body::Person& person,
                              std::optional<View> view = {},
                              const std::optional<Calibration>& dedicated = {});
[[nodiscard]] std::optional<Calibration> calibrate(const pose::PoseTrack& track,
                                                   const body::Person& person);
/// Which side of the person the camera sees in most frames.
[[nodiscard]] View classify_view(const std::vector<pose::PoseFrame>& frames);

/// Posture of every frame of a track: survey, then estimate.
/// @error missing  no frames
/// @error not_finite  frames without time
[[nodiscard]] Result<PostureSeries> estimate_posture(
    const pose::PoseTrack& track, const body::Person& person, std::optional<View> view = {},
    const std::optional<Calibration>& dedicated = {});

}  // namespace dorsal::posture
