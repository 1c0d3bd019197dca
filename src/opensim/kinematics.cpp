#include "dorsal/opensim/kinematics.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dorsal::opensim {
namespace {

using Matrix = Eigen::Matrix3d;
using Vector = Eigen::Vector3d;

constexpr std::size_t kMostArguments = 8;

/// Values of the coordinates that a function takes.
class Arguments {
 public:
  Arguments(const CoordinateFunction& function, const std::vector<double>& q)
      : count_(std::min(function.coordinates.size(), kMostArguments)) {
    if (function.coordinates.size() > kMostArguments) {
      many_.reserve(function.coordinates.size());
      for (const std::size_t c : function.coordinates) many_.push_back(q[c]);
      return;
    }
    for (std::size_t i = 0; i < count_; ++i) few_[i] = q[function.coordinates[i]];
  }
  [[nodiscard]] std::span<const double> values() const {
    return many_.empty() ? std::span<const double>(few_.data(), count_)
                         : std::span<const double>(many_);
  }

 private:
  std::size_t count_;
  std::array<double, kMostArguments> few_ = {};
  std::vector<double> many_;
};

Matrix rotation_about(const Vector& axis, double angle) {
  return Eigen::AngleAxisd(angle, axis).toRotationMatrix();
}

/// The free coordinates that those of a list depend on.
std::vector<std::size_t> merged(const Mobility& mobility, const std::vector<std::size_t>& list) {
  std::vector<std::size_t> all;
  for (const std::size_t c : list) {
    all.insert(all.end(), mobility.depends_on[c].begin(), mobility.depends_on[c].end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// What a joint does with its coordinates: its pose and how it changes, in the joint's frame.
class JointMotion {
 public:
  JointMotion(const Model& model, const Mobility& mobility, std::size_t joint, Placement& placement)
      : model_(model), mobility_(mobility), joint_(joint), placement_(placement) {
    for (std::size_t c = first(); c < mobility_.first_column[joint_ + 1]; ++c) {
      placement_.omega[c].setZero();
      placement_.shift[c].setZero();
    }
  }

  RigidPose run() {
    const Joint& joint = model_.joints[joint_];
    switch (joint.kind) {
      case JointKind::axes:
        return along_axes(joint, true);
      case JointKind::ball: {
        RigidPose pose = along_axes(joint, false);
        for (const JointAxis& axis : joint.axes) add(axis, axis.axis, axis.rotation);
        return pose;
      }
      case JointKind::ellipsoid:
        return on_surface(joint);
      case JointKind::scapulothoracic:
        return on_thorax(joint);
    }
    return {};
  }

 private:
  [[nodiscard]] std::size_t first() const { return mobility_.first_column[joint_]; }

  /// Adds the motion that a coordinate makes to the columns of the free ones behind it.
  void add(std::size_t coordinate, double rate, const Vector& omega, const Vector& velocity) {
    const auto& depends = mobility_.depends_on[coordinate];
    for (std::size_t k = 0; k < depends.size(); ++k) {
      std::size_t column = first();
      while (mobility_.column_free[column] != depends[k]) ++column;
      const double factor = rate * placement_.slope[coordinate][k];
      placement_.omega[column] += factor * omega;
      placement_.shift[column] += factor * velocity;
    }
  }

  void add(const JointAxis& axis, const Vector& direction, bool rotation) {
    const Arguments arguments(axis.amount, placement_.q);
    for (std::size_t i = 0; i < axis.amount.coordinates.size(); ++i) {
      const double rate = axis.amount.function.derivative(arguments.values(), i);
      add(axis.amount.coordinates[i], rate, rotation ? direction : Vector::Zero(),
          rotation ? Vector::Zero() : direction);
    }
  }

  /// Rotations about body-fixed axes one after the other, then translations.
  RigidPose along_axes(const Joint& joint, bool with_columns) {
    RigidPose pose;
    for (const JointAxis& axis : joint.axes) {
      const Arguments arguments(axis.amount, placement_.q);
      const double amount = axis.amount.function.value(arguments.values());
      const Vector direction = axis.rotation ? Vector(pose.R * axis.axis) : axis.axis;
      if (axis.rotation) {
        pose.R = pose.R * rotation_about(axis.axis, amount);
      } else {
        pose.p += amount * axis.axis;
      }
      if (with_columns) add(axis, direction, axis.rotation);
    }
    return pose;
  }

  /// Three angles; the origin lies where the surface has the turned z axis for its normal, in the
  /// sense of Simbody's ellipsoid: the axis times the radii.
  RigidPose on_surface(const Joint& joint) {
    RigidPose pose;
    for (std::size_t i = 0; i < 3; ++i) {
      pose.R = pose.R * rotation_about(joint.axes[i].axis, placement_.q[joint.coordinates[i]]);
    }
    const Vector normal = pose.R.col(2);
    pose.p = joint.radii.cwiseProduct(normal);
    for (int i = 0; i < 3; ++i) {
      const Vector axis = Vector::Unit(i);
      add(joint.coordinates[static_cast<std::size_t>(i)], 1, axis,
          joint.radii.cwiseProduct(axis.cross(normal)));
    }
    return pose;
  }

  RigidPose on_thorax(const Joint& joint) {
    RigidPose pose = on_surface(joint);
    const Vector origin = pose.p;
    pose.R = pose.R * rotation_about(Vector::UnitZ(), -std::numbers::pi / 2);
    const Vector axis = pose.R * joint.pin_axis;
    const Matrix pin = rotation_about(joint.pin_axis, placement_.q[joint.coordinates[3]]);
    const Vector centre = pose * joint.pin_at;
    pose = pose * RigidPose{pin, joint.pin_at - pin * joint.pin_at};
    // Columns so far move the surface's origin; what hangs on it is moved at its own.
    for (std::size_t c = first(); c < mobility_.first_column[joint_ + 1]; ++c) {
      placement_.shift[c] += placement_.omega[c].cross(pose.p - origin);
    }
    add(joint.coordinates[3], 1, axis, axis.cross(pose.p - centre));
    return pose;
  }

  const Model& model_;
  const Mobility& mobility_;
  std::size_t joint_;
  Placement& placement_;
};

void set_coordinates(const Model& model, const Mobility& mobility, std::span<const double> given,
                     double time, Placement& placement) {
  placement.q.assign(given.begin(), given.end());
  for (std::size_t c = 0; c < model.coordinates.size(); ++c) {
    const Coordinate& coordinate = model.coordinates[c];
    if (coordinate.prescribed) placement.q[c] = coordinate.prescription.value(time);
  }
  for (const Coupler& coupler : model.couplers) {
    const std::size_t c = coupler.dependent;
    if (model.coordinates[c].locked || model.coordinates[c].prescribed) continue;
    const Arguments arguments(coupler.function, placement.q);
    placement.q[c] = coupler.function.function.value(arguments.values());
    std::ranges::fill(placement.slope[c], 0.0);
    for (std::size_t i = 0; i < coupler.function.coordinates.size(); ++i) {
      const std::size_t from = coupler.function.coordinates[i];
      const double rate = coupler.function.function.derivative(arguments.values(), i);
      for (std::size_t k = 0; k < mobility.depends_on[from].size(); ++k) {
        const auto at = std::ranges::find(mobility.depends_on[c], mobility.depends_on[from][k]);
        placement.slope[c][static_cast<std::size_t>(at - mobility.depends_on[c].begin())] +=
            rate * placement.slope[from][k];
      }
    }
  }
}

void resize(const Model& model, const Mobility& mobility, Placement& placement) {
  if (placement.slope.size() != model.coordinates.size()) {
    placement.slope.clear();
    for (const auto& depends : mobility.depends_on) {
      placement.slope.emplace_back(depends.size(), 1.0);
    }
  }
  placement.body.resize(model.bodies.size());
  placement.joint.resize(model.joints.size());
  placement.omega.resize(mobility.column_free.size());
  placement.shift.resize(mobility.column_free.size());
}

void find_free(const Model& model, Mobility& mobility) {
  std::vector<char> coupled(model.coordinates.size(), 0);
  for (const Coupler& coupler : model.couplers) coupled[coupler.dependent] = 1;
  mobility.depends_on.resize(model.coordinates.size());
  for (std::size_t c = 0; c < model.coordinates.size(); ++c) {
    const Coordinate& coordinate = model.coordinates[c];
    if (coordinate.locked || coordinate.prescribed || coupled[c] != 0) continue;
    mobility.depends_on[c] = {mobility.free.size()};
    mobility.free.push_back(c);
  }
  for (const Coupler& coupler : model.couplers) {
    const Coordinate& coordinate = model.coordinates[coupler.dependent];
    if (coordinate.locked || coordinate.prescribed) continue;
    mobility.depends_on[coupler.dependent] = merged(mobility, coupler.function.coordinates);
  }
}

}  // namespace

Mobility mobility_of(const Model& model) {
  Mobility mobility;
  find_free(model, mobility);
  mobility.joint_of.assign(model.bodies.size(), kNone);
  mobility.depth.assign(model.bodies.size(), 0);
  mobility.first_column.push_back(0);
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    const Joint& joint = model.joints[k];
    mobility.joint_of[joint.child] = k;
    mobility.depth[joint.child] = mobility.depth[joint.parent] + 1;
    const std::vector<std::size_t> all = merged(mobility, joint.coordinates);
    mobility.column_free.insert(mobility.column_free.end(), all.begin(), all.end());
    mobility.first_column.push_back(mobility.column_free.size());
  }
  return mobility;
}

void place(const Model& model, const Mobility& mobility, std::span<const double> given, double time,
           Placement& placement) {
  resize(model, mobility, placement);
  set_coordinates(model, mobility, given, time, placement);
  placement.body[0] = {};
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    const Joint& joint = model.joints[k];
    const RigidPose fixed = placement.body[joint.parent] * joint.X_PF;
    placement.joint[k] = fixed * JointMotion(model, mobility, k, placement).run();
    placement.body[joint.child] = placement.joint[k] * joint.X_MB;
    for (std::size_t c = mobility.first_column[k]; c < mobility.first_column[k + 1]; ++c) {
      placement.omega[c] = fixed.R * placement.omega[c];
      placement.shift[c] =
          fixed.R * placement.shift[c] + placement.joint[k].p.cross(placement.omega[c]);
    }
  }
}

std::vector<double> default_values(const Model& model) {
  std::vector<double> values;
  for (const Coordinate& coordinate : model.coordinates) {
    values.push_back(coordinate.default_value);
  }
  return values;
}

}  // namespace dorsal::opensim
