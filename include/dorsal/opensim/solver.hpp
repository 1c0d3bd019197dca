#pragma once

#include <Eigen/Core>
#include <array>
#include <limits>
#include <span>
#include <vector>

#include "dorsal/load/activation_solver.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/opensim/kinematics.hpp"
#include "dorsal/opensim/least_controls.hpp"
#include "dorsal/opensim/model.hpp"
#include "dorsal/opensim/paths.hpp"

namespace dorsal::opensim {

/// What holds a model in one posture. Status travels with the numbers.
struct Frame {
  double time = std::numeric_limits<double>::quiet_NaN();  // [s]
  load::SolveStatus status = load::SolveStatus::not_converged;
  Eigen::VectorXd activation;                                   // (muscle) [-] control
  Eigen::VectorXd tension;                                      // (muscle) [N]
  Eigen::VectorXd control;                                      // (actuator) [-]
  double objective = std::numeric_limits<double>::quiet_NaN();  // [-] sum of squared controls
  Eigen::VectorXd unbalanced;  // (coordinate) [N m] or [N] what stays; 0 where it is not free
  double residual = 0;         // [N m] or [N] the greatest of it
  double gap = 0;              // [m] greatest distance of points that a constraint holds together
  int iterations = 0;
  // (joint) what the parent does to the child, at the child's joint frame, axes of World
  std::vector<Eigen::Vector3d> force;   // [N]
  std::vector<Eigen::Vector3d> moment;  // [N m]
};

/// Static optimisation of a model of OpenSim's kind: the controls with the least sum of squares
/// that hold a posture. Speeds and accelerations are taken to be zero; forces follow controls in
/// proportion. One solver serves one model and one thread, and starts each posture from the last
/// one's solution.
class Solver {
 public:
  /// @param model  has to outlive the solver
  explicit Solver(const Model& model);

  /// @param q  (coordinate) [rad] or [m]; coupled and prescribed ones are worked out
  void solve(std::span<const double> q, double time, Frame& frame);
  [[nodiscard]] Frame solve(std::span<const double> q, double time);

  /// Starts the next posture from nothing.
  void forget() { activations_.forget(); }

  [[nodiscard]] const Mobility& mobility() const { return mobility_; }
  [[nodiscard]] const Placement& placement() const { return placement_; }
  [[nodiscard]] const std::vector<PathGeometry>& paths() const { return paths_; }
  /// (muscle, free) [m] or [m/rad] generalised force per unit of tension, in the last posture
  [[nodiscard]] Eigen::MatrixXd moment_arms() const;
  /// (free) [N] or [N m] what gravity and springs do, in the last posture
  [[nodiscard]] const Eigen::VectorXd& passive_force() const { return passive_; }

 private:
  /// A control that only pushes one way: a muscle, or half an actuator.
  struct Drive {
    bool muscle = true;
    std::size_t index = 0;  // muscle or actuator
    double limit = 1;       // [-] greatest control, with its sign
    double least = 0;       // [-] least control, in parts of the limit
  };
  struct Wrench {
    Eigen::Vector3d force = Eigen::Vector3d::Zero();   // [N] World
    Eigen::Vector3d moment = Eigen::Vector3d::Zero();  // [N m] about the world's origin
    void add(double amount, const Eigen::Vector3d& f, const Eigen::Vector3d& m) {
      force += amount * f;
      moment += amount * m;
    }
  };

  void number_rows();
  void add_drives(bool muscle, std::size_t index, const std::array<double, 2>& control);
  void find_pattern();
  [[nodiscard]] std::vector<std::size_t> blocks_of(const Path& path) const;
  void lay_paths();
  void find_passive();
  void add_bushing(const Bushing& bushing);
  void find_constraints(Frame& frame);
  void find_actuator_force(const Actuator& actuator);
  [[nodiscard]] std::array<Wrench, 2> actuator_wrenches(const Actuator& actuator) const;
  void fill_problem();
  void fill_drive(std::size_t drive, double strength);
  void find_controls();
  void take_solution(Frame& frame);
  void find_unbalanced(Frame& frame) const;
  [[nodiscard]] Eigen::VectorXd left_of_balance(const Frame& frame) const;
  void joint_reactions(Frame& frame);
  void constraint_reactions(const Frame& frame);

  const Model& model_;
  Mobility mobility_;
  Placement placement_;
  PathLayer layer_;
  std::vector<PathGeometry> paths_;           // (muscle)
  std::vector<Eigen::VectorXd> drive_force_;  // (muscle, then actuator) (free) per unit
  std::vector<std::size_t> row_;              // (free) row of the balance
  Eigen::Index rows_ = 0;
  std::vector<Drive> drives_;
  std::vector<double> least_;   // (drive) [-] in parts of the limit
  Eigen::VectorXd passive_;     // (free)
  std::vector<Wrench> wrench_;  // (body) of passive forces, then of all
  Eigen::MatrixXd constraint_;  // (3*point constraint, free) [m] or [m/rad]
  Eigen::MatrixXd allowed_;     // (free, direction) motions that constraints leave
  Eigen::VectorXd scratch_;     // (row)
  load::ActivationProblem problem_;
  load::ActivationSolution solution_;
  LeastControls activations_;
};

}  // namespace dorsal::opensim
