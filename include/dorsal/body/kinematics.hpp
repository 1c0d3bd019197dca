#pragma once

#include <Eigen/Core>
#include <vector>

#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"

namespace dorsal::body {

/// Where every body is. Reused from call to call, it is filled without allocating.
struct Placement {
  std::vector<Eigen::Matrix3d> turn;  // (joint) rotation of the joint in its own frame
  std::vector<RigidPose> body;        // (body) in World
  std::vector<RigidPose> joint;       // (joint) joint frame before its turn, in World
  Eigen::Vector3d head_com = Eigen::Vector3d::Zero();  // [m] joint frame of the neck
};

/// Places the bodies of a model in a posture. Arms hang on the girdle, and are turned against the
/// upper thorax (T1); the head's mass goes where neck and head put it as two links.
void place(const Model& model, const Posture& posture, Placement& placement);
[[nodiscard]] Placement place(const Model& model, const Posture& posture);

/// Places the bodies anew from placement.turn and the pose of the root.
void place_turned(const Model& model, Placement& placement);

/// Centre of mass of a body. [m] World
[[nodiscard]] Eigen::Vector3d centre_of_mass(const Model& model, const Placement& placement,
                                             std::size_t body);

/// A landmark of the model. [m] World
[[nodiscard]] Eigen::Vector3d position(const Placement& placement, const Landmark& landmark);

/// Lengths, directions and moment arms of all fascicles; reused like a placement.
struct MuscleGeometry {
  std::vector<double> length;              // (fascicle) [m]
  std::vector<Eigen::Vector3d> direction;  // (crossing) unit vector of the pull, World
  std::vector<Eigen::Vector3d> arm;        // (arm) [m] moment about a joint per unit of tension,
                                           // joint frame: minus the change of length with rotation
  // working space
  std::vector<Eigen::Vector3d> point;             // (point) [m] World
  std::vector<Eigen::Matrix<double, 6, 1>> line;  // (point) to the next one: direction, and
                                                  // its moment about the world's origin [m]
  std::vector<Eigen::Matrix4d> body_columns;      // (body) rotation and place, last row zero
  std::vector<Eigen::Matrix<double, 4, 6>> moment_about;  // (joint) takes a line to its moment
};

void measure_muscles(const Model& model, const Placement& placement, MuscleGeometry& geometry);
[[nodiscard]] MuscleGeometry measure_muscles(const Model& model, const Placement& placement);

}  // namespace dorsal::body
