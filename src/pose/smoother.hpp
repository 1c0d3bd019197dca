#pragma once

#include <vector>

#include "landmark_net.hpp"
#include "one_euro.hpp"

namespace dorsal::pose {

/// The One-Euro filters of one person's landmarks.
class Smoother {
 public:
  Smoother();

  /// @param size  [px] of the person: the side of their square
  void smooth_landmarks(NetPose& pose, double time, float size);
  /// The two points that place the next square.
  void smooth_alignment(NetPose& pose, double time, float size);
  void reset();

 private:
  std::vector<OneEuroFilter> image_;
  std::vector<OneEuroFilter> world_;
  std::vector<OneEuroFilter> alignment_;
};

}  // namespace dorsal::pose
