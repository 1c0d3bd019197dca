#include "dorsal/load/solver.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "contacts.hpp"
#include "dorsal/base/check.hpp"
#include "dorsal/base/units.hpp"

namespace dorsal::load {
namespace {

using Eigen::Index;
using Vector = Eigen::Vector3d;

constexpr double kLargestHandMass = 200;  // [kg] beyond what hands carry

Index row(std::size_t block) { return static_cast<Index>(3 * block); }

Vector weight_of(double mass) { return {0, -kStandardGravity * mass, 0}; }

}  // namespace

Solver::Solver(const body::Model& model, const SolverOptions& options) : model_(model) {
  problem_.exponent = options.exponent;
  problem_.block = model.arm_block;
  problem_.arm.resize(model.arm_block.size());
  for (const body::Fascicle& fascicle : model.fascicles) {
    problem_.first_arm.push_back(fascicle.first_arm);
    muscle_volume_.push_back(fascicle.volume);
  }
  prepare_lengths();
  add_torques();
  if (!model.pressure_surfaces.empty()) add_pressure();
  problem_.first_arm.push_back(problem_.arm.size());
  volume_ = std::accumulate(muscle_volume_.begin(), muscle_volume_.end(), 0.0);
  mean_volume_ = volume_ / static_cast<double>(std::max<std::size_t>(1, muscle_volume_.size()));
  for (const double volume : muscle_volume_) problem_.weight.push_back(volume / mean_volume_);
  problem_.highest.assign(muscle_volume_.size(), 1.0);
  const auto rows = row(model.blocks.size());
  net_moments_ = Eigen::VectorXd::Zero(rows);
  problem_.wanted = Eigen::VectorXd::Zero(rows);
  problem_.balanced = Eigen::VectorXd::Zero(rows);
  for (std::size_t b = 0; b < model.blocks.size(); ++b) {
    for (std::size_t axis = 0; axis < 3; ++axis) {
      problem_.balanced[row(b) + static_cast<Index>(axis)] =
          model.blocks[b].balanced[axis] ? 1.0 : 0.0;
    }
  }
  find_level_crossings();
}

void Solver::find_level_crossings() {
  for (const body::Fascicle& fascicle : model_.fascicles) {
    first_level_crossing_.push_back(level_crossings_.size());
    for (std::size_t c = fascicle.first_crossing; c < fascicle.first_crossing + fascicle.crossings;
         ++c) {
      const body::Joint& joint = model_.joints[model_.crossings[c].joint];
      if (joint.level != body::kNone) level_crossings_.push_back({c, joint.level, joint.gain});
    }
  }
  first_level_crossing_.push_back(level_crossings_.size());
}

/// A torque is two muscles of one arm each: one pulls one way, one the other. Their strength is set
/// for each posture.
void Solver::add_torques() {
  first_torque_ = problem_.first_arm.size();
  for (const body::JointTorque& torque : model_.torques) {
    for (int way = 0; way < 2; ++way) {
      problem_.first_arm.push_back(problem_.arm.size());
      problem_.block.push_back(torque.block);
      problem_.arm.push_back(Vector::Zero());
      muscle_volume_.push_back(torque.volume);
    }
  }
}

double Solver::torque(std::size_t index) const {
  const auto axis = static_cast<Index>(model_.torques[index].axis);
  double sum = 0;
  for (std::size_t way = 0; way < 2; ++way) {
    const std::size_t muscle = first_torque_ + 2 * index + way;
    sum += problem_.arm[problem_.first_arm[muscle]][axis] *
           solution_.activation[static_cast<Index>(muscle)];
  }
  return sum;
}

LoadFrame Solver::solve(const body::Posture& posture, const Burden& burden) {
  LoadFrame frame;
  solve(posture, burden, frame);
  return frame;
}

void Solver::solve(const body::Posture& posture, const Burden& burden, LoadFrame& frame) {
  body::place(model_, posture, placement_);
  body::measure_muscles(model_, placement_, muscles_);
  collect_forces(burden);
  find_net_moments();
  add_contacts(burden.contacts);
  limit_by_length();
  find_passive(posture, frame);
  fit_torques();
  measure_pressure();
  solve_activations(frame);
  take_contact_forces(burden.contacts, frame);
  joint_reactions(frame);
}

/// A contact is one more column of the balance, priced by the energy of its padding.
void Solver::add_contacts(const std::vector<Contact>& contacts) {
  remove_contacts(muscle_volume_.size(), problem_);
  for (const Contact& contact : contacts) {
    add_contact(model_, placement_, contact, mean_volume_, problem_);
  }
}

/// Hands the contacts' forces to the bodies, so that joints carry only what is left.
void Solver::take_contact_forces(const std::vector<Contact>& contacts, LoadFrame& frame) {
  frame.contact.resize(static_cast<Index>(contacts.size()));
  if (contacts.empty()) return;
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const Contact& contact = contacts[i];
    const auto column = static_cast<Index>(muscle_volume_.size() + i);
    const double force = solution_.activation[column] * kContactUnit;
    frame.contact[static_cast<Index>(i)] = force;
    const Vector pushed = force * contact.normal;
    const Vector moment = (placement_.body[contact.body] * contact.point).cross(pushed);
    for (std::size_t body = contact.body;; body = model_.joints[body - 1].parent) {
      forces_.force[body] += pushed;
      forces_.moment[body] += moment;
      if (body == 0) break;
    }
  }
  find_net_moments();
}

/// Gravity and burden on each body, gathered from the tips of the tree to its root.
void Solver::collect_forces(const Burden& burden) {
  const std::size_t bodies = model_.bodies.size();
  forces_.force.assign(bodies, Vector::Zero());
  forces_.moment.assign(bodies, Vector::Zero());
  const auto add = [this](std::size_t body, const Vector& at, const Vector& force) {
    forces_.force[body] += force;
    forces_.moment[body] += at.cross(force);
  };
  for (std::size_t i = 0; i < bodies; ++i) {
    add(i, body::centre_of_mass(model_, placement_, i), weight_of(model_.bodies[i].mass));
  }
  add(model_.left_hand, body::centre_of_mass(model_, placement_, model_.left_hand),
      weight_of(burden.left_hand));
  add(model_.right_hand, body::centre_of_mass(model_, placement_, model_.right_hand),
      weight_of(burden.right_hand));
  for (const ExternalForce& external : burden.forces) {
    const auto body = body::find_body(model_, external.body);
    DORSAL_CHECK(body.has_value());
    add(*body, placement_.body[*body] * external.at, external.force);
  }
  for (std::size_t k = model_.joints.size(); k-- > 0;) {
    forces_.force[model_.joints[k].parent] += forces_.force[k + 1];
    forces_.moment[model_.joints[k].parent] += forces_.moment[k + 1];
  }
}

/// What gravity and burden do about each joint, in the joint's frame. What hangs on the rib cage
/// turns a thoracic level by the part with which the cage follows it.
void Solver::find_net_moments() {
  net_moments_.setZero();
  for (std::size_t k = 0; k < model_.joints.size(); ++k) {
    const body::Joint& joint = model_.joints[k];
    if (joint.block == body::kNone) continue;
    const body::RigidPose& frame = placement_.joint[k];
    const Vector moment = forces_.moment[k + 1] - frame.p.cross(forces_.force[k + 1]);
    net_moments_.segment<3>(row(joint.block)) += joint.gain * (frame.R.transpose() * moment);
  }
}

void Solver::solve_activations(LoadFrame& frame) {
  problem_.wanted = -(net_moments_ + passive_moments_).cwiseProduct(problem_.balanced);
  activations_.solve(problem_, solution_);
  frame.status = solution_.status;
  frame.iterations = solution_.iterations;
  frame.residual = solution_.residual;
  const auto fascicles = static_cast<Index>(model_.fascicles.size());
  frame.activation.resize(fascicles);
  frame.force.resize(fascicles);
  for (Index i = 0; i < fascicles; ++i) {
    const auto f = static_cast<std::size_t>(i);
    const double part = solution_.activation[i];
    frame.activation[i] = part / problem_.highest[f];
    frame.force[i] =
        frame.passive_force[i] + (1 - model_.resting_tone) * part * model_.fascicles[f].max_tension;
  }
  frame.torque.resize(static_cast<Index>(model_.torques.size()));
  for (Index i = 0; i < frame.torque.size(); ++i) {
    frame.torque[i] = torque(static_cast<std::size_t>(i));
  }
  const Index pressure = fascicles + 2 * frame.torque.size();
  frame.abdominal_pressure = model_.pressure_surfaces.empty()
                                 ? 0.0
                                 : solution_.activation[pressure] * model_.pressure_limits.highest;
  frame.objective = 0;
  for (std::size_t i = 0; i < muscle_volume_.size(); ++i) {
    const double a = solution_.activation[static_cast<Index>(i)];
    const double cost = problem_.exponent == Exponent::two ? a * a : a * a * a;
    frame.objective += muscle_volume_[i] / volume_ * cost;
  }
}

/// Sums the pulls of the muscles on what is above each level, and each group's part along the end
/// plate's normal.
void Solver::add_muscle_forces(LoadFrame& frame) {
  pull_.fill(Vector::Zero());
  frame.group_compression.setZero(static_cast<Index>(body::kLevels),
                                  static_cast<Index>(model_.groups.size()));
  double* by_group = frame.group_compression.data();  // columns of levels
  for (std::size_t f = 0; f < model_.fascicles.size(); ++f) {
    const double tension = frame.force[static_cast<Index>(f)];
    if (tension == 0) continue;
    double* by_level = by_group + body::kLevels * model_.fascicles[f].group;
    for (std::size_t c = first_level_crossing_[f]; c < first_level_crossing_[f + 1]; ++c) {
      const LevelCrossing& crossing = level_crossings_[c];
      const Vector pull = tension * crossing.gain * muscles_.direction[crossing.crossing];
      pull_[crossing.level] += pull;
      by_level[crossing.level] -= pull.dot(plate_up_[crossing.level]);
    }
  }
}

void Solver::reaction_at(std::size_t level, LoadFrame& frame) {
  const std::size_t k = model_.level_joint[level];
  const body::Joint& joint = model_.joints[k];
  const Eigen::Matrix3d plate = placement_.body[joint.parent].R * model_.plate[level];
  Vector force = pull_[level] + forces_.force[k + 1];
  double by_ribs = 0;
  for (std::size_t c = 0; c < model_.joints.size(); ++c) {
    const body::Joint& other = model_.joints[c];
    if (other.kind != body::JointKind::carried || other.level != level) continue;
    force += other.gain * forces_.force[c + 1];
    by_ribs -= (1 - other.gain) * forces_.force[c + 1].dot(plate_up_[level]);
  }
  const Vector on_plate = plate.transpose() * force;
  frame.compression[level] = -on_plate.y();
  frame.shear_ap[level] = on_plate.x();
  frame.shear_ml[level] = on_plate.z();
  frame.ribcage[level] = by_ribs;
  frame.moment[level].setConstant(detail::kUnset);
  if (joint.block != body::kNone) {
    frame.moment[level] =
        plate.transpose() * (placement_.joint[k].R * net_moments_.segment<3>(row(joint.block)));
  }
  add_passive_forces(level, frame);
}

void Solver::joint_reactions(LoadFrame& frame) {
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const std::size_t k = model_.level_joint[level];
    if (k == body::kNone) continue;
    plate_up_[level] = placement_.body[model_.joints[k].parent].R * model_.plate[level].col(1);
  }
  add_muscle_forces(frame);
  add_pressure_forces(frame);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    if (model_.level_joint[level] != body::kNone) reaction_at(level, frame);
  }
}

Result<void> check_burden(const body::Model& model, const Burden& burden) {
  for (const double mass : {burden.left_hand, burden.right_hand}) {
    if (!std::isfinite(mass)) {
      return fail(ErrorCode::not_finite, "a mass in a hand is no finite number", "hands");
    }
    if (mass < 0 || mass > kLargestHandMass) {
      return fail(
          ErrorCode::out_of_range,
          fmt::format("a mass in a hand is {:g} kg, outside 0 to {:g}", mass, kLargestHandMass),
          "hands");
    }
  }
  for (std::size_t i = 0; i < burden.forces.size(); ++i) {
    const ExternalForce& external = burden.forces[i];
    const std::string place = fmt::format("forces[{}]", i);
    if (!body::find_body(model, external.body)) {
      return fail(ErrorCode::missing, fmt::format("there is no body '{}'", external.body), place,
                  "vertebrae are T1 ... T12 and L1 ... L5; others are in models/");
    }
    if (!external.at.allFinite() || !external.force.allFinite()) {
      return fail(ErrorCode::not_finite, "a point or force is not finite", place);
    }
  }
  return {};
}

}  // namespace dorsal::load
