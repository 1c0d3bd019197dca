#pragma once

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/time_bins.hpp"
#include "dorsal/pose/landmarks.hpp"

namespace dorsal::exposure {

// [m] What offices are advised, from the nearest to the farthest of three sources (posture norms of
// the reference set, grade B): 0.5 to 0.7 (AUVA), 0.5 to 0.9 (ErgoCanada), 0.635 and more (Ankrum).
inline constexpr double kNearestAdvised = 0.5;
inline constexpr double kFarthestAdvised = 0.9;
// [m] Expert: a camera that is farther from the eyes than this sits on no screen at a desk.
inline constexpr double kFarthestScreen = 1.5;

/// How wide a camera sees along the longer side of its picture. [rad]
struct FieldOfView {
  double value, low, high;  // 90 % interval; one value three times: given
};

/// Of a camera of which nothing is known: laptops, monitors, phones.
/// @source expert, from six webcams: 53 (measured by a user), 70 (data sheet), 71, 80, 89 and 90
///   degrees (calibrated)
[[nodiscard]] FieldOfView unknown_field_of_view();
[[nodiscard]] FieldOfView given_field_of_view(Angle angle);

/// Distance of the eyes from the camera, by the pinhole: how large the distance of the pupils is in
/// the picture. Only of a face that is turned to the camera, since turning brings the eyes together
/// there; else NaN. The interval holds the spread of people's eyes, of cameras, and of landmarks.
/// @param picture  [px] longer side of the picture
/// @return [m]; unset values where the eyes are not seen so
/// @source pupils: Dodgson 2004, doi:10.1117/12.529999; their range: Thompson 2002,
///   doi:10.1068/p3350
[[nodiscard]] Reading eye_distance(const pose::PoseFrame& frame, double picture,
                                   const FieldOfView& view);

}  // namespace dorsal::exposure
