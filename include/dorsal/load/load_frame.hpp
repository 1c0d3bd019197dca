#pragma once

#include <Eigen/Core>
#include <limits>
#include <string>
#include <vector>

#include "dorsal/body/level.hpp"

namespace dorsal::load {

enum class SolveStatus {
  solved,
  cannot_be_held,  ///< no activations within 0..1 balance the posture; residual says by how much
  not_converged,
};

/// A force from outside on one body: a bag, a push.
struct ExternalForce {
  std::string body;                                // a body of the model, "T4"
  Eigen::Vector3d at = Eigen::Vector3d::Zero();     // [m] body frame
  Eigen::Vector3d force = Eigen::Vector3d::Zero();  // [N] World
};

/// What the person carries and what pushes on them.
struct Burden {
  double left_hand = 0;   // [kg]
  double right_hand = 0;  // [kg]
  std::vector<ExternalForce> forces;
};

/// Muscle forces and the load on every level in one posture. Status travels with the numbers.
struct LoadFrame {
  // computed by solve_activations
  SolveStatus status = SolveStatus::not_converged;
  Eigen::VectorXd activation;  // (fascicle) [-], 0..1
  Eigen::VectorXd residual;    // (3*joint) [N m], what stays unbalanced
  double objective = std::numeric_limits<double>::quiet_NaN();
  int iterations = 0;
  // computed by joint_reactions; on the lower vertebra, in the frame of its upper end plate:
  // x forward, y up (out of the end plate), z right
  body::LevelArray<double> compression;         // (level) [N], pushes the lower vertebra down +
  body::LevelArray<double> shear_ap;            // (level) [N], pushes the upper vertebra forward +
  body::LevelArray<double> shear_ml;            // (level) [N], to the right +
  body::LevelArray<Eigen::Vector3d> moment;     // (level) [N m], net, to be balanced
  body::LevelArray<Eigen::Vector3d> passive_moment;  // (level) [N m]
};

}  // namespace dorsal::load
