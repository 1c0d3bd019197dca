#pragma once

#include <Eigen/Core>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "dorsal/body/level.hpp"
#include "dorsal/load/contact.hpp"

namespace dorsal::load {

enum class SolveStatus {
  solved,
  cannot_be_held,  ///< no activations within 0..1 balance the posture; residual says by how much
  not_converged,
};

/// A force from outside on one body: a bag, a push.
struct ExternalForce {
  std::string body;                                 // a body of the model, "T4"
  Eigen::Vector3d at = Eigen::Vector3d::Zero();     // [m] body frame
  Eigen::Vector3d force = Eigen::Vector3d::Zero();  // [N] World
};

/// What the person carries, what pushes on them, and what they rest on.
struct Burden {
  double left_hand = 0;   // [kg]
  double right_hand = 0;  // [kg]
  std::vector<ExternalForce> forces = {};
  std::vector<Contact> contacts = {};
};

namespace detail {
inline constexpr double kUnset = std::numeric_limits<double>::quiet_NaN();

template <class T>
body::LevelArray<T> each_level(const T& value) {
  body::LevelArray<T> levels;
  levels.fill(value);
  return levels;
}
}  // namespace detail

/// Muscle forces and the load on every level in one posture. Status travels with the numbers.
struct LoadFrame {
  // computed by solve_activations
  SolveStatus status = SolveStatus::not_converged;
  Eigen::VectorXd activation;         // (fascicle) [-], 0..1, drive beyond resting tone, in parts
                                      // of what the muscle can at its length
  Eigen::VectorXd force;              // (fascicle) [N], tension along the path
  Eigen::VectorXd passive_force;      // (fascicle) [N] part of force that is not driven
  double abdominal_pressure = 0;      // [Pa]
  Eigen::VectorXd torque;             // (torque) [N m], of muscles that stand as joint moments
  Eigen::VectorXd contact;            // (contact) [N], along the normal; never below zero
  Eigen::VectorXd residual;           // (3*block) [N m], what stays unbalanced, joint frame
  double objective = detail::kUnset;  // [-] mean s^p, weighted by volume; p the exponent, s the
                                      // driven force in parts of that at the optimal length
  int iterations = 0;
  // computed by joint_reactions; on the lower vertebra, in the frame of its upper end plate:
  // x forward, y up (out of the end plate), z right. NaN where the model has no such level.
  using Numbers = body::LevelArray<double>;
  using Vectors = body::LevelArray<Eigen::Vector3d>;
  Numbers compression = detail::each_level(detail::kUnset);  // [N], pushes the lower one down +
  Numbers shear_ap = detail::each_level(detail::kUnset);     // [N], pushes the upper one forward +
  Numbers shear_ml = detail::each_level(detail::kUnset);     // [N], to the right +
  Vectors moment = detail::each_level<Eigen::Vector3d>(      // [N m], of gravity, burden, contacts
      Eigen::Vector3d::Constant(detail::kUnset));            // on what is above, to be balanced
  Vectors passive_moment =  // [N m] of discs, ligaments and ribs on what is above
      detail::each_level<Eigen::Vector3d>(Eigen::Vector3d::Zero());
  Vectors ribcage_moment =  // [N m] the ribs' part of it
      detail::each_level<Eigen::Vector3d>(Eigen::Vector3d::Zero());
  Numbers ribcage = detail::each_level(0.0);  // [N] compression that passes the level by the ribs
  Eigen::MatrixXd group_compression;          // (level, group) [N], muscle part of compression
};

}  // namespace dorsal::load
