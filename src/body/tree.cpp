#include "tree.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <map>

#include "dorsal/base/check.hpp"

namespace dorsal::body {
namespace {

using Index = std::map<std::string, std::size_t, std::less<>>;

Side side_of(std::string_view name) {
  if (name.ends_with("_L") || name == "left") return Side::left;
  if (name.ends_with("_R") || name == "right") return Side::right;
  return Side::middle;
}

Body body_from(const BodyRow& row) { return {row.name, row.mass, row.com, row.segment}; }

RigidPose pose_from(const FrameRow& row) { return {rotation_xyz(row.angles), row.at}; }

std::size_t level_index(std::string_view name) {
  const auto& names = level_names();
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? kNone : static_cast<std::size_t>(found - names.begin());
}

bool has_world_axes(JointKind kind) {
  return kind == JointKind::neck || kind == JointKind::girdle || kind == JointKind::shoulder ||
         kind == JointKind::elbow || kind == JointKind::abdomen || kind == JointKind::scapula;
}

void add_block(const JointRow& row, std::size_t joint, Model& model) {
  if (row.balanced.empty()) return;
  MomentBlock block{row.name, joint, {}};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    block.balanced[axis] = row.balanced.find("xyz"[axis]) != std::string::npos;
  }
  model.joints[joint].block = model.blocks.size();
  model.blocks.push_back(block);
}

/// Joints between a body and the root, nearest first.
std::vector<std::size_t> joints_below(const Model& model, std::size_t body) {
  std::vector<std::size_t> path;
  while (body != 0) {
    path.push_back(body - 1);
    body = model.joints[body - 1].parent;
  }
  return path;
}

/// What the segment from point `near` to point `far` pulls on: every balanced joint that carries
/// the near point but not the far one.
void add_crossings(std::size_t near, std::size_t far, Fascicle& fascicle, Model& model) {
  const auto above = joints_below(model, model.points[near].body);
  const auto other = joints_below(model, model.points[far].body);
  for (const std::size_t joint : above) {
    const std::size_t block = model.joints[joint].block;
    const bool shared = std::find(other.begin(), other.end(), joint) != other.end();
    if (shared || block == kNone) continue;
    std::size_t arm = fascicle.first_arm;
    while (arm < model.arm_block.size() && model.arm_block[arm] != block) ++arm;
    if (arm == model.arm_block.size()) model.arm_block.push_back(block);
    model.crossings.push_back({joint, near, far, arm});
  }
}

std::size_t group_index(const std::string& name, Model& model) {
  const auto found = std::find(model.groups.begin(), model.groups.end(), name);
  if (found != model.groups.end()) return static_cast<std::size_t>(found - model.groups.begin());
  model.groups.push_back(name);
  return model.groups.size() - 1;
}

}  // namespace

std::optional<std::size_t> find_body(const Model& model, std::string_view name) {
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    if (model.bodies[i].name == name) return i;
  }
  return std::nullopt;
}

Eigen::Matrix3d rotation_xyz(const Eigen::Vector3d& angles) {
  return (Eigen::AngleAxisd(angles.x(), Eigen::Vector3d::UnitX()) *
          Eigen::AngleAxisd(angles.y(), Eigen::Vector3d::UnitY()) *
          Eigen::AngleAxisd(angles.z(), Eigen::Vector3d::UnitZ()))
      .toRotationMatrix();
}

void build_tree(const ModelFile& file, Model& model) {
  Index rows;
  for (std::size_t i = 0; i < file.bodies.size(); ++i) rows.emplace(file.bodies[i].name, i);
  Index placed = {{file.bodies.front().name, 0}};
  Index joints;
  model.bodies = {body_from(file.bodies.front())};
  model.level_joint.fill(kNone);
  model.plate.fill(Eigen::Matrix3d::Identity());
  for (const JointRow& row : file.joints) {
    const std::size_t index = model.joints.size();
    Joint joint{row.name,
                row.kind,
                side_of(row.name),
                placed.at(row.parent),
                pose_from(row.in_parent),
                pose_from(row.in_child).inverse()};
    if (row.kind == JointKind::level) {
      joint.level = level_index(row.name);
      model.level_joint[joint.level] = index;
    }
    if (row.kind == JointKind::neck) {
      model.thorax = joint.parent;
      model.head.joint = index;
    }
    model.joints.push_back(joint);
    add_block(row, index, model);
    if (row.kind == JointKind::carried) {
      const Joint& followed = model.joints[joints.at(row.follows)];
      model.joints.back().level = followed.level;
      model.joints.back().block = followed.block;
      model.joints.back().gain = row.gain;
    }
    joints.emplace(row.name, index);
    placed.emplace(row.child, model.bodies.size());
    model.bodies.push_back(body_from(file.bodies[rows.at(row.child)]));
  }
}

std::vector<RigidPose> neutral_poses(const Model& model) {
  std::vector<RigidPose> poses(model.bodies.size());
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    const Joint& joint = model.joints[k];
    poses[k + 1] = poses[joint.parent] * joint.X_PF * joint.X_MC;
  }
  return poses;
}

void align_joint_axes(Model& model) {
  auto poses = neutral_poses(model);
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    Joint& joint = model.joints[k];
    if (has_world_axes(joint.kind)) {
      const Eigen::Matrix3d upright = poses[joint.parent].R.transpose();
      // Girdle and scapula keep their place on the thorax; head and arms follow the world.
      if (joint.kind == JointKind::girdle || joint.kind == JointKind::scapula) {
        joint.X_MC.R = upright.transpose() * joint.X_PF.R * joint.X_MC.R;
      }
      joint.X_PF.R = upright;
    }
    poses[k + 1] = poses[joint.parent] * joint.X_PF * joint.X_MC;
  }
  if (model.thorax != kNone) model.thorax_upright = poses[model.thorax].R.transpose();
}

void build_fascicles(const ModelFile& file, Model& model) {
  Index bodies;
  for (std::size_t i = 0; i < model.bodies.size(); ++i) bodies.emplace(model.bodies[i].name, i);
  for (const FascicleRow& row : file.fascicles) {
    Fascicle fascicle{row.name, group_index(row.group, model), side_of(row.side)};
    fascicle.max_tension = row.max_force * std::cos(row.pennation);
    fascicle.volume = row.max_force * row.optimal_fibre;
    fascicle.fibre = row.optimal_fibre * std::cos(row.pennation);
    fascicle.tendon = row.tendon_slack;
    const auto& borrowed = file.borrowed_lengths;
    const bool own = std::find(borrowed.begin(), borrowed.end(), row.group) == borrowed.end();
    fascicle.width = own ? file.force_length_width : 0.0;
    fascicle.first_point = model.points.size();
    fascicle.points = row.path.size();
    fascicle.first_crossing = model.crossings.size();
    fascicle.first_arm = model.arm_block.size();
    for (const PathPointRow& point : row.path) {
      model.points.push_back({bodies.at(point.body), point.at});
    }
    for (std::size_t i = fascicle.first_point; i + 1 < model.points.size(); ++i) {
      add_crossings(i, i + 1, fascicle, model);
      add_crossings(i + 1, i, fascicle, model);
    }
    fascicle.crossings = model.crossings.size() - fascicle.first_crossing;
    fascicle.arms = model.arm_block.size() - fascicle.first_arm;
    model.fascicles.push_back(fascicle);
  }
  for (const TorqueRow& row : file.torques) {
    const auto joint = std::find_if(model.joints.begin(), model.joints.end(),
                                    [&](const Joint& j) { return j.name == row.joint; });
    model.torques.push_back(
        {row.name, joint->block, row.axis, row.sense, row.slack, row.max_moment, row.volume});
  }
}

void build_passive(const ModelFile& file, Model& model) {
  for (const StiffnessRow& row : file.stiffness) {
    LevelStiffness& level = model.stiffness[level_index(row.level)];
    AxisStiffness& axis = (row.tissue == Tissue::ribs ? level.ribs : level.segment)[row.axis];
    if (row.minus) axis.law[0] = row.law;
    if (row.plus) axis.law[1] = row.law;
    axis.rest = row.rest;
    axis.push = row.push;
  }
  for (const PressureRow& row : file.pressure) {
    model.pressure_surfaces.push_back({*find_body(model, row.body), row.at, row.area});
  }
  model.pressure_limits = file.pressure_limits;
  model.resting_tone = file.resting_tone;
  model.scapula = file.scapula;
}

}  // namespace dorsal::body
