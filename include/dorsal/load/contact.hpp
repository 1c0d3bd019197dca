#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <limits>
#include <string>

namespace dorsal::load {

/// A place where something outside may carry the body. It pushes along its normal, never pulls, and
/// has no friction; how much it pushes, the balance of the joints decides.
struct Contact {
  std::string at;                                         // what carries: "backrest", "bed"
  std::size_t body = 0;                                   // of the model
  Eigen::Vector3d point = Eigen::Vector3d::Zero();        // [m] body frame
  Eigen::Vector3d normal = Eigen::Vector3d::UnitY();      // World, unit, into the body
  double stiffness = 1000;                                // [N/m] of padding and flesh, above zero
  double most = std::numeric_limits<double>::infinity();  // [N] it carries no more than this
};

}  // namespace dorsal::load
