#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <span>
#include <vector>

#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// Which coordinates are free, and which joints each of them moves: worked out once per model.
/// Locked and prescribed coordinates stay where they are put, coupled ones follow others.
struct Mobility {
  std::vector<std::size_t> free;                     // (free) coordinate
  std::vector<std::vector<std::size_t>> depends_on;  // (coordinate) free ones, rising
  std::vector<std::size_t> joint_of;                 // (body) joint that carries it, or kNone
  std::vector<std::size_t> depth;                    // (body) joints to the ground
  std::vector<std::size_t> first_column;             // (joint + 1) where its columns begin
  std::vector<std::size_t> column_free;              // (column) free coordinate
};

[[nodiscard]] Mobility mobility_of(const Model& model);

/// Where everything is. Reused from call to call, it is filled without allocating.
struct Placement {
  std::vector<double> q;                   // (coordinate) [rad] or [m]
  std::vector<std::vector<double>> slope;  // (coordinate)(as in depends_on) dq/dq_free
  std::vector<RigidPose> body;             // (body) in World
  std::vector<RigidPose> joint;            // (joint) turned joint frame, in World
  // How a joint moves what it carries, per unit of speed of the free coordinate: angular velocity,
  // and velocity of the point of the carried body at the world's origin. World.
  std::vector<Eigen::Vector3d> omega;  // (column) [rad]
  std::vector<Eigen::Vector3d> shift;  // (column) [m]
};

/// Places the bodies.
/// @param given  (coordinate) [rad] or [m]; coupled and prescribed ones are worked out instead
/// @param time   [s] of prescribed coordinates
void place(const Model& model, const Mobility& mobility, std::span<const double> given, double time,
           Placement& placement);

/// Values that the coordinates have by default. (coordinate) [rad] or [m]
[[nodiscard]] std::vector<double> default_values(const Model& model);

/// Calls `each(joint, sign)` for the joints between two bodies: +1 where the joint carries `a`
/// alone, -1 where it carries `b` alone.
template <class Each>
void joints_between(const Model& model, const Mobility& mobility, std::size_t a, std::size_t b,
                    Each each) {
  while (a != b) {
    if (mobility.depth[a] >= mobility.depth[b]) {
      const std::size_t joint = mobility.joint_of[a];
      each(joint, 1.0);
      a = model.joints[joint].parent;
    } else {
      const std::size_t joint = mobility.joint_of[b];
      each(joint, -1.0);
      b = model.joints[joint].parent;
    }
  }
}

}  // namespace dorsal::opensim
