#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "dorsal/body/model.hpp"
#include "dorsal/opensim/function.hpp"

namespace dorsal::opensim {

using body::RigidPose;
inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Body {
  std::string name;
  double mass = 0;                                // [kg]
  Eigen::Vector3d com = Eigen::Vector3d::Zero();  // [m] body frame
};

/// A function of coordinates of the model.
struct CoordinateFunction {
  std::vector<std::size_t> coordinates;
  Function function;
};

enum class MotionType { rotational, translational, coupled };

struct Coordinate {
  std::string name;
  std::size_t joint = kNone;
  MotionType motion = MotionType::rotational;
  double default_value = 0;                     // [rad] or [m]
  std::array<double, 2> range = {-1e30, 1e30};  // [rad] or [m]
  bool locked = false;
  bool prescribed = false;
  Function prescription;  // of time [s], where prescribed
};

/// One rotation or translation of a joint, in the order in which they follow each other.
struct JointAxis {
  bool rotation = true;
  Eigen::Vector3d axis = Eigen::Vector3d::UnitZ();  // unit vector, joint frame
  CoordinateFunction amount;                        // [rad] or [m]
};

/// How a joint turns its coordinates into a pose.
enum class JointKind {
  axes,             ///< rotations one after the other, then translations in the parent's frame
  ball,             ///< the same, but forces act along the parent frame's axes (ball, free)
  ellipsoid,        ///< three angles, the child's z axis normal to an ellipsoid of the parent
  scapulothoracic,  ///< an ellipsoid joint turned by a quarter, then a pin on the surface
};

struct Joint {
  std::string name;
  JointKind kind = JointKind::axes;
  std::size_t parent = 0;       // body
  std::size_t child = 0;        // body
  RigidPose X_PF;               // joint frame in the parent body
  RigidPose X_MB;               // child body in its joint frame
  std::vector<JointAxis> axes;  // rotations first
  std::vector<std::size_t> coordinates;
  Eigen::Vector3d radii = Eigen::Vector3d::Ones();      // [m] of an ellipsoid
  Eigen::Vector3d pin_at = Eigen::Vector3d::Zero();     // [m] of a scapulothoracic joint
  Eigen::Vector3d pin_axis = Eigen::Vector3d::UnitY();  // of a scapulothoracic joint
};

/// value of `dependent` = function of others
struct Coupler {
  std::string name;
  std::size_t dependent = 0;
  CoordinateFunction function;
};

/// Two points of two bodies that coincide.
struct PointConstraint {
  std::string name;
  std::array<std::size_t, 2> body = {0, 0};
  std::array<Eigen::Vector3d, 2> at = {Eigen::Vector3d::Zero(), Eigen::Vector3d::Zero()};  // [m]
};

enum class WrapShape { cylinder, sphere, ellipsoid, torus };

struct WrapObject {
  std::string name;
  WrapShape shape = WrapShape::cylinder;
  std::size_t body = 0;
  RigidPose X_BW;  // wrap frame in the body
  bool active = true;
  int axis = -1;                                    // axis whose half alone may be wrapped, or -1
  int sign = 0;                                     // the half's side
  double radius = 0;                                // [m] cylinder, sphere
  double length = 0;                                // [m] cylinder
  Eigen::Vector3d radii = Eigen::Vector3d::Ones();  // [m] ellipsoid
};

enum class WrapMethod { hybrid, midpoint, axial };

struct PathWrap {
  std::size_t object = 0;
  WrapMethod method = WrapMethod::hybrid;
  std::array<int, 2> range = {-1, -1};  // points of the path, from 1; below 1: to its end
};

struct PathPoint {
  std::size_t body = 0;
  RigidPose frame;                               // of the point's frame in the body
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] point's frame
  // A moving point: functions of one coordinate each, or kNone where `at` stands.
  std::array<std::size_t, 3> moved_by = {kNone, kNone, kNone};
  std::array<Function, 3> motion;
  // A conditional point takes part only within this range of a coordinate.
  std::size_t condition = kNone;
  std::array<double, 2> range = {0, 0};  // [rad] or [m]
};

struct Path {
  std::vector<PathPoint> points;
  std::vector<PathWrap> wraps;
};

/// Pulls along a path with control times optimal force.
struct Muscle {
  std::string name;
  double optimal_force = 0;                // [N]
  std::array<double, 2> control = {0, 1};  // [-] least, most
  Path path;
};

enum class ActuatorKind { coordinate, point, torque };

/// An actuator that is no muscle: force on a coordinate, at a point, or moment between bodies.
struct Actuator {
  std::string name;
  ActuatorKind kind = ActuatorKind::coordinate;
  double optimal_force = 1;  // [N] or [N m]
  std::array<double, 2> control = {-std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::infinity()};
  std::size_t coordinate = kNone;
  std::size_t body = 0;
  std::size_t other_body = kNone;                       // that the reaction acts on
  Eigen::Vector3d at = Eigen::Vector3d::Zero();         // [m] World where in_world, else body
  Eigen::Vector3d direction = Eigen::Vector3d::Zero();  // unit vector
  bool in_world = false;                                // direction
  bool at_in_world = false;
};

/// Springs between two frames: moments about body-fixed x, y, z angles, forces along the first's
/// axes.
struct Bushing {
  std::string name;
  std::array<std::size_t, 2> body = {0, 0};
  std::array<RigidPose, 2> frame;                                     // in the body
  Eigen::Vector3d rotational_stiffness = Eigen::Vector3d::Zero();     // [N m/rad]
  Eigen::Vector3d translational_stiffness = Eigen::Vector3d::Zero();  // [N/m]
};

/// A musculoskeletal model as an OpenSim file describes it.
struct Model {
  std::string name;
  Eigen::Vector3d gravity = {0, -9.80665, 0};  // [m/s^2]
  std::vector<Body> bodies;                    // body 0 is the ground
  std::vector<Joint> joints;                   // parents first; each body but the ground has one
  std::vector<Coordinate> coordinates;         // in the order of joints
  std::vector<Coupler> couplers;               // each after those that it depends on
  std::vector<PointConstraint> point_constraints;
  std::vector<WrapObject> wraps;
  std::vector<Muscle> muscles;
  std::vector<Actuator> actuators;
  std::vector<Bushing> bushings;
  std::vector<std::string> approximations;  // what the file asks for and is done otherwise, and how
};

}  // namespace dorsal::opensim
