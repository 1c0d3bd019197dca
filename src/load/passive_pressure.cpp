// Pressure in the abdomen as one more unknown of the balance: it lifts the diaphragm and pushes the
// wall, which the abdominal muscles have to hold.
#include "dorsal/load/solver.hpp"

namespace dorsal::load {
namespace {

using Vector = Eigen::Vector3d;

}  // namespace

/// The pressure stands behind fascicles and torques like a muscle with an arm per joint below each
/// surface.
void Solver::add_pressure() {
  problem_.first_arm.push_back(problem_.arm.size());
  const std::size_t first = problem_.arm.size();
  for (std::size_t s = 0; s < model_.pressure_surfaces.size(); ++s) {
    for (std::size_t body = model_.pressure_surfaces[s].body; body != 0;) {
      const std::size_t joint = body - 1;
      body = model_.joints[joint].parent;
      const std::size_t block = model_.joints[joint].block;
      if (block == body::kNone) continue;
      std::size_t arm = first;
      while (arm < problem_.block.size() && problem_.block[arm] != block) ++arm;
      if (arm == problem_.block.size()) {
        problem_.block.push_back(block);
        problem_.arm.push_back(Vector::Zero());
      }
      pressure_crossings_.push_back({s, joint, arm});
    }
  }
  muscle_volume_.push_back(model_.pressure_limits.volume);
}

void Solver::measure_pressure() {
  for (const PressureCrossing& crossing : pressure_crossings_) {
    problem_.arm[crossing.arm].setZero();
  }
  for (const PressureCrossing& crossing : pressure_crossings_) {
    const body::PressureSurface& surface = model_.pressure_surfaces[crossing.surface];
    const body::RigidPose& body = placement_.body[surface.body];
    const body::RigidPose& joint = placement_.joint[crossing.joint];
    const Vector push = model_.pressure_limits.highest * (body.R * surface.area);
    problem_.arm[crossing.arm] += model_.joints[crossing.joint].gain * joint.R.transpose() *
                                  (body * surface.at - joint.p).cross(push);
  }
}

/// The push of the pressure on all that is above each level.
void Solver::add_pressure_forces(LoadFrame& frame) {
  for (const PressureCrossing& crossing : pressure_crossings_) {
    const body::Joint& joint = model_.joints[crossing.joint];
    if (joint.level == body::kNone) continue;
    const body::PressureSurface& surface = model_.pressure_surfaces[crossing.surface];
    pull_[joint.level] +=
        joint.gain * frame.abdominal_pressure * (placement_.body[surface.body].R * surface.area);
  }
}

}  // namespace dorsal::load
