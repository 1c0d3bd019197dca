// What muscles do undriven, and what discs, ligaments and ribs do when a level is turned.
#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

#include "dorsal/body/rhythm.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {
namespace {

using Eigen::Index;
using Vector = Eigen::Vector3d;

// A stretched fascicle pulls (exp(k (l - 1) / e) - 1) / (exp(k) - 1) of its strength, l being its
// length in parts of the optimal one. Published constants of young adults.
// @source Thelen 2003 J Biomech Eng 125:70-77, doi:10.1115/1.1531112
constexpr double kStretchShape = 5.0;   // [-] k
constexpr double kStretchStrain = 0.6;  // [-] e, where the pull is all of the strength

/// Pull of a stretched fascicle in parts of its strength.
double stretch_pull(double strain) {
  if (strain <= 0) return 0;
  // No fibre is stretched beyond this in a posture a person takes; straight paths might be.
  const double part = std::min(strain / kStretchStrain, 1.0);
  return std::expm1(kStretchShape * part) / std::expm1(kStretchShape);
}

double law_moment(const body::AxisStiffness& axis, double angle) {
  const double x = angle - axis.rest;
  const double size = std::abs(x);
  const body::StiffnessLaw& law = axis.law[x > 0 ? 1 : 0];
  return std::copysign(size * (law.linear + size * (law.square + size * law.cube)), x);
}

/// Moment on what is above, in the joint's frame: flexion turns about -z, bend about x, rotation
/// about y, and each is turned back.
Vector restoring(const std::array<body::AxisStiffness, 3>& axes, const Vector& rotation) {
  return {-law_moment(axes[1], rotation[1]), -law_moment(axes[2], rotation[2]),
          law_moment(axes[0], rotation[0])};
}

}  // namespace

/// A ligament that has been slackened pulls no more: torques one way lose their strength as the
/// joint turns in their own sense.
void Solver::fit_torques() {
  for (std::size_t t = 0; t < model_.torques.size(); ++t) {
    const body::JointTorque& torque = model_.torques[t];
    const auto axis = static_cast<Index>(torque.axis);
    double tight = 1;
    if (torque.slack > 0) {
      const Eigen::AngleAxisd turn(placement_.turn[model_.blocks[torque.block].joint]);
      tight = 1 - torque.sense * turn.angle() * turn.axis()[axis] / torque.slack;
    }
    const double moment = std::clamp(tight, 0.0, 1.0) * torque.max_moment;
    for (const int sign : {1, -1}) {
      const std::size_t muscle = first_torque_ + 2 * t + (sign > 0 ? 0 : 1);
      const bool pulls = torque.sense == 0 || torque.sense == sign;
      problem_.arm[problem_.first_arm[muscle]] = (pulls ? sign * moment : 0.0) * Vector::Unit(axis);
    }
  }
}

void Solver::find_passive(const body::Posture& posture, LoadFrame& frame) {
  passive_moments_ = Eigen::VectorXd::Zero(net_moments_.size());
  const auto rotations = body::level_rotations(posture);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    segment_moment_[level] = restoring(model_.stiffness[level].segment, rotations[level]);
    ribs_moment_[level] = restoring(model_.stiffness[level].ribs, rotations[level]);
    const std::size_t k = model_.level_joint[level];
    if (k == body::kNone || model_.joints[k].block == body::kNone) continue;
    passive_moments_.segment<3>(static_cast<Index>(3 * model_.joints[k].block)) +=
        segment_moment_[level] + ribs_moment_[level];
  }
  take_arms(frame);
}

/// What every fascicle pulls undriven, and what it does about each joint undriven and at the most.
void Solver::take_arms(LoadFrame& frame) {
  frame.passive_force.resize(static_cast<Index>(model_.fascicles.size()));
  double* moments = passive_moments_.data();
  for (std::size_t f = 0; f < model_.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model_.fascicles[f];
    const double stretched = model_.stretch ? stretch_pull(strain_[static_cast<Index>(f)]) : 0;
    const double pull = fascicle.max_tension * (model_.resting_tone + stretched);
    frame.passive_force[static_cast<Index>(f)] = pull;
    const double undriven = pull * fascicle.lever;
    const double driven = (1 - model_.resting_tone) * fascicle.max_tension * fascicle.lever;
    for (std::size_t a = fascicle.first_arm; a < fascicle.first_arm + fascicle.arms; ++a) {
      const double* arm = muscles_.arm[a].data();
      double* moment = moments + 3 * model_.arm_block[a];
      double* most = problem_.arm[a].data();
      for (std::size_t axis = 0; axis < 3; ++axis) {
        moment[axis] += undriven * arm[axis];
        most[axis] = driven * arm[axis];
      }
    }
  }
}

/// The ribs' moment against flexion comes in part from a strut in front of the disc, which holds
/// the vertebrae apart and takes its push off the disc.
void Solver::add_passive_forces(std::size_t level, LoadFrame& frame) {
  const body::Joint& joint = model_.joints[model_.level_joint[level]];
  const Eigen::Matrix3d into_plate =
      (placement_.body[joint.parent].R * model_.plate[level]).transpose() *
      placement_.joint[model_.level_joint[level]].R;
  frame.passive_moment[level] = into_plate * (segment_moment_[level] + ribs_moment_[level]);
  frame.ribcage_moment[level] = into_plate * ribs_moment_[level];
  const double push = model_.stiffness[level].ribs[0].push * ribs_moment_[level].z();
  frame.compression[level] -= push;
  frame.ribcage[level] += push;
}

}  // namespace dorsal::load
