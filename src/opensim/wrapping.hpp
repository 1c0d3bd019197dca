#pragma once

#include <Eigen/Core>

#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// How a straight segment passes a wrap object.
struct Wrapping {
  enum class Status {
    none,       ///< passes it by
    inside,     ///< begins or ends within it: passes it by as well
    possible,   ///< wraps; another segment of the path may fit better
    mandatory,  ///< cuts the object, so this is the segment that wraps
  };
  Status status = Status::none;
  Eigen::Vector3d first = Eigen::Vector3d::Zero();  // [m] where it touches, wrap frame
  Eigen::Vector3d last = Eigen::Vector3d::Zero();   // [m] where it leaves
  double length = 0;                                // [m] over the surface

  [[nodiscard]] bool wraps() const {
    return status == Status::possible || status == Status::mandatory;
  }
};

/// Wraps the segment from p to q, both in the wrap frame, where and on the side that OpenSim does:
/// on cylinders and spheres along the shortest line; on an ellipsoid in a plane through p, q and a
/// point of the surface chosen by the method. A torus is passed by.
Wrapping wrap_segment(const WrapObject& object, WrapMethod method, const Eigen::Vector3d& p,
                      const Eigen::Vector3d& q);

/// 1 or -1, as a wrap object names the half that it takes up.
inline int side(double value) { return value >= 0 ? 1 : -1; }

// Parts, each in its own file.
Wrapping wrap_cylinder(const WrapObject& object, const Eigen::Vector3d& p,
                       const Eigen::Vector3d& q);
Wrapping wrap_sphere(const WrapObject& object, const Eigen::Vector3d& p, const Eigen::Vector3d& q);
Wrapping wrap_ellipsoid(const WrapObject& object, WrapMethod method, const Eigen::Vector3d& p,
                        const Eigen::Vector3d& q);

}  // namespace dorsal::opensim
