#pragma once

#include <vector>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/model.hpp"
#include "oracles/simbody_tree.hpp"

namespace dorsal::oracles {

inline TreePose tree_pose(const body::RigidPose& X) { return {X.R, X.p}; }

/// The joints of a model as Simbody's tree has them.
inline SimbodyTree simbody_tree(const body::Model& model) {
  std::vector<TreeJoint> joints;
  for (const body::Joint& joint : model.joints) {
    joints.push_back({joint.parent, tree_pose(joint.X_PF), tree_pose(joint.X_MC.inverse()),
                      joint.kind != body::JointKind::fixed,
                      joint.block == body::kNone ? -1 : static_cast<int>(joint.block), joint.gain});
  }
  return {joints, model.blocks.size()};
}

/// The path points of all fascicles. (point)
inline std::vector<TreePoint> tree_points(const body::Model& model) {
  std::vector<TreePoint> points;
  for (const body::PathPoint& point : model.points) points.push_back({point.body, point.at});
  return points;
}

}  // namespace dorsal::oracles
