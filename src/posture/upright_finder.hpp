#pragma once

#include <optional>
#include <vector>

#include "dorsal/pose/landmarks.hpp"
#include "observations.hpp"

namespace dorsal::posture {

/// Mean landmarks over a stretch in which the person hardly moved.
struct Stillness {
  pose::PoseFrame mean;  // its time is the start
  double to = 0;         // [s]
  double height = 0;     // [m] ears over hips
};

/// Looks for stretches in which the trunk, neck and an ear are seen and hardly move, and keeps the
/// tallest of them: people are tallest when upright. Memory does not grow with the recording.
class UprightFinder {
 public:
  void add(const pose::PoseFrame& frame, const Observations& observations);

  struct Found {
    pose::PoseFrame mean;  // over all stretches taken
    double from = 0;       // [s] of one in the middle of those taken
    double to = 0;         // [s]
  };
  /// The tallest tenth of what looks upright, with arms that hang. None in a recording too short to
  /// have an upright moment by chance, or whose tallest stretches do not look upright.
  [[nodiscard]] std::optional<Found> find_in_recording() const;
  /// The taller half; any recording will do, a single picture too.
  [[nodiscard]] std::optional<Found> find_in_dedicated() const;

 private:
  struct Running {
    double from = 0, to = 0;
    std::size_t frames = 0;
    std::array<Eigen::Vector3d, pose::kLandmarks> sum{};
    std::array<double, pose::kLandmarks> visibility{};
    double ear_sum = 0, ear_squares = 0;  // [m] height
    Eigen::Vector3d shoulder_squares = Eigen::Vector3d::Zero();
  };
  void close();
  [[nodiscard]] static std::optional<Stillness> stillness(const Running& running);

  std::optional<Running> running_;
  std::vector<Stillness> tallest_;  // a heap, the least tall on top
  std::vector<Stillness> upright_;  // the same of those that look upright and at rest
  std::size_t stretches_ = 0;
  double seen_ = 0;  // [s] in stretches
};

}  // namespace dorsal::posture
