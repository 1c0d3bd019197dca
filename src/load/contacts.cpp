#include "contacts.hpp"

namespace dorsal::load {
namespace {

// Nobody spends muscle to spare a cushion: the energy of padding counts so little against the
// muscles' that they rest first, and it decides only how what rests is shared out. Expert. [-]
constexpr double kPaddingPrice = 0.1;

/// The place of the block among the column's arms, a new one where it has none yet.
Eigen::Vector3d& arm_of(std::size_t block, std::size_t first, ActivationProblem& problem) {
  for (std::size_t i = first; i < problem.block.size(); ++i) {
    if (problem.block[i] == block) return problem.arm[i];
  }
  problem.block.push_back(block);
  return problem.arm.emplace_back(Eigen::Vector3d::Zero());
}

}  // namespace

void add_contact(const body::Model& model, const body::Placement& placement, const Contact& contact,
                 double unit, ActivationProblem& problem) {
  const Eigen::Vector3d point = placement.body[contact.body] * contact.point;
  const std::size_t first = problem.arm.size();
  for (std::size_t body = contact.body; body != 0; body = model.joints[body - 1].parent) {
    const body::Joint& joint = model.joints[body - 1];
    if (joint.block == body::kNone) continue;
    const body::RigidPose& frame = placement.joint[body - 1];
    const Eigen::Vector3d moment = (point - frame.p).cross(kContactUnit * contact.normal);
    arm_of(joint.block, first, problem) += joint.gain * (frame.R.transpose() * moment);
  }
  problem.first_arm.push_back(problem.arm.size());
  problem.weight.push_back(kPaddingPrice * kContactUnit * kContactUnit / contact.stiffness / unit);
  problem.highest.push_back(contact.most / kContactUnit);
}

void remove_contacts(std::size_t muscles, ActivationProblem& problem) {
  problem.first_arm.resize(muscles + 1);
  problem.arm.resize(problem.first_arm.back());
  problem.block.resize(problem.first_arm.back());
  problem.weight.resize(muscles);
  problem.highest.resize(muscles);
}

}  // namespace dorsal::load
