#include "dorsal/opensim/bare_roots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "dorsal/opensim/kinematics.hpp"

namespace dorsal::opensim {
namespace {

/// What acts on which joints and coordinates.
class Reach {
 public:
  explicit Reach(const Model& model)
      : model_(model),
        mobility_(mobility_of(model)),
        joint_(model.joints.size(), false),
        coordinate_(model.coordinates.size(), false) {
    for (const Muscle& muscle : model.muscles) add(muscle.path);
    for (const Actuator& actuator : model.actuators) add(actuator);
    for (const PointConstraint& tie : model.point_constraints) between(tie.body[0], tie.body[1]);
    for (const Bushing& spring : model.bushings) between(spring.body[0], spring.body[1]);
    for (const Coupler& coupler : model.couplers) {
      coordinate_[coupler.dependent] = true;
      for (const std::size_t c : coupler.function.coordinates) coordinate_[c] = true;
    }
  }
  [[nodiscard]] bool across(std::size_t joint) const { return joint_[joint]; }
  [[nodiscard]] bool on(std::size_t coordinate) const { return coordinate_[coordinate]; }

 private:
  void add(const Path& path) {
    if (path.points.empty()) return;
    const std::size_t first = path.points.front().body;
    for (const PathPoint& point : path.points) {
      between(first, point.body);
      for (const std::size_t c : point.moved_by) {
        if (c != kNone) coordinate_[c] = true;
      }
    }
    for (const PathWrap& wrap : path.wraps) between(first, model_.wraps[wrap.object].body);
  }
  void add(const Actuator& actuator) {
    if (actuator.kind == ActuatorKind::coordinate) {
      coordinate_[actuator.coordinate] = true;
    } else {
      between(actuator.body, actuator.other_body == kNone ? 0 : actuator.other_body);
    }
  }
  void between(std::size_t a, std::size_t b) {
    joints_between(model_, mobility_, a, b,
                   [this](std::size_t joint, double /*sign*/) { joint_[joint] = true; });
  }

  const Model& model_;
  Mobility mobility_;
  std::vector<bool> joint_;
  std::vector<bool> coordinate_;
};

}  // namespace

void hold_bare_roots(Model& model) {
  const Reach reach(model);
  std::vector<std::string> held;
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    if (model.joints[k].parent != 0 || reach.across(k)) continue;
    for (const std::size_t c : model.joints[k].coordinates) {
      Coordinate& coordinate = model.coordinates[c];
      if (coordinate.locked || coordinate.prescribed || reach.on(c)) continue;
      coordinate.locked = true;
      held.push_back(coordinate.name);
    }
  }
  if (held.empty()) return;
  model.approximations.push_back(
      fmt::format("the ground holds {}, on which no muscle or actuator acts; reserves on them come "
                  "from --actuators",
                  fmt::join(held, ", ")));
}

}  // namespace dorsal::opensim
