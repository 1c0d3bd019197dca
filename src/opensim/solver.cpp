#include "dorsal/opensim/solver.hpp"

#include <Eigen/Geometry>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

namespace dorsal::opensim {
namespace {

using Eigen::Index;
using Vector = Eigen::Vector3d;

// Controls of actuators without bounds stay far below this; a bound is what makes one a muscle.
constexpr double kMostControl = 1e3;  // [-]

Index index(std::size_t i) { return static_cast<Index>(i); }

}  // namespace

Solver::Solver(const Model& model) : model_(model), mobility_(mobility_of(model)) {
  paths_.resize(model.muscles.size());
  number_rows();
  for (std::size_t i = 0; i < model.muscles.size(); ++i) {
    add_drives(true, i, model.muscles[i].control);
  }
  for (std::size_t i = 0; i < model.actuators.size(); ++i) {
    add_drives(false, i, model.actuators[i].control);
  }
  drive_force_.assign(model.muscles.size() + model.actuators.size(),
                      Eigen::VectorXd::Zero(index(mobility_.free.size())));
  find_pattern();
  wrench_.resize(model.bodies.size());
  passive_.setZero(index(mobility_.free.size()));
  scratch_.setZero(rows_);
  problem_.wanted.setZero(rows_);
}

/// Three coordinates to a block; those of one joint are kept together where they fit.
void Solver::number_rows() {
  std::size_t row = 0;
  std::size_t joint = kNone;
  for (std::size_t f = 0; f < mobility_.free.size(); ++f) {
    const std::size_t here = model_.coordinates[mobility_.free[f]].joint;
    if (here != joint) {
      joint = here;
      std::size_t count = 0;
      while (f + count < mobility_.free.size() &&
             model_.coordinates[mobility_.free[f + count]].joint == joint) {
        ++count;
      }
      if (row % 3 + count > 3) row += (3 - row % 3) % 3;
    }
    row_.push_back(row++);
  }
  rows_ = index(3 * ((row + 2) / 3));
  problem_.balanced.setZero(rows_);
  for (const std::size_t r : row_) problem_.balanced[index(r)] = 1;
}

void Solver::add_drives(bool muscle, std::size_t i, const std::array<double, 2>& control) {
  if (control[1] > 0) {
    const double limit = std::min(control[1], kMostControl);
    drives_.push_back({muscle, i, limit, std::clamp(control[0] / limit, 0.0, 1.0)});
  }
  if (control[0] < 0) drives_.push_back({muscle, i, std::max(control[0], -kMostControl), 0});
}

/// Blocks whose coordinates a path can pull on.
std::vector<std::size_t> Solver::blocks_of(const Path& path) const {
  std::vector<std::size_t> bodies;
  for (const PathPoint& point : path.points) bodies.push_back(point.body);
  for (const PathWrap& wrap : path.wraps) bodies.push_back(model_.wraps[wrap.object].body);
  std::vector<std::size_t> blocks;
  const auto add = [&](std::size_t free) { blocks.push_back(row_[free] / 3); };
  for (const std::size_t body : bodies) {
    joints_between(model_, mobility_, bodies.front(), body, [&](std::size_t joint, double) {
      for (std::size_t c = mobility_.first_column[joint]; c < mobility_.first_column[joint + 1];
           ++c) {
        add(mobility_.column_free[c]);
      }
    });
  }
  for (const PathPoint& point : path.points) {
    for (const std::size_t c : point.moved_by) {
      if (c == kNone) continue;
      for (const std::size_t free : mobility_.depends_on[c]) add(free);
    }
  }
  std::ranges::sort(blocks);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

void Solver::find_pattern() {
  std::vector<std::size_t> all(static_cast<std::size_t>(rows_ / 3));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  problem_.first_arm = {0};
  for (const Drive& drive : drives_) {
    std::vector<std::size_t> blocks = all;
    if (!model_.point_constraints.empty()) {
      // Constraints mix the coordinates.
    } else if (drive.muscle) {
      blocks = blocks_of(model_.muscles[drive.index].path);
    } else if (model_.actuators[drive.index].kind == ActuatorKind::coordinate) {
      blocks.clear();
      for (const std::size_t free :
           mobility_.depends_on[model_.actuators[drive.index].coordinate]) {
        blocks.push_back(row_[free] / 3);
      }
      blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
    }
    problem_.block.insert(problem_.block.end(), blocks.begin(), blocks.end());
    problem_.first_arm.push_back(problem_.block.size());
    problem_.weight.push_back(drive.limit * drive.limit);
    least_.push_back(drive.least);
  }
  problem_.arm.assign(problem_.block.size(), Vector::Zero());
}

void Solver::lay_paths() {
  for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
    layer_.lay(model_, placement_, model_.muscles[i].path, paths_[i]);
    drive_force_[i].setZero();
    add_generalised_force(model_, mobility_, placement_, paths_[i], drive_force_[i]);
  }
}

/// Energy of the springs in the angles of the second frame against the first about body-fixed
/// x, y, z, and in its place along the first's axes.
void Solver::add_bushing(const Bushing& bushing) {
  const RigidPose first = placement_.body[bushing.body[0]] * bushing.frame[0];
  const RigidPose second = placement_.body[bushing.body[1]] * bushing.frame[1];
  const RigidPose between = first.inverse() * second;
  const Eigen::Matrix3d& R = between.R;
  const double y = std::asin(std::clamp(R(0, 2), -1.0, 1.0));
  const double x = std::atan2(-R(1, 2), R(2, 2));
  const double z = std::atan2(-R(0, 1), R(0, 0));
  const Vector torque = -bushing.rotational_stiffness.cwiseProduct(Vector(x, y, z));
  // Axes that the angles turn about; the moment does the same work on them as the torques.
  Eigen::Matrix3d axes;
  axes.col(0) = Vector::UnitX();
  axes.col(1) = Vector(0, std::cos(x), std::sin(x));
  axes.col(2) = R.col(2);
  const Eigen::ColPivHouseholderQR<Eigen::Matrix3d> factor(Eigen::Matrix3d(axes.transpose()));
  const Vector moment = first.R * factor.solve(torque);
  const Vector force = first.R * -bushing.translational_stiffness.cwiseProduct(between.p);
  const Vector about_origin = second.p.cross(force) + moment;
  wrench_[bushing.body[1]].add(1, force, about_origin);
  wrench_[bushing.body[0]].add(-1, force, about_origin);
}

/// Gravity and springs on each body, and what they do to the free coordinates.
void Solver::find_passive() {
  for (std::size_t b = 0; b < model_.bodies.size(); ++b) {
    const Vector weight = model_.bodies[b].mass * model_.gravity;
    const Vector at = placement_.body[b] * model_.bodies[b].com;
    wrench_[b] = {weight, at.cross(weight)};
  }
  for (const Bushing& bushing : model_.bushings) add_bushing(bushing);
  std::vector<Wrench> carried = wrench_;
  passive_.setZero();
  for (std::size_t k = model_.joints.size(); k-- > 0;) {
    const Wrench& load = carried[model_.joints[k].child];
    for (std::size_t c = mobility_.first_column[k]; c < mobility_.first_column[k + 1]; ++c) {
      passive_[index(mobility_.column_free[c])] +=
          placement_.omega[c].dot(load.moment) + placement_.shift[c].dot(load.force);
    }
    carried[model_.joints[k].parent].add(1, load.force, load.moment);
  }
}

/// How points that are held together move against each other, and what motions that leaves.
void Solver::find_constraints(Frame& frame) {
  frame.gap = 0;
  if (model_.point_constraints.empty()) return;
  if (mobility_.free.empty()) {
    allowed_.resize(0, 0);
    return;
  }
  constraint_.setZero(index(3 * model_.point_constraints.size()), index(mobility_.free.size()));
  for (std::size_t i = 0; i < model_.point_constraints.size(); ++i) {
    const PointConstraint& constraint = model_.point_constraints[i];
    const Vector a = placement_.body[constraint.body[0]] * constraint.at[0];
    const Vector b = placement_.body[constraint.body[1]] * constraint.at[1];
    frame.gap = std::max(frame.gap, (a - b).norm());
    joints_between(model_, mobility_, constraint.body[0], constraint.body[1],
                   [&](std::size_t joint, double sign) {
                     for (std::size_t c = mobility_.first_column[joint];
                          c < mobility_.first_column[joint + 1]; ++c) {
                       constraint_.block<3, 1>(index(3 * i), index(mobility_.column_free[c])) +=
                           sign *
                           (placement_.shift[c] + placement_.omega[c].cross(sign > 0 ? a : b));
                     }
                   });
  }
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> factor(constraint_.transpose());
  const Eigen::MatrixXd all = factor.householderQ();
  allowed_ = all.rightCols(all.cols() - factor.rank());
  problem_.balanced.setZero();
  problem_.balanced.head(allowed_.cols()).setOnes();
}

std::array<Solver::Wrench, 2> Solver::actuator_wrenches(const Actuator& actuator) const {
  const RigidPose& body = placement_.body[actuator.body];
  const Vector direction =
      actuator.in_world ? actuator.direction : Vector(body.R * actuator.direction);
  std::array<Wrench, 2> both;
  if (actuator.kind == ActuatorKind::torque) {
    both[0] = {Vector::Zero(), direction};
    both[1] = {Vector::Zero(), -direction};
  } else if (actuator.kind == ActuatorKind::point) {
    const Vector at = actuator.at_in_world ? actuator.at : Vector(body * actuator.at);
    both[0] = {direction, at.cross(direction)};
  }
  return both;
}

void Solver::find_actuator_force(const Actuator& actuator) {
  const auto number = static_cast<std::size_t>(&actuator - model_.actuators.data());
  Eigen::VectorXd& force = drive_force_[model_.muscles.size() + number];
  force.setZero();
  if (actuator.kind == ActuatorKind::coordinate) {
    const auto& depends = mobility_.depends_on[actuator.coordinate];
    for (std::size_t k = 0; k < depends.size(); ++k) {
      force[index(depends[k])] = placement_.slope[actuator.coordinate][k];
    }
    return;
  }
  const std::array<Wrench, 2> both = actuator_wrenches(actuator);
  const auto add = [&](std::size_t body, const Wrench& wrench) {
    joints_between(model_, mobility_, body, 0, [&](std::size_t joint, double) {
      for (std::size_t c = mobility_.first_column[joint]; c < mobility_.first_column[joint + 1];
           ++c) {
        force[index(mobility_.column_free[c])] +=
            placement_.omega[c].dot(wrench.moment) + placement_.shift[c].dot(wrench.force);
      }
    });
  };
  add(actuator.body, both[0]);
  if (actuator.kind == ActuatorKind::torque && actuator.other_body != kNone) {
    add(actuator.other_body, both[1]);
  }
}

/// Moments of one drive at its limit, in the rows of the balance.
void Solver::fill_drive(std::size_t d, double strength) {
  const Drive& drive = drives_[d];
  const Eigen::VectorXd& force =
      drive_force_[drive.muscle ? drive.index : model_.muscles.size() + drive.index];
  if (model_.point_constraints.empty()) {
    for (std::size_t f = 0; f < row_.size(); ++f) {
      scratch_[index(row_[f])] = strength * force[index(f)];
    }
  } else {
    scratch_.setZero();
    scratch_.head(allowed_.cols()) = strength * (allowed_.transpose() * force);
  }
  for (std::size_t a = problem_.first_arm[d]; a < problem_.first_arm[d + 1]; ++a) {
    problem_.arm[a] = scratch_.segment<3>(index(3 * problem_.block[a]));
  }
}

void Solver::fill_problem() {
  for (std::size_t d = 0; d < drives_.size(); ++d) {
    const Drive& drive = drives_[d];
    const double optimal = drive.muscle ? model_.muscles[drive.index].optimal_force
                                        : model_.actuators[drive.index].optimal_force;
    fill_drive(d, drive.limit * optimal);
  }
  problem_.wanted.setZero();
  if (model_.point_constraints.empty()) {
    for (std::size_t f = 0; f < row_.size(); ++f) {
      problem_.wanted[index(row_[f])] = -passive_[index(f)];
    }
  } else {
    problem_.wanted.head(allowed_.cols()) = -(allowed_.transpose() * passive_);
  }
}

/// Leaves all drives at their least where nothing has to be balanced, or where numbers overflowed.
void Solver::find_controls() {
  bool finite = problem_.wanted.allFinite();
  for (const Vector& arm : problem_.arm) finite = finite && arm.allFinite();
  if (finite && rows_ > 0) {
    activations_.solve(problem_, least_, solution_);
    return;
  }
  solution_ = {};
  solution_.status = finite ? load::SolveStatus::solved : load::SolveStatus::not_converged;
  solution_.activation = Eigen::Map<const Eigen::VectorXd>(least_.data(), index(least_.size()));
}

void Solver::take_solution(Frame& frame) {
  frame.status = solution_.status;
  frame.iterations = solution_.iterations;
  frame.activation.setZero(index(model_.muscles.size()));
  frame.tension.setZero(index(model_.muscles.size()));
  frame.control.setZero(index(model_.actuators.size()));
  frame.objective = 0;
  for (std::size_t d = 0; d < drives_.size(); ++d) {
    const Drive& drive = drives_[d];
    const double control = drive.limit * solution_.activation[index(d)];
    (drive.muscle ? frame.activation : frame.control)[index(drive.index)] += control;
    frame.objective += control * control;
  }
  for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
    frame.tension[index(i)] = model_.muscles[i].optimal_force * frame.activation[index(i)];
  }
}

/// (free) what weights, springs, muscles and actuators do together.
Eigen::VectorXd Solver::left_of_balance(const Frame& frame) const {
  Eigen::VectorXd left = passive_;
  for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
    left += frame.tension[index(i)] * drive_force_[i];
  }
  for (std::size_t i = 0; i < model_.actuators.size(); ++i) {
    left += frame.control[index(i)] * model_.actuators[i].optimal_force *
            drive_force_[model_.muscles.size() + i];
  }
  return left;
}

void Solver::find_unbalanced(Frame& frame) const {
  Eigen::VectorXd left = left_of_balance(frame);
  // What is left beyond the motions that constraints allow is held by the constraints.
  if (!model_.point_constraints.empty()) left = allowed_ * (allowed_.transpose() * left);
  frame.unbalanced.setZero(index(model_.coordinates.size()));
  for (std::size_t f = 0; f < mobility_.free.size(); ++f) {
    frame.unbalanced[index(mobility_.free[f])] = left[index(f)];
  }
  frame.residual = 0;
  if (!left.allFinite()) {
    frame.residual = std::numeric_limits<double>::quiet_NaN();
  } else if (left.size() > 0) {
    frame.residual = left.lpNorm<Eigen::Infinity>();
  }
}

/// Adds the forces that hold points together: those that balance what is left of the coordinates.
void Solver::constraint_reactions(const Frame& frame) {
  if (model_.point_constraints.empty() || mobility_.free.empty()) return;
  const Eigen::VectorXd pull =
      Eigen::MatrixXd(constraint_.transpose()).colPivHouseholderQr().solve(-left_of_balance(frame));
  for (std::size_t i = 0; i < model_.point_constraints.size(); ++i) {
    const PointConstraint& constraint = model_.point_constraints[i];
    const Vector force = pull.segment<3>(index(3 * i));
    for (std::size_t end = 0; end < 2; ++end) {
      const Vector at = placement_.body[constraint.body[end]] * constraint.at[end];
      wrench_[constraint.body[end]].add(end == 0 ? 1 : -1, force, at.cross(force));
    }
  }
}

/// What each joint carries: all forces on what hangs on it, turned round.
void Solver::joint_reactions(Frame& frame) {
  for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
    const double tension = frame.tension[index(i)];
    if (tension == 0) continue;
    for (const PathLine& line : paths_[i].lines) {
      wrench_[line.from].add(tension, line.direction, line.moment);
      wrench_[line.to].add(-tension, line.direction, line.moment);
    }
  }
  for (std::size_t i = 0; i < model_.actuators.size(); ++i) {
    const Actuator& actuator = model_.actuators[i];
    if (actuator.kind == ActuatorKind::coordinate) continue;
    const auto both = actuator_wrenches(actuator);
    const double amount = frame.control[index(i)] * actuator.optimal_force;
    wrench_[actuator.body].add(amount, both[0].force, both[0].moment);
    if (actuator.other_body != kNone) {
      wrench_[actuator.other_body].add(amount, both[1].force, both[1].moment);
    }
  }
  constraint_reactions(frame);
  frame.force.resize(model_.joints.size());
  frame.moment.resize(model_.joints.size());
  for (std::size_t k = model_.joints.size(); k-- > 0;) {
    const Wrench& load = wrench_[model_.joints[k].child];
    frame.force[k] = -load.force;
    frame.moment[k] = -(load.moment - placement_.joint[k].p.cross(load.force));
    wrench_[model_.joints[k].parent].add(1, load.force, load.moment);
  }
}

void Solver::solve(std::span<const double> q, double time, Frame& frame) {
  frame.time = time;
  place(model_, mobility_, q, time, placement_);
  lay_paths();
  find_passive();
  find_constraints(frame);
  for (const Actuator& actuator : model_.actuators) find_actuator_force(actuator);
  fill_problem();
  find_controls();
  take_solution(frame);
  find_unbalanced(frame);
  joint_reactions(frame);
}

Frame Solver::solve(std::span<const double> q, double time) {
  Frame frame;
  solve(q, time, frame);
  return frame;
}

Eigen::MatrixXd Solver::moment_arms() const {
  Eigen::MatrixXd arms(index(model_.muscles.size()), index(mobility_.free.size()));
  for (std::size_t i = 0; i < model_.muscles.size(); ++i) {
    arms.row(index(i)) = drive_force_[i].transpose();
  }
  return arms;
}

}  // namespace dorsal::opensim
