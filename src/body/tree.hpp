#pragma once

#include "dorsal/body/model.hpp"

namespace dorsal::body {

/// Rotation by body-fixed angles about x, then y, then z.
[[nodiscard]] Eigen::Matrix3d rotation_xyz(const Eigen::Vector3d& angles);

/// Puts bodies and joints of the file into the model in tree order, in the file's own size, with
/// the moment blocks of balanced joints.
void build_tree(const ModelFile& file, Model& model);

/// Turns the joint frames of neck, girdle, shoulder, elbow and abdomen so that their axes are those
/// of the world when the body stands in its neutral posture; head and arms then stand upright.
void align_joint_axes(Model& model);

/// Stiffness of the levels, surfaces under pressure, resting tone, scapular rhythm.
void build_passive(const ModelFile& file, Model& model);

/// Puts fascicles, points, what they cross, and joint torques into the model. Needs the tree.
void build_fascicles(const ModelFile& file, Model& model);

/// Poses of all bodies with every joint unturned and the root at the origin. (body)
[[nodiscard]] std::vector<RigidPose> neutral_poses(const Model& model);

}  // namespace dorsal::body
