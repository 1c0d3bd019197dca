#pragma once

#include <Eigen/Core>
#include <vector>

#include "dorsal/opensim/kinematics.hpp"
#include "dorsal/opensim/model.hpp"

namespace dorsal::opensim {

/// A straight part of a path between two bodies: the tension pulls `from` along the direction, and
/// `to` against it.
struct PathLine {
  std::size_t from = 0;       // body
  std::size_t to = 0;         // body
  Eigen::Vector3d direction;  // unit vector, World
  Eigen::Vector3d moment;     // [m] of the direction about the world's origin
};

/// A pull on coordinates by a point that moves in its body.
struct PointPull {
  std::size_t coordinate = 0;
  double amount = 0;  // [m] or [m/rad] generalised force per unit of tension
};

/// How one path lies. Reused, it allocates nothing once it has grown.
struct PathGeometry {
  double length = 0;  // [m]
  std::vector<PathLine> lines;
  std::vector<PointPull> pulls;
};

/// Lays paths: which conditional points take part, where moving ones are, and what is wrapped.
/// Keeps working space; one per thread.
class PathLayer {
 public:
  void lay(const Model& model, const Placement& placement, const Path& path,
           PathGeometry& geometry);

 private:
  struct Node {
    std::size_t body = 0;
    std::size_t point = kNone;  // of the path, or kNone for one on a wrap object
    std::size_t wrap = kNone;   // of the path, or kNone
    double surface = 0;         // [m] over the wrap object, from the node before
    Eigen::Vector3d at;         // [m] World
  };
  struct Found;
  void collect(const Placement& placement, const Path& path);
  void wrap_all(const Model& model, const Placement& placement, const Path& path);
  void remove(std::size_t wrap);
  [[nodiscard]] Found best(const Model& model, const Placement& placement, const Path& path,
                           std::size_t wrap) const;
  void insert(const Model& model, std::size_t wrap, const Path& path, const Found& found);
  [[nodiscard]] double length() const;

  std::vector<Node> nodes_;
};

/// Adds what a unit of tension does to the free coordinates: minus the change of length with each.
/// @param force  (free) [m] or [m/rad]
void add_generalised_force(const Model& model, const Mobility& mobility, const Placement& placement,
                           const PathGeometry& geometry, Eigen::VectorXd& force);

}  // namespace dorsal::opensim
