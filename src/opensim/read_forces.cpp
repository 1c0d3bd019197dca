#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "reader.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

constexpr std::array<std::string_view, 8> kMuscles = {"Thelen2003Muscle",
                                                      "Millard2012EquilibriumMuscle",
                                                      "Millard2012AccelerationMuscle",
                                                      "DeGrooteFregly2016Muscle",
                                                      "RigidTendonMuscle",
                                                      "Thelen2003Muscle_Deprecated",
                                                      "Schutte1993Muscle_Deprecated",
                                                      "Delp1990Muscle_Deprecated"};

// Left out, and said so: forces that act only beyond a joint's range or in touch with the ground.
constexpr std::array<std::string_view, 4> kLeftOut = {"SmoothSphereHalfSpaceForce",
                                                      "HuntCrossleyForce", "ElasticFoundationForce",
                                                      "CoordinateLimitForce"};

template <class List>
bool contains(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

Result<bool> is_applied(const Xml& xml, Node node) {
  DORSAL_TRY(const bool disabled, xml.flag(node, "isDisabled", false));
  DORSAL_TRY(const bool applied, xml.flag(node, "appliesForce", true));
  return applied && !disabled;
}

Result<std::array<double, 2>> read_control(const Xml& xml, Node node, double least, double most) {
  std::array<double, 2> control = {};
  DORSAL_TRY(control[0], xml.bound(node, "min_control", least));
  DORSAL_TRY(control[1], xml.bound(node, "max_control", most));
  if (!(control[0] <= control[1]) || control[1] < 0) {
    return fail(ErrorCode::out_of_range,
                fmt::format("its controls run from {:g} to {:g}", control[0], control[1]),
                xml.place(node), "give a range that reaches zero or above");
  }
  return control;
}

Result<void> read_muscle(Reader& reader, Node node, bool is_muscle) {
  Muscle muscle;
  muscle.name = name_of(node);
  DORSAL_TRY(muscle.optimal_force,
             reader.xml.number(node, is_muscle ? "max_isometric_force" : "optimal_force",
                               is_muscle ? 1000 : 1));
  if (!(muscle.optimal_force >= 0)) {
    return fail(ErrorCode::out_of_range, "its greatest force is below zero", reader.xml.place(node),
                "give it in newtons");
  }
  const double infinity = std::numeric_limits<double>::infinity();
  DORSAL_TRY(muscle.control,
             read_control(reader.xml, node, is_muscle ? 0 : -infinity, is_muscle ? 1 : infinity));
  DORSAL_TRY(muscle.path, reader.read_path(node));
  reader.model.muscles.push_back(std::move(muscle));
  return {};
}

Result<Vector> read_direction(const Xml& xml, Node node, const char* tag) {
  DORSAL_TRY(const Vector direction, xml.vector(node, tag, Vector::UnitX()));
  if (!(direction.norm() > 1e-9)) {
    return fail(ErrorCode::out_of_range, fmt::format("its {} is zero", tag), xml.place(node),
                "give it a direction");
  }
  return Vector(direction.normalized());
}

Result<void> read_point_actuator(const Reader& reader, Node node, Actuator& actuator) {
  const Xml& xml = reader.xml;
  actuator.kind = ActuatorKind::point;
  DORSAL_TRY(const FixedFrame frame,
             reader.frames.find(xml, xml.text(node, "body"), "/bodyset", node));
  actuator.body = frame.body;
  DORSAL_TRY(actuator.at, xml.vector(node, "point", Vector::Zero()));
  DORSAL_TRY(actuator.at_in_world, xml.flag(node, "point_is_global", false));
  DORSAL_TRY(actuator.direction, read_direction(xml, node, "direction"));
  DORSAL_TRY(actuator.in_world, xml.flag(node, "force_is_global", false));
  return {};
}

Result<void> read_torque_actuator(const Reader& reader, Node node, Actuator& actuator) {
  const Xml& xml = reader.xml;
  actuator.kind = ActuatorKind::torque;
  std::string first = xml.text(node, "bodyA");
  std::string second = xml.text(node, "bodyB");
  if (first.empty()) first = xml.text(node, "body_a");
  if (second.empty()) second = xml.text(node, "body_b");
  DORSAL_TRY(const FixedFrame a, reader.frames.find(xml, first, "/bodyset", node));
  actuator.body = a.body;
  if (!second.empty()) {
    DORSAL_TRY(const FixedFrame b, reader.frames.find(xml, second, "/bodyset", node));
    actuator.other_body = b.body;
  }
  DORSAL_TRY(actuator.direction, read_direction(xml, node, "axis"));
  DORSAL_TRY(actuator.in_world, xml.flag(node, "torque_is_global", true));
  return {};
}

Result<void> read_actuator(Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  Actuator actuator;
  actuator.name = name_of(node);
  DORSAL_TRY(actuator.optimal_force, xml.number(node, "optimal_force", 1));
  const double infinity = std::numeric_limits<double>::infinity();
  DORSAL_TRY(actuator.control, read_control(xml, node, -infinity, infinity));
  const std::string_view kind = node.name();
  if (kind == "CoordinateActuator") {
    std::string name = xml.text(node, "coordinate");
    if (name.empty()) name = xml.text(node, "socket_coordinate");
    DORSAL_TRY(actuator.coordinate, reader.coordinate(name, node));
  } else if (kind == "PointActuator") {
    DORSAL_TRY_VOID(read_point_actuator(reader, node, actuator));
  } else {
    DORSAL_TRY_VOID(read_torque_actuator(reader, node, actuator));
  }
  reader.model.actuators.push_back(std::move(actuator));
  return {};
}

std::string either(const Xml& xml, Node node, const char* first, const char* second) {
  std::string socket = xml.text(node, first);
  return socket.empty() ? xml.text(node, second) : socket;
}

Result<void> read_bushing(Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  Bushing bushing;
  bushing.name = name_of(node);
  constexpr std::array kFrames = {"socket_frame1", "socket_frame2"};
  constexpr std::array kBodies = {"body_1", "body_2"};
  constexpr std::array kPlaces = {"location_body_1", "location_body_2"};
  constexpr std::array kTurns = {"orientation_body_1", "orientation_body_2"};
  for (std::size_t i = 0; i < 2; ++i) {
    DORSAL_TRY(const FixedFrame frame,
               reader.frames.find(xml, either(xml, node, kFrames[i], kBodies[i]),
                                  "/forceset/" + bushing.name, node));
    DORSAL_TRY(const Vector at, xml.vector(node, kPlaces[i], Vector::Zero()));
    DORSAL_TRY(const Vector angles, xml.vector(node, kTurns[i], Vector::Zero()));
    bushing.body[i] = frame.body;
    bushing.frame[i] = frame.pose * RigidPose{rotation_xyz(angles), at};
  }
  DORSAL_TRY(bushing.rotational_stiffness,
             xml.vector(node, "rotational_stiffness", Vector::Zero()));
  DORSAL_TRY(bushing.translational_stiffness,
             xml.vector(node, "translational_stiffness", Vector::Zero()));
  reader.model.bushings.push_back(std::move(bushing));
  return {};
}

/// What the muscles are taken for.
void note_muscles(Model& model) {
  if (model.muscles.empty()) return;
  model.approximations.push_back(
      fmt::format("{} muscles pull with activation times greatest isometric force: no "
                  "force-length or force-velocity curves, tendons rigid",
                  model.muscles.size()));
}

/// Ellipsoids and tori that paths pass, and how.
void note_wraps(Model& model) {
  std::size_t ellipsoids = 0;
  std::vector<std::string> tori;
  for (const Muscle& muscle : model.muscles) {
    for (const PathWrap& wrap : muscle.path.wraps) {
      const WrapObject& object = model.wraps[wrap.object];
      if (object.shape == WrapShape::ellipsoid) ++ellipsoids;
      if (object.shape != WrapShape::torus) continue;
      tori.push_back(
          fmt::format("{} passes the torus {} in a straight line", muscle.name, object.name));
    }
  }
  if (ellipsoids > 0) {
    model.approximations.push_back(
        fmt::format("{} wraps over ellipsoids run in a plane, as in OpenSim; that is not quite the "
                    "shortest way",
                    ellipsoids));
  }
  model.approximations.insert(model.approximations.end(), tori.begin(), tori.end());
}

}  // namespace

Result<void> Reader::read_forces(Node set, bool reserves) {
  std::array<std::size_t, kLeftOut.size()> left_out = {};
  for (const Node node : objects_in(set)) {
    DORSAL_TRY(const bool applied, is_applied(xml, node));
    if (!applied) continue;
    const std::string_view kind = node.name();
    if (kind == "CoordinateActuator" || kind == "PointActuator" || kind == "TorqueActuator") {
      DORSAL_TRY_VOID(read_actuator(*this, node));
    } else if (reserves) {
      return fail(ErrorCode::unsupported, fmt::format("{} is no reserve actuator", kind),
                  xml.place(node), "give CoordinateActuator, PointActuator or TorqueActuator");
    } else if (contains(kMuscles, kind) || kind == "PathActuator") {
      DORSAL_TRY_VOID(read_muscle(*this, node, kind != "PathActuator"));
    } else if (kind == "BushingForce") {
      DORSAL_TRY_VOID(read_bushing(*this, node));
    } else if (contains(kLeftOut, kind)) {
      ++left_out[static_cast<std::size_t>(std::ranges::find(kLeftOut, kind) - kLeftOut.begin())];
    } else {
      return fail(ErrorCode::unsupported, fmt::format("the force {} is not supported", kind),
                  xml.place(node), "set its appliesForce to false to go without it");
    }
  }
  if (!reserves) {
    note_muscles(model);
    note_wraps(model);
  }
  for (std::size_t i = 0; i < kLeftOut.size(); ++i) {
    if (left_out[i] == 0) continue;
    model.approximations.push_back(fmt::format(
        "{} {} left out: contact and limits of joints do not act", left_out[i], kLeftOut[i]));
  }
  return {};
}

}  // namespace dorsal::opensim
