#include "dorsal/opensim/export.hpp"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <pugixml.hpp>
#include <sstream>

#include "dorsal/body/kinematics.hpp"

namespace dorsal::opensim {
namespace {

using pugi::xml_node;
using Vector = Eigen::Vector3d;

constexpr double kLeastMass = 1e-5;    // [kg]
constexpr double kBallRadius = 0.05;   // [m]
constexpr double kLeastTendon = 1e-3;  // [m]

/// Axes that a joint's coordinates turn about, in the order in which they follow each other: those
/// of body::joint_rotation.
struct JointCoordinate {
  const char* suffix;
  std::array<int, 3> axis;
  std::size_t component;  // of the moments in the joint's frame
};
constexpr std::array kCoordinates = {
    JointCoordinate{"flexion", {0, 0, -1}, 2},
    JointCoordinate{"lateral_bend", {1, 0, 0}, 0},
    JointCoordinate{"axial_rotation", {0, 1, 0}, 1},
};

/// Names as OpenSim allows them: "T12/L1" becomes "T12_L1".
std::string clean(std::string name) {
  std::ranges::replace_if(
      name, [](unsigned char c) { return c <= ' ' || c == '/'; }, '_');
  return name;
}

std::string text(const Vector& v) {
  return fmt::format("{:.17g} {:.17g} {:.17g}", v.x(), v.y(), v.z());
}

void put(xml_node parent, const char* tag, const std::string& value) {
  parent.append_child(tag).text().set(value.c_str());
}

void put(xml_node parent, const char* tag, double value) {
  put(parent, tag, fmt::format("{:.17g}", value));
}

xml_node add(xml_node parent, const char* tag, const std::string& name) {
  xml_node node = parent.append_child(tag);
  node.append_attribute("name").set_value(name.c_str());
  return node;
}

xml_node add_set(xml_node model, const char* tag) {
  return model.append_child(tag).append_child("objects");
}

/// Body-fixed angles about x, y, z.
Vector angles_of(const Eigen::Matrix3d& R) {
  return {std::atan2(-R(1, 2), R(2, 2)), std::asin(std::clamp(R(0, 2), -1.0, 1.0)),
          std::atan2(-R(0, 1), R(0, 0))};
}

std::string body_path(const body::Model& model, std::size_t i) {
  return "/bodyset/" + clean(model.bodies[i].name);
}

bool is_balanced(const body::Model& model, const body::Joint& joint, std::size_t component) {
  return joint.block != body::kNone && model.blocks[joint.block].balanced[component];
}

void put_frame(xml_node frames, const std::string& name, const std::string& parent,
               const body::RigidPose& pose) {
  xml_node frame = add(frames, "PhysicalOffsetFrame", name);
  put(frame, "socket_parent", parent);
  put(frame, "translation", text(pose.p));
  put(frame, "orientation", text(angles_of(pose.R)));
}

void put_bodies(const body::Model& model, const body::Placement& placement, xml_node objects) {
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    const body::Body& body = model.bodies[i];
    xml_node node = add(objects, "Body", clean(body.name));
    const double mass = std::max(body.mass, kLeastMass);
    const Vector com = placement.body[i].inverse() * body::centre_of_mass(model, placement, i);
    const double inertia = 0.4 * mass * kBallRadius * kBallRadius;
    put(node, "mass", mass);
    put(node, "mass_center", text(com));
    put(node, "inertia", fmt::format("{0:.9g} {0:.9g} {0:.9g} 0 0 0", inertia));
  }
}

void put_axis(xml_node transform, const char* name, const std::string& coordinate,
              const std::array<int, 3>& axis) {
  xml_node node = add(transform, "TransformAxis", name);
  put(node, "coordinates", coordinate);
  put(node, "axis", fmt::format("{} {} {}", axis[0], axis[1], axis[2]));
  if (coordinate.empty()) {
    put(add(node, "Constant", "function"), "value", 0);
  } else {
    put(add(node, "LinearFunction", "function"), "coefficients", "1 0");
  }
}

void put_transform(const std::string& joint, xml_node node) {
  constexpr std::array kRotations = {"rotation1", "rotation2", "rotation3"};
  xml_node transform = node.append_child("SpatialTransform");
  for (std::size_t i = 0; i < 3; ++i) {
    put_axis(transform, kRotations[i], fmt::format("{}_{}", joint, kCoordinates[i].suffix),
             kCoordinates[i].axis);
  }
  put_axis(transform, "translation1", "", {1, 0, 0});
  put_axis(transform, "translation2", "", {0, 1, 0});
  put_axis(transform, "translation3", "", {0, 0, 1});
}

void put_joint(const body::Model& model, std::size_t k, xml_node objects) {
  const body::Joint& joint = model.joints[k];
  const std::string name = clean(joint.name);
  const bool fixed = joint.kind == body::JointKind::fixed;
  xml_node node = add(objects, fixed ? "WeldJoint" : "CustomJoint", name);
  put(node, "socket_parent_frame", name + "_parent");
  put(node, "socket_child_frame", name + "_child");
  if (!fixed) {
    xml_node coordinates = node.append_child("coordinates");
    for (const JointCoordinate& c : kCoordinates) {
      xml_node coordinate = add(coordinates, "Coordinate", fmt::format("{}_{}", name, c.suffix));
      put(coordinate, "default_value", 0);
      put(coordinate, "range", "-3.1415926535897931 3.1415926535897931");
      put(coordinate, "locked", is_balanced(model, joint, c.component) ? "false" : "true");
    }
  }
  xml_node frames = node.append_child("frames");
  put_frame(frames, name + "_parent", body_path(model, joint.parent), joint.X_PF);
  put_frame(frames, name + "_child", body_path(model, k + 1), joint.X_MC.inverse());
  if (!fixed) put_transform(name, node);
}

void put_root(const body::Model& model, const body::Placement& placement, xml_node objects) {
  xml_node node = add(objects, "WeldJoint", "ground_" + clean(model.bodies[0].name));
  put(node, "socket_parent_frame", "ground_parent");
  put(node, "socket_child_frame", "root_child");
  xml_node frames = node.append_child("frames");
  put_frame(frames, "ground_parent", "/ground", placement.body[0]);
  put_frame(frames, "root_child", body_path(model, 0), {});
}

/// Ribs follow the joint of their level.
void put_couplers(const body::Model& model, xml_node objects) {
  for (const body::Joint& joint : model.joints) {
    if (joint.kind != body::JointKind::carried) continue;
    const std::string name = clean(joint.name);
    const std::string level = clean(model.joints[model.level_joint[joint.level]].name);
    for (const JointCoordinate& c : kCoordinates) {
      if (!is_balanced(model, joint, c.component)) continue;
      const std::string dependent = fmt::format("{}_{}", name, c.suffix);
      xml_node node = add(objects, "CoordinateCouplerConstraint", dependent + "_coupler");
      xml_node function = node.append_child("coupled_coordinates_function");
      put(function.append_child("LinearFunction"), "coefficients",
          fmt::format("{:.17g} 0", joint.gain));
      put(node, "independent_coordinate_names", fmt::format("{}_{}", level, c.suffix));
      put(node, "dependent_coordinate_name", dependent);
    }
  }
}

void put_muscle(const body::Model& model, std::size_t f, double length, xml_node objects) {
  const body::Fascicle& fascicle = model.fascicles[f];
  const std::string name = clean(fascicle.name);
  xml_node node = add(objects, "Thelen2003Muscle", name);
  // What of the path is no fibre is tendon; the strength stands along the path.
  const double fibre = fascicle.max_tension > 0 ? fascicle.volume / fascicle.max_tension : length;
  put(node, "min_control", 0);
  put(node, "max_control", 1);
  put(node, "max_isometric_force", fascicle.max_tension);
  put(node, "optimal_fiber_length", std::max(fibre, kLeastTendon));
  put(node, "tendon_slack_length", std::max(length - fibre, kLeastTendon));
  put(node, "pennation_angle_at_optimal", 0);
  xml_node path = add(node, "GeometryPath", "path");
  xml_node points = path.append_child("PathPointSet").append_child("objects");
  for (std::size_t i = 0; i < fascicle.points; ++i) {
    const body::PathPoint& point = model.points[fascicle.first_point + i];
    xml_node element = add(points, "PathPoint", fmt::format("{}_P{}", name, i + 1));
    put(element, "socket_parent_frame", body_path(model, point.body));
    put(element, "location", text(point.at));
  }
}

void put_torque(const body::Model& model, const body::JointTorque& torque, xml_node objects) {
  xml_node node = add(objects, "CoordinateActuator", clean(torque.name));
  const std::string joint = clean(model.joints[model.blocks[torque.block].joint].name);
  const auto coordinate = std::ranges::find(kCoordinates, torque.axis, &JointCoordinate::component);
  put(node, "coordinate", fmt::format("{}_{}", joint, coordinate->suffix));
  put(node, "optimal_force", torque.max_moment);
  put(node, "min_control", -1);
  put(node, "max_control", 1);
}

}  // namespace

std::string export_model(const body::Model& model) {
  pugi::xml_document document;
  xml_node root = document.append_child("OpenSimDocument");
  root.append_attribute("Version").set_value("40000");
  xml_node node = add(root, "Model", clean("dorsal_" + model.name));
  const body::Placement placement = body::place(model, body::Posture{});
  const body::MuscleGeometry muscles = body::measure_muscles(model, placement);
  add(node, "Ground", "ground");
  put(node, "gravity", "0 -9.80665 0");
  put(node, "credits", fmt::format("dorsal, model {} {}", model.name, model.version));
  put(node, "length_units", "meters");
  put(node, "force_units", "N");
  put_bodies(model, placement, add_set(node, "BodySet"));
  xml_node joints = add_set(node, "JointSet");
  put_root(model, placement, joints);
  for (std::size_t k = 0; k < model.joints.size(); ++k) put_joint(model, k, joints);
  put_couplers(model, add_set(node, "ConstraintSet"));
  xml_node forces = add_set(node, "ForceSet");
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    put_muscle(model, f, muscles.length[f], forces);
  }
  for (const body::JointTorque& torque : model.torques) put_torque(model, torque, forces);
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace dorsal::opensim
