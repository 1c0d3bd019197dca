#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

[[nodiscard]] bool has_shoulders(const PoseFrame& frame);

/// Median over the frames of the greater of shoulder width and shoulder to hip distance, [m] if the
/// points are; none where no frame has both shoulders.
[[nodiscard]] std::optional<double> body_size(const std::vector<PoseFrame>& frames);

/// Whether a body_size [m] may belong to a person from a small child to a giant.
[[nodiscard]] bool is_human(double size);

/// How many frames speak for which axes.
struct AxesVote {
  std::size_t voters = 0;   // frames that show a trunk
  std::size_t y_up = 0;     // trunk and legs rise along y
  std::size_t y_down = 0;   // they are upside down
  std::size_t along_z = 0;  // the trunk lies along z
  bool centred = true;      // mid hip is the origin in most of them
};
[[nodiscard]] AxesVote vote_on_axes(const std::vector<PoseFrame>& frames);

/// Turns all points by 180 degrees about x: y and z change their sign.
void turn_about_x(std::vector<PoseFrame>& frames);

/// Moves the origin to mid hip. A frame without both hips takes the origin of the frame before it:
/// only where the axes start is carried over, no landmark is.
void centre_on_hips(std::vector<PoseFrame>& frames);

}  // namespace dorsal::pose
