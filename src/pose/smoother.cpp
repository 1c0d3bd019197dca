#include "smoother.hpp"

#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {
namespace {

// @source MediaPipe pose graph, pose_landmark_filtering; speed in sizes of the person per second,
// for world landmarks in metres per second
constexpr OneEuroSettings kImage = {0.05F, 80.0F};
constexpr OneEuroSettings kWorldSmoothing = {0.1F, 40.0F};
constexpr OneEuroSettings kAlignment = {0.01F, 10.0F};

constexpr std::size_t kAlignmentPoints = 2;

}  // namespace

Smoother::Smoother() { reset(); }

void Smoother::reset() {
  image_.assign(kLandmarks, OneEuroFilter(kImage));
  world_.assign(kLandmarks, OneEuroFilter(kWorldSmoothing));
  alignment_.assign(kAlignmentPoints, OneEuroFilter(kAlignment));
}

void Smoother::smooth_landmarks(NetPose& pose, double time, float size) {
  constexpr float kMetre = 1.0F;
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    pose.image[i] = image_[i].filter(pose.image[i], time, size);
    pose.world[i] = world_[i].filter(pose.world[i], time, kMetre);
  }
}

void Smoother::smooth_alignment(NetPose& pose, double time, float size) {
  for (std::size_t i = 0; i < kAlignmentPoints; ++i) {
    auto& point = pose.image[kAlignmentCentre + i];
    point = alignment_[i].filter(point, time, size);
  }
}

}  // namespace dorsal::pose
