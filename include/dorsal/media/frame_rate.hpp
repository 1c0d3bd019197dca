#pragma once

#include <span>

namespace dorsal::media {

/// Frames per second of a recording whose frames are evenly spaced.
/// @param times  [s], rising
/// @return [1/s]; NaN for fewer than two frames, or where an interval is more than half a frame
///         longer or shorter than the mean: such a recording must be taken by its times
[[nodiscard]] double even_frame_rate(std::span<const double> times);

}  // namespace dorsal::media
