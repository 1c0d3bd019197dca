#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "read_function.hpp"
#include "reader.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

Result<double> size_of(const Xml& xml, Node node, const char* tag) {
  DORSAL_TRY(const double value, xml.number(node, tag, -1));
  if (!(value > 0)) {
    return fail(ErrorCode::out_of_range, fmt::format("its {} is not above zero", tag),
                xml.place(node), "give it in metres");
  }
  return value;
}

Result<void> read_quadrant(const Xml& xml, Node node, WrapObject& wrap) {
  std::string word = xml.text(node, "quadrant");
  if (word.empty() || word == "all" || word == "All") return {};
  wrap.sign = word.front() == '-' ? -1 : 1;
  if (word.front() == '-' || word.front() == '+') word.erase(0, 1);
  const std::size_t axis = word.size() == 1 ? std::string_view("xyzXYZ").find(word) % 3 : 3;
  if (word.size() != 1 || std::string_view("xyzXYZ").find(word) == std::string_view::npos) {
    return fail(ErrorCode::malformed, "its quadrant is none of all, x, -x, y, -y, z, -z",
                xml.place(node), "choose one of them");
  }
  wrap.axis = static_cast<int>(axis);
  return {};
}

Result<WrapObject> read_wrap(const Xml& xml, Node node, const FixedFrame& frame) {
  WrapObject wrap;
  wrap.name = name_of(node);
  wrap.body = frame.body;
  const std::string_view kind = node.name();
  if (kind == "WrapCylinder") {
    DORSAL_TRY(wrap.radius, size_of(xml, node, "radius"));
    DORSAL_TRY(wrap.length, size_of(xml, node, "length"));
  } else if (kind == "WrapSphere") {
    wrap.shape = WrapShape::sphere;
    DORSAL_TRY(wrap.radius, size_of(xml, node, "radius"));
  } else if (kind == "WrapEllipsoid") {
    wrap.shape = WrapShape::ellipsoid;
    DORSAL_TRY(wrap.radii, xml.vector(node, "dimensions", -Vector::Ones()));
    if (!(wrap.radii.minCoeff() > 0)) {
      return fail(ErrorCode::out_of_range, "its dimensions are not above zero", xml.place(node),
                  "give them in metres");
    }
  } else if (kind == "WrapTorus") {
    wrap.shape = WrapShape::torus;
  } else {
    return fail(ErrorCode::unsupported, fmt::format("the wrap object {} is not supported", kind),
                xml.place(node),
                "dorsal knows WrapCylinder, WrapSphere, WrapEllipsoid and WrapTorus");
  }
  DORSAL_TRY(const Vector angles, xml.vector(node, "xyz_body_rotation", Vector::Zero()));
  DORSAL_TRY(const Vector at, xml.vector(node, "translation", Vector::Zero()));
  wrap.X_BW = frame.pose * RigidPose{rotation_xyz(angles), at};
  DORSAL_TRY(wrap.active, xml.flag(node, "active", true));
  DORSAL_TRY_VOID(read_quadrant(xml, node, wrap));
  return wrap;
}

std::string socket_of(const Xml& xml, Node node, const std::string& name) {
  std::string socket = xml.text(node, ("socket_" + name).c_str());
  return socket.empty() ? xml.text(node, name.c_str()) : socket;
}

Result<void> read_motion(const Reader& reader, Node node, PathPoint& point) {
  constexpr std::array kAxes = {"x", "y", "z"};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string tag = fmt::format("{}_location", kAxes[i]);
    if (!node.child(tag.c_str())) continue;
    DORSAL_TRY(point.motion[i], read_function(reader.xml, node, tag.c_str()));
    if (point.motion[i].arguments() > 1) {
      return fail(ErrorCode::malformed, "a point is moved by a function of several coordinates",
                  reader.xml.place(node), "use one coordinate for each direction");
    }
    if (point.motion[i].arguments() == 0) {
      point.at[static_cast<Eigen::Index>(i)] = point.motion[i].value(0.0);
      continue;
    }
    const std::string name = socket_of(reader.xml, node, fmt::format("{}_coordinate", kAxes[i]));
    DORSAL_TRY(point.moved_by[i], reader.coordinate(name, node));
  }
  return {};
}

Result<PathPoint> read_path_point(const Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  PathPoint point;
  std::string socket = xml.text(node, "socket_parent_frame");
  if (socket.empty()) socket = xml.text(node, "socket_parent");
  if (socket.empty()) socket = xml.text(node, "body");
  DORSAL_TRY(const FixedFrame frame, reader.frames.find(xml, socket, "/bodyset", node));
  point.body = frame.body;
  point.frame = frame.pose;
  const std::string_view kind = node.name();
  if (kind == "MovingPathPoint") {
    DORSAL_TRY_VOID(read_motion(reader, node, point));
    return point;
  }
  if (kind != "PathPoint" && kind != "ConditionalPathPoint") {
    return fail(ErrorCode::unsupported, fmt::format("the path point {} is not supported", kind),
                xml.place(node),
                "dorsal knows PathPoint, MovingPathPoint and ConditionalPathPoint");
  }
  DORSAL_TRY(point.at, xml.vector(node, "location", Vector::Zero()));
  if (kind == "ConditionalPathPoint") {
    DORSAL_TRY(point.condition, reader.coordinate(socket_of(xml, node, "coordinate"), node));
    DORSAL_TRY(const std::vector<double> range, xml.numbers(node, "range", 2));
    point.range = {range[0], range[1]};
  }
  return point;
}

Result<PathWrap> read_path_wrap(const Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  PathWrap wrap;
  const std::string name = xml.text(node, "wrap_object");
  const auto& wraps = reader.model.wraps;
  const auto found = std::ranges::find(wraps, name, &WrapObject::name);
  if (found == wraps.end()) {
    return fail(ErrorCode::missing, fmt::format("there is no wrap object \"{}\"", name),
                xml.place(node), "name a wrap object of one of the bodies");
  }
  wrap.object = static_cast<std::size_t>(found - wraps.begin());
  const std::string method = xml.text(node, "method");
  if (method == "midpoint") wrap.method = WrapMethod::midpoint;
  if (method == "axial") wrap.method = WrapMethod::axial;
  if (!words_in(xml.find(node, "range").child_value()).empty()) {
    DORSAL_TRY(const std::vector<double> range, xml.numbers(node, "range", 2));
    for (std::size_t i = 0; i < 2; ++i) {
      wrap.range[i] = static_cast<int>(std::clamp(range[i], -1.0, 1e6));
    }
  }
  return wrap;
}

Node path_element(Node force) {
  for (const Node child : force.children()) {
    if (std::string_view(child.name()) == "GeometryPath") return child;
  }
  return force.child("path").child("GeometryPath");
}

}  // namespace

Result<void> Reader::read_wraps(Node set, const FixedFrame& frame) {
  for (const Node node : objects_in(set)) {
    DORSAL_TRY(WrapObject wrap, read_wrap(xml, node, frame));
    model.wraps.push_back(std::move(wrap));
  }
  return {};
}

Result<Path> Reader::read_path(Node force) {
  const Node element = path_element(force);
  if (!element) {
    return fail(ErrorCode::unsupported, "it has no GeometryPath", xml.place(force),
                "give its path as points (a FunctionBasedPath is not supported)");
  }
  Path path;
  for (const Node node : objects_in(element.child("PathPointSet"))) {
    DORSAL_TRY(PathPoint point, read_path_point(*this, node));
    path.points.push_back(std::move(point));
  }
  if (path.points.size() < 2) {
    return fail(ErrorCode::missing, "its path has fewer than two points", xml.place(force),
                "give the path from origin to insertion");
  }
  for (const Node node : objects_in(element.child("PathWrapSet"))) {
    DORSAL_TRY(const PathWrap wrap, read_path_wrap(*this, node));
    path.wraps.push_back(wrap);
  }
  return path;
}

}  // namespace dorsal::opensim
