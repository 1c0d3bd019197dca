#pragma once

#include <Eigen/Core>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/load/activation_solver.hpp"
#include "dorsal/load/load_frame.hpp"

namespace dorsal::load {

/// Forces that are not the muscles': on each body alone, and on each body with all it carries.
struct BodyForces {
  std::vector<Eigen::Vector3d> force;   // (body) [N] World, with all it carries
  std::vector<Eigen::Vector3d> moment;  // (body) [N m] World, about the world's origin
};

/// How muscles share what has to be held.
struct SolverOptions {
  Exponent exponent = Exponent::two;
};

/// A surface under pressure pulls on a joint that carries it.
struct PressureCrossing {
  std::size_t surface = 0;
  std::size_t joint = 0;
  std::size_t arm = 0;  // in the activation problem
};

/// Where a fascicle passes a level of the spine.
struct LevelCrossing {
  std::size_t crossing = 0;
  std::size_t level = 0;
  double gain = 1;  // [-] of the joint
};

/// Finds the muscle forces that hold a posture, and what they load. One solver serves one body and
/// one thread; it keeps working space and the last solution, from which the next one starts.
class Solver {
 public:
  /// @param model  has to outlive the solver
  explicit Solver(const body::Model& model, const SolverOptions& options = {});

  /// Quasi-static balance: speeds and accelerations are taken to be zero.
  /// @param burden  its forces act on bodies that check_burden knows
  [[nodiscard]] LoadFrame solve(const body::Posture& posture, const Burden& burden);
  /// The same into a frame that is there already; allocates nothing from the second time on.
  void solve(const body::Posture& posture, const Burden& burden, LoadFrame& frame);

  /// Starts the next posture from nothing.
  void forget() { activations_.forget(); }

  /// Where the bodies were in the last posture, and how the muscles lay.
  [[nodiscard]] const body::Placement& placement() const { return placement_; }
  [[nodiscard]] const body::MuscleGeometry& muscles() const { return muscles_; }
  /// (3*block) [N m] what gravity and burden do about each joint, joint frame.
  [[nodiscard]] const Eigen::VectorXd& net_moments() const { return net_moments_; }
  /// The last sharing problem; its muscles are the fascicles, then each torque's two directions.
  [[nodiscard]] const ActivationProblem& problem() const { return problem_; }

 private:
  void add_torques();
  [[nodiscard]] double torque(std::size_t index) const;
  void collect_forces(const Burden& burden);
  void find_net_moments();
  void add_contacts(const std::vector<Contact>& contacts);
  void take_contact_forces(const std::vector<Contact>& contacts, LoadFrame& frame);
  // muscle_strength.cpp
  void prepare_lengths();
  void limit_by_length();
  // passive_tissue.cpp
  void fit_torques();
  void find_passive(const body::Posture& posture, LoadFrame& frame);
  void take_arms(LoadFrame& frame);
  void add_passive_forces(std::size_t level, LoadFrame& frame);
  // passive_pressure.cpp
  void add_pressure();
  void measure_pressure();
  void add_pressure_forces(LoadFrame& frame);
  void solve_activations(LoadFrame& frame);
  void find_level_crossings();
  void joint_reactions(LoadFrame& frame);
  void add_muscle_forces(LoadFrame& frame);
  void reaction_at(std::size_t level, LoadFrame& frame);

  const body::Model& model_;
  body::Placement placement_;
  body::MuscleGeometry muscles_;
  BodyForces forces_;
  Eigen::VectorXd net_moments_;
  Eigen::VectorXd passive_moments_;  // (3*block) [N m] of undriven tissue, joint frame
  body::LevelArray<Eigen::Vector3d> segment_moment_;  // (level) [N m] joint frame
  body::LevelArray<Eigen::Vector3d> ribs_moment_;     // (level) [N m] joint frame
  // (fascicle)
  Eigen::ArrayXd optimal_length_;  // [m] of fibre and tendon
  Eigen::ArrayXd length_curve_;    // [-] what the square of the strain is multiplied with
  Eigen::ArrayXd strain_;          // [-] length over the optimal one, less 1
  std::size_t first_torque_ = 0;   // muscle of the first torque, which pulls the first way
  std::vector<PressureCrossing> pressure_crossings_;
  ActivationProblem problem_;
  ActivationSolution solution_;
  ActivationSolver activations_;
  std::vector<double> muscle_volume_;              // (fascicle, then torque each way) [N m]
  double volume_ = 0;                              // [N m] of all muscles
  double mean_volume_ = 1;                         // [N m] of a muscle, what weights are parts of
  std::vector<LevelCrossing> level_crossings_;     // of all fascicles, one after the other
  std::vector<std::size_t> first_level_crossing_;  // (fascicle + 1) in level_crossings_
  body::LevelArray<Eigen::Vector3d> pull_;         // (level) [N] muscles on what is above, World
  body::LevelArray<Eigen::Vector3d> plate_up_;     // (level) normal of the end plate, World
};

/// @error missing  a force on a body that the model has not; not_finite, out_of_range  masses
[[nodiscard]] Result<void> check_burden(const body::Model& model, const Burden& burden);

}  // namespace dorsal::load
