#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "dorsal/opensim/model_file.hpp"
#include "read_function.hpp"
#include "reader.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

/// Axes of the joints that have no SpatialTransform: r rotations, t translations, one coordinate
/// each.
struct PlainJoint {
  std::string_view element;
  JointKind kind;
  std::string_view axes;  // "rx" turns about x, "tx" slides along x
};
constexpr std::array kPlainJoints = {
    PlainJoint{"WeldJoint", JointKind::axes, ""},
    PlainJoint{"PinJoint", JointKind::axes, "rz"},
    PlainJoint{"SliderJoint", JointKind::axes, "tx"},
    PlainJoint{"UniversalJoint", JointKind::axes, "rxry"},
    PlainJoint{"GimbalJoint", JointKind::axes, "rxryrz"},
    PlainJoint{"BallJoint", JointKind::ball, "rxryrz"},
    PlainJoint{"PlanarJoint", JointKind::axes, "rztxty"},
    PlainJoint{"FreeJoint", JointKind::ball, "rxryrztxtytz"},
    PlainJoint{"EllipsoidJoint", JointKind::ellipsoid, "rxryrz"},
    PlainJoint{"ScapulothoracicJoint", JointKind::scapulothoracic, "rxryrzrz"},
};

Result<Coordinate> read_coordinate(const Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  Coordinate coordinate;
  coordinate.name = name_of(node);
  if (coordinate.name.empty() || find_coordinate(reader.model, coordinate.name) != kNone) {
    return fail(
        ErrorCode::malformed,
        coordinate.name.empty() ? "a coordinate has no name" : "two coordinates have one name",
        xml.place(node), "give each its own name");
  }
  DORSAL_TRY(coordinate.default_value, xml.number(node, "default_value", 0));
  DORSAL_TRY(coordinate.locked, xml.flag(node, "locked", false));
  DORSAL_TRY(coordinate.prescribed, xml.flag(node, "prescribed", false));
  if (!words_in(xml.find(node, "range").child_value()).empty()) {
    DORSAL_TRY(const std::vector<double> range, xml.numbers(node, "range", 2));
    coordinate.range = {range[0], range[1]};
  }
  if (coordinate.prescribed) {
    DORSAL_TRY(coordinate.prescription, read_function(xml, node, "prescribed_function"));
    if (coordinate.prescription.arguments() > 1) {
      return fail(ErrorCode::malformed, "it is prescribed by a function of several arguments",
                  xml.place(node), "prescribe it by a function of time alone");
    }
  }
  return coordinate;
}

/// Adds the coordinates of a joint to the model.
Result<void> read_coordinates(Reader& reader, Node node, std::size_t index, Joint& joint) {
  std::vector<Node> nodes;
  if (reader.joints_in_bodies) {
    nodes = objects_in(node.child("CoordinateSet"));
  } else {
    for (const Node child : node.child("coordinates").children("Coordinate")) {
      nodes.push_back(child);
    }
  }
  for (const Node child : nodes) {
    DORSAL_TRY(Coordinate coordinate, read_coordinate(reader, child));
    coordinate.joint = index;
    joint.coordinates.push_back(reader.model.coordinates.size());
    reader.model.coordinates.push_back(std::move(coordinate));
  }
  return {};
}

Result<void> give_axes(const Reader& reader, Node node, std::string_view axes, Joint& joint) {
  if (joint.coordinates.size() != axes.size() / 2) {
    return fail(ErrorCode::malformed,
                fmt::format("this joint has {} coordinates where it needs {}",
                            joint.coordinates.size(), axes.size() / 2),
                reader.xml.place(node), "give it a coordinate for each of its freedoms");
  }
  for (std::size_t i = 0; i < joint.coordinates.size(); ++i) {
    JointAxis axis;
    axis.rotation = axes[2 * i] == 'r';
    axis.axis = Vector::Unit(axes[2 * i + 1] - 'x');
    axis.amount = {{joint.coordinates[i]}, Function::linear({1, 0})};
    joint.axes.push_back(std::move(axis));
  }
  return {};
}

Result<JointAxis> read_axis(const Reader& reader, Node node, const Joint& joint, bool rotation) {
  const Xml& xml = reader.xml;
  JointAxis axis;
  axis.rotation = rotation;
  DORSAL_TRY(const Vector direction, xml.vector(node, "axis", Vector::UnitX()));
  if (!(direction.norm() > 1e-9)) {
    return fail(ErrorCode::out_of_range, "the axis has no direction", xml.place(node),
                "give an axis that is not zero");
  }
  axis.axis = direction.normalized();
  for (const std::string& name : words_in(xml.find(node, "coordinates").child_value())) {
    DORSAL_TRY(const std::size_t found, reader.coordinate(name, node));
    if (std::ranges::find(joint.coordinates, found) == joint.coordinates.end()) {
      return fail(ErrorCode::malformed,
                  fmt::format("the coordinate \"{}\" belongs to another joint", name),
                  xml.place(node), "couple coordinates with a CoordinateCouplerConstraint");
    }
    axis.amount.coordinates.push_back(found);
  }
  const Node function = function_element(node, "function");
  if (!function) {
    // OpenSim's defaults: the coordinate itself, or nothing.
    axis.amount.function = axis.amount.coordinates.empty() ? Function() : Function::linear({1, 0});
  } else {
    DORSAL_TRY(axis.amount.function, read_function(xml, node, "function"));
  }
  const std::size_t needed = axis.amount.function.arguments();
  if (needed == 0) axis.amount.coordinates.clear();
  if (axis.amount.coordinates.size() != needed) {
    return fail(ErrorCode::malformed,
                fmt::format("a function of {} coordinates is given {}", needed,
                            axis.amount.coordinates.size()),
                xml.place(node), "name as many coordinates as the function takes");
  }
  return axis;
}

Result<void> read_transform(const Reader& reader, Node node, Joint& joint) {
  constexpr std::array kNames = {"rotation1",    "rotation2",    "rotation3",
                                 "translation1", "translation2", "translation3"};
  const Node transform = node.child("SpatialTransform");
  std::vector<Node> nodes(6);
  std::size_t next = 0;
  for (const Node child : transform.children("TransformAxis")) {
    const auto named = std::ranges::find(kNames, name_of(child));
    const std::size_t at =
        named == kNames.end() ? next : static_cast<std::size_t>(named - kNames.begin());
    if (at < nodes.size()) nodes[at] = child;
    next = at + 1;
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!nodes[i]) continue;
    DORSAL_TRY(JointAxis axis, read_axis(reader, nodes[i], joint, i < 3));
    const bool idle = axis.amount.coordinates.empty() && axis.amount.function.value(0.0) == 0;
    if (!idle) joint.axes.push_back(std::move(axis));
  }
  return {};
}

Result<void> read_surface(const Xml& xml, Node node, Joint& joint) {
  const bool scapula = joint.kind == JointKind::scapulothoracic;
  DORSAL_TRY(
      const Vector radii,
      xml.vector(node, scapula ? "thoracic_ellipsoid_radii_x_y_z" : "radii_x_y_z", Vector::Ones()));
  joint.radii = scapula ? Vector(radii.y(), radii.x(), radii.z()) : radii;
  if (!scapula) return {};
  const Eigen::AngleAxisd quarter(std::numbers::pi / 2, Vector::UnitZ());
  joint.X_PF.R = joint.X_PF.R * quarter;
  DORSAL_TRY(const double direction, xml.number(node, "scapula_winging_axis_direction", 0));
  joint.pin_axis = {-std::sin(direction), std::cos(direction), 0};
  if (!words_in(xml.find(node, "scapula_winging_axis_origin").child_value()).empty()) {
    DORSAL_TRY(const auto at, xml.numbers(node, "scapula_winging_axis_origin", 2));
    joint.pin_at = {at[0], at[1], 0};
  }
  return {};
}

Result<RigidPose> old_frame(const Xml& xml, Node node, const char* at, const char* turn) {
  DORSAL_TRY(const Vector p, xml.vector(node, at, Vector::Zero()));
  DORSAL_TRY(const Vector angles, xml.vector(node, turn, Vector::Zero()));
  return RigidPose{rotation_xyz(angles), p};
}

/// Frames of a joint that stands in its child's body, as before OpenSim 3.5.
Result<void> read_old_frames(const Reader& reader, Node node, Joint& joint) {
  const Xml& xml = reader.xml;
  DORSAL_TRY(const FixedFrame parent,
             reader.frames.find(xml, xml.text(node, "parent_body"), "/bodyset", node));
  DORSAL_TRY(const RigidPose in_parent,
             old_frame(xml, node, "location_in_parent", "orientation_in_parent"));
  DORSAL_TRY(const RigidPose in_child, old_frame(xml, node, "location", "orientation"));
  DORSAL_TRY(const bool reversed, xml.flag(node, "reverse", false));
  if (reversed) {
    return fail(ErrorCode::unsupported, "the joint is reversed", xml.place(node),
                "load and save it with OpenSim 4");
  }
  joint.parent = parent.body;
  joint.X_PF = parent.pose * in_parent;
  joint.X_MB = in_child.inverse();
  return {};
}

Result<void> read_frames(const Reader& reader, Node node, Joint& joint) {
  const Xml& xml = reader.xml;
  const std::string owner = "/jointset/" + joint.name;
  DORSAL_TRY(const FixedFrame parent,
             reader.frames.find(xml, xml.text(node, "socket_parent_frame"), owner, node));
  DORSAL_TRY(const FixedFrame child,
             reader.frames.find(xml, xml.text(node, "socket_child_frame"), owner, node));
  joint.parent = parent.body;
  joint.child = child.body;
  joint.X_PF = parent.pose;
  joint.X_MB = child.pose.inverse();
  return {};
}

Result<Joint> read_joint(Reader& reader, Node node, std::size_t old_child) {
  Joint joint;
  joint.name = name_of(node);
  joint.child = old_child;
  if (reader.joints_in_bodies) {
    DORSAL_TRY_VOID(read_old_frames(reader, node, joint));
  } else {
    DORSAL_TRY_VOID(read_frames(reader, node, joint));
  }
  DORSAL_TRY_VOID(read_coordinates(reader, node, reader.model.joints.size(), joint));
  const std::string_view element = node.name();
  if (element == "CustomJoint") {
    DORSAL_TRY_VOID(read_transform(reader, node, joint));
    return joint;
  }
  const auto plain = std::ranges::find(kPlainJoints, element, &PlainJoint::element);
  if (plain == kPlainJoints.end()) {
    return fail(ErrorCode::unsupported, fmt::format("the joint {} is not supported", element),
                reader.xml.place(node), "replace it by a CustomJoint");
  }
  joint.kind = plain->kind;
  DORSAL_TRY_VOID(give_axes(reader, node, plain->axes, joint));
  if (joint.kind == JointKind::ellipsoid || joint.kind == JointKind::scapulothoracic) {
    DORSAL_TRY_VOID(read_surface(reader.xml, node, joint));
  }
  return joint;
}

Node joint_in(Node body) {
  for (const Node child : body.child("Joint").children()) {
    if (child.type() == pugi::node_element) return child;
  }
  return {};
}

}  // namespace

MotionType motion_of(const Joint& joint, std::size_t coordinate) {
  for (const bool rotation : {true, false}) {
    for (const JointAxis& axis : joint.axes) {
      if (axis.rotation != rotation || axis.amount.function.kind() != Function::Kind::linear ||
          axis.amount.coordinates != std::vector<std::size_t>{coordinate}) {
        continue;
      }
      const std::vector<double> c = axis.amount.function.coefficients();
      if (std::abs(c[0]) == 1 && c[1] == 0) {
        return rotation ? MotionType::rotational : MotionType::translational;
      }
    }
  }
  return MotionType::coupled;
}

Result<void> Reader::read_joints() {
  std::vector<std::pair<Node, std::size_t>> nodes;
  if (joints_in_bodies) {
    std::size_t body = 0;
    for (const Node node : objects_in(model_node.child("BodySet"))) {
      if (name_of(node) == "ground") continue;
      ++body;
      if (const Node joint = joint_in(node)) nodes.emplace_back(joint, body);
    }
  } else {
    for (const Node node : objects_in(model_node.child("JointSet"))) nodes.emplace_back(node, 0);
  }
  for (const auto& [node, child] : nodes) {
    DORSAL_TRY(Joint joint, read_joint(*this, node, child));
    for (const std::size_t coordinate : joint.coordinates) {
      model.coordinates[coordinate].motion = motion_of(joint, coordinate);
    }
    model.joints.push_back(std::move(joint));
  }
  return {};
}

Result<void> Reader::order_joints() {
  std::vector<std::vector<std::size_t>> carried(model.bodies.size());
  std::vector<int> carriers(model.bodies.size(), 0);
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    const Joint& joint = model.joints[k];
    carried[joint.parent].push_back(k);
    if (++carriers[joint.child] > 1 || joint.child == 0) {
      return fail(ErrorCode::unsupported,
                  fmt::format("the body \"{}\" is carried by more than one joint",
                              model.bodies[joint.child].name),
                  fmt::format("{}, joint \"{}\"", xml.file(), joint.name),
                  "close loops with a PointConstraint");
    }
  }
  std::vector<std::size_t> order;
  std::vector<std::size_t> reached = {0};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const std::size_t k : carried[reached[i]]) {
      order.push_back(k);
      reached.push_back(model.joints[k].child);
    }
  }
  if (reached.size() < model.bodies.size()) {
    std::vector<char> there(model.bodies.size(), 0);
    for (const std::size_t body : reached) there[body] = 1;
    const auto lost = static_cast<std::size_t>(std::ranges::find(there, 0) - there.begin());
    return fail(
        ErrorCode::missing,
        fmt::format("no joints lead from the ground to the body \"{}\"", model.bodies[lost].name),
        xml.file(), "give it a joint whose parent is nearer to the ground");
  }
  std::vector<Joint> sorted;
  for (const std::size_t k : order) {
    for (const std::size_t c : model.joints[k].coordinates) {
      model.coordinates[c].joint = sorted.size();
    }
    sorted.push_back(std::move(model.joints[k]));
  }
  model.joints = std::move(sorted);
  return {};
}

}  // namespace dorsal::opensim
