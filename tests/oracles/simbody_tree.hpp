#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <memory>
#include <vector>

namespace dorsal::oracles {

/// Where a frame stands in another.
struct TreePose {
  Eigen::Matrix3d R = Eigen::Matrix3d::Identity();
  Eigen::Vector3d p = Eigen::Vector3d::Zero();  // [m]
};

/// The joint that carries body k + 1.
struct TreeJoint {
  std::size_t parent = 0;
  TreePose in_parent;
  TreePose in_child;
  bool turns = true;
  int block = -1;   // moments belong to; -1: to none
  double gain = 1;  // part of the joint's moments in those of the block
};

struct TreePoint {
  std::size_t body = 0;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] body frame
};

/// A tree of Simbody's: a ball at every joint that turns, the root free. What Simbody computes of
/// it shares no code with dorsal: places, and Jacobians for moments. Simbody's headers are C++17,
/// so this one stands apart from dorsal's.
class SimbodyTree {
 public:
  SimbodyTree(const std::vector<TreeJoint>& joints, std::size_t blocks);
  ~SimbodyTree();

  /// The coordinates in which the joints are turned so. (joint)
  std::vector<double> coordinates(const TreePose& root, const std::vector<Eigen::Matrix3d>& turn);
  void place(const std::vector<double>& coordinates);
  [[nodiscard]] Eigen::Vector3d place_of(const TreePoint& point) const;

  void clear_forces();
  void add_force(const TreePoint& point, const Eigen::Vector3d& force);
  /// A unit of tension along a path.
  void pull(const TreePoint* path, std::size_t points);
  /// What the forces do about every joint, gathered by block. (3*block) [N m], joint frame
  void take_moments(Eigen::VectorXd& by_block);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace dorsal::oracles
