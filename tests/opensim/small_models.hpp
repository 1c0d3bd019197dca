#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace dorsal::opensim {

/// A file of the reference set, which not every machine has.
inline std::filesystem::path reference_file(const std::string& name) {
  const char* folder = std::getenv("DORSAL_REFERENCE_DIR");
  return std::filesystem::path(folder != nullptr ? folder
                                                 : DORSAL_SOURCE_DIR "/../shared/reference") /
         name;
}

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? "did not find " + what : text.replace(at, what.size(), by);
}

inline std::string coordinate(const std::string& name, const std::string& more = "") {
  return "<Coordinate name=\"" + name + "\">" + more + "</Coordinate>";
}

inline std::string frames(const std::string& parent, const std::string& at,
                          const std::string& child, const std::string& turn = "0 0 0") {
  return "<socket_parent_frame>p</socket_parent_frame><socket_child_frame>c</socket_child_frame>"
         "<frames><PhysicalOffsetFrame name=\"p\"><socket_parent>" +
         parent + "</socket_parent><translation>" + at + "</translation><orientation>" + turn +
         "</orientation></PhysicalOffsetFrame><PhysicalOffsetFrame name=\"c\"><socket_parent>" +
         child + "</socket_parent></PhysicalOffsetFrame></frames>";
}

inline std::string body(const std::string& name, const std::string& mass, const std::string& com,
                        const std::string& more = "") {
  return "<Body name=\"" + name + "\"><mass>" + mass + "</mass><mass_center>" + com +
         "</mass_center>" + more + "</Body>";
}

inline std::string point(const std::string& frame, const std::string& at) {
  return "<PathPoint><socket_parent_frame>" + frame + "</socket_parent_frame><location>" + at +
         "</location></PathPoint>";
}

inline std::string muscle(const std::string& name, const std::string& force,
                          const std::string& points, const std::string& wraps = "",
                          const std::string& more = "") {
  return "<Thelen2003Muscle name=\"" + name + "\"><max_isometric_force>" + force +
         "</max_isometric_force>" + more + "<GeometryPath><PathPointSet><objects>" + points +
         "</objects></PathPointSet><PathWrapSet><objects>" + wraps +
         "</objects></PathWrapSet></GeometryPath></Thelen2003Muscle>";
}

struct Parts {
  std::string bodies, joints, constraints, forces;
};

inline std::string document(const Parts& parts, const std::string& version = "40000") {
  return "<?xml version=\"1.0\"?><OpenSimDocument Version=\"" + version +
         "\"><Model name=\"small\"><Ground name=\"ground\"/><gravity>0 -10 0</gravity>"
         "<BodySet><objects>" +
         parts.bodies + "</objects></BodySet><JointSet><objects>" + parts.joints +
         "</objects></JointSet><ConstraintSet><objects>" + parts.constraints +
         "</objects></ConstraintSet><ForceSet><objects>" + parts.forces +
         "</objects></ForceSet></Model></OpenSimDocument>";
}

/// A forearm: a rod of 2 kg hanging forward from a pin at the elbow, its centre 0.2 m out, with a
/// flexor and an extensor 0.05 m from the joint.
inline Parts forearm() {
  Parts parts;
  parts.bodies = body("rod", "2", "0.2 0 0");
  parts.joints = "<PinJoint name=\"elbow\">" + frames("/ground", "0 1 0", "/bodyset/rod") +
                 "<coordinates>" + coordinate("bend") + "</coordinates></PinJoint>";
  parts.forces =
      muscle("flexor", "1000", point("/ground", "0.05 1.3 0") + point("/bodyset/rod", "0.05 0 0")) +
      muscle("extensor", "1000",
             point("/ground", "-0.05 1.3 0") + point("/bodyset/rod", "-0.05 0 0"));
  return parts;
}

/// Two links whose second follows the first through a spline, a sliding joint, a cylinder, and a
/// point that moves.
inline Parts chain() {
  Parts parts;
  parts.bodies =
      body("a", "1", "0.1 0 0",
           "<WrapObjectSet><objects><WrapCylinder name=\"roll\"><radius>0.03</radius>"
           "<length>1</length><translation>0.2 0 0</translation></WrapCylinder></objects>"
           "</WrapObjectSet>") +
      body("b", "2", "0.15 0.02 0.01") + body("c", "0.5", "0 0.1 0");
  const auto axis = [](const std::string& name, const std::string& direction, const std::string& q,
                       const std::string& function) {
    return "<TransformAxis name=\"" + name + "\"><coordinates>" + q + "</coordinates><axis>" +
           direction + "</axis>" + function + "</TransformAxis>";
  };
  const std::string line = "<LinearFunction><coefficients>1 0</coefficients></LinearFunction>";
  const std::string spline =
      "<SimmSpline><x>-1 0 0.5 1 2</x><y>0 0.01 0.04 0.03 0.01</y></SimmSpline>";
  parts.joints =
      "<CustomJoint name=\"one\">" + frames("/ground", "0 1 0", "/bodyset/a", "0.1 0.2 0.3") +
      "<coordinates>" + coordinate("p") + coordinate("r") + "</coordinates><SpatialTransform>" +
      axis("rotation1", "0 0 1", "p", line) + axis("rotation2", "0.6 0.8 0", "r", line) +
      axis("rotation3", "0 1 0", "p", spline) + axis("translation1", "1 0 0", "p", spline) +
      axis("translation2", "0 1 1", "r",
           "<PolynomialFunction><coefficients>0.02 0.01 0"
           "</coefficients></PolynomialFunction>") +
      "</SpatialTransform></CustomJoint>" + "<PinJoint name=\"two\">" +
      frames("/bodyset/a", "0.2 0 0", "/bodyset/b", "0 0.1 0") + "<coordinates>" + coordinate("s") +
      "</coordinates></PinJoint>" + "<SliderJoint name=\"three\">" +
      frames("/bodyset/b", "0.3 0 0", "/bodyset/c") + "<coordinates>" + coordinate("t") +
      "</coordinates></SliderJoint>";
  parts.constraints =
      "<CoordinateCouplerConstraint name=\"k\"><coupled_coordinates_function><PolynomialFunction>"
      "<coefficients>0.3 1.2 0.1</coefficients></PolynomialFunction></coupled_coordinates_function>"
      "<independent_coordinate_names>p</independent_coordinate_names><dependent_coordinate_name>s"
      "</dependent_coordinate_name></CoordinateCouplerConstraint>";
  const std::string wrap = "<PathWrap><wrap_object>roll</wrap_object></PathWrap>";
  const std::string moving =
      "<MovingPathPoint><socket_parent_frame>/bodyset/a</socket_parent_frame>"
      "<socket_x_coordinate>p</socket_x_coordinate><socket_y_coordinate>t</socket_y_coordinate>"
      "<socket_z_coordinate>p</socket_z_coordinate><x_location>" +
      spline +
      "</x_location><y_location><LinearFunction><coefficients>0.2 0.05</coefficients>"
      "</LinearFunction></y_location><z_location><Constant><value>0.02</value></Constant>"
      "</z_location></MovingPathPoint>";
  parts.forces =
      muscle("straight", "100", point("/ground", "0 1.2 0") + point("/bodyset/c", "0 0.05 0")) +
      muscle("rolled", "100",
             point("/bodyset/a", "0.05 0.02 0.01") + point("/bodyset/b", "0.15 0.01 0.02"), wrap) +
      muscle("moved", "100",
             point("/ground", "0.1 1.1 0") + moving + point("/bodyset/b", "0.1 0 0"));
  return parts;
}

inline std::string motion(const std::string& columns, const std::string& rows,
                          const std::string& degrees = "no", const std::string& count = "1") {
  return "move\nversion=1\nnRows=" + count + "\nnColumns=2\ninDegrees=" + degrees +
         "\nendheader\n" + columns + "\n" + rows;
}

}  // namespace dorsal::opensim

#define DORSAL_NEEDS(path) \
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << (path)
