#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/calibration.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::posture {

/// How well landmarks are known: standard deviation of one landmark that is plainly seen, which is
/// the difference between it and the body's point, with what the landmark means in it.
struct LandmarkNoise {
  double in_picture;    // [m] of a shoulder, along the picture
  double depth;         // [m] of a shoulder, towards the camera
  bool by_part = true;  // limbs and face are known less well than shoulders, as a net knows them
};

/// Measured for a camera; see docs/methods/posture.md. Spatial landmarks have no weak axis.
[[nodiscard]] LandmarkNoise landmark_noise(View view);

/// A stretch of time in which the body moved too fast to be loaded as if at rest. [s]
struct FastStretch {
  double from;
  double to;
};

struct EstimatorOptions {
  LandmarkNoise noise = landmark_noise(View::left);
  // From a first pass (Survey). Without one the estimator finds them itself, a third of a second
  // late, as a live camera must.
  std::optional<std::vector<FastStretch>> fast;
};

/// Fits one person's body to landmarks, frame after frame; each fit starts from the last one.
/// Holds the state of one recording.
class PostureEstimator {
 public:
  /// @param view  spatial: depth is trusted like the rest; any other: of a single camera
  PostureEstimator(const body::Person& person, const Calibration& calibration, View view);
  PostureEstimator(const body::Person& person, const Calibration& calibration, View view,
                   EstimatorOptions options);
  PostureEstimator(PostureEstimator&&) noexcept;
  PostureEstimator& operator=(PostureEstimator&&) noexcept;
  ~PostureEstimator();

  /// How the person is held in the next frame. Frames come in order of time.
  [[nodiscard]] PostureFrame estimate(const pose::PoseFrame& frame);

  /// Coordinates, then shape: how many numbers a draw takes.
  static constexpr Eigen::Index kDrawSize =
      static_cast<Eigen::Index>(body::kCoordinates + body::kShapes);
  /// A posture that the last fitted frame leaves as likely as the normals are: what the uncertainty
  /// of everything computed from a posture follows from. Only after a frame that was fitted.
  /// @param normals  (kDrawSize) independent, standard normal; all zero gives the posture itself
  [[nodiscard]] body::Posture draw(const Eigen::VectorXd& normals) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::posture
