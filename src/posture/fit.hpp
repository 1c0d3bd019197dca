#pragma once

#include <memory>

#include "dorsal/body/skeleton.hpp"
#include "observations.hpp"
#include "prior.hpp"

namespace dorsal::posture {

/// A body fitted to one frame, with what is known of every parameter afterwards.
struct Fit {
  Parameters x = Parameters::Zero();
  ParameterMatrix covariance = ParameterMatrix::Zero();
  double cost = 0;      // [-] half the sum of squares, loss applied
  double residual = 0;  // [m] weighted rms over the landmarks
  double misfit = 0;    // [-] rms of residual over its deviation
  int landmarks = 0;
  int iterations = 0;
  bool converged = false;
};

/// Fits a skeleton to landmarks: maximum a posteriori by Levenberg-Marquardt (Ceres), landmarks
/// under a Huber loss. Holds working space, so that frame follows frame without building anew.
class BodyFitter {
 public:
  explicit BodyFitter(const body::Skeleton& skeleton);
  BodyFitter(BodyFitter&&) noexcept;
  BodyFitter& operator=(BodyFitter&&) noexcept;
  ~BodyFitter();

  [[nodiscard]] Fit fit(const Observations& observations, const Prior& prior,
                        const Parameters& start, int max_iterations);

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

/// A first guess from the landmarks alone: heading, inclination, arms and legs.
[[nodiscard]] Parameters first_guess(const Observations& observations, const Prior& prior);

}  // namespace dorsal::posture
