#pragma once

#include <Eigen/Core>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/body/disc.hpp"
#include "dorsal/body/person.hpp"

namespace dorsal::body {

/// How well a figure is known.
enum class Quality { model_file, measured, derived, expert };

/// Which part of the published segment masses a body belongs to.
enum class Segment { none, trunk, head_neck, upper_arm, forearm, hand };

/// What decides how a joint is turned.
enum class JointKind {
  fixed,
  level,    ///< an intervertebral joint, by level_rotations
  carried,  ///< follows a level with a part of its rotation
  neck,
  girdle,
  shoulder,
  elbow,
  abdomen,
  scapula,  ///< turns with the arm by the scapulohumeral rhythm
};

struct BodyRow {
  std::string name;
  double mass = 0;                                // [kg]
  Eigen::Vector3d com = Eigen::Vector3d::Zero();  // [m] body frame
  Segment segment = Segment::none;
  Quality quality = Quality::model_file;
  std::string source;
};

/// A frame fixed in a body.
struct FrameRow {
  Eigen::Vector3d at = Eigen::Vector3d::Zero();      // [m]
  Eigen::Vector3d angles = Eigen::Vector3d::Zero();  // [rad] body-fixed x, y, z
};

struct JointRow {
  std::string name;
  std::string parent;
  std::string child;
  JointKind kind = JointKind::fixed;
  FrameRow in_parent;
  FrameRow in_child;
  std::string balanced;  // axes about which muscles balance the joint, of "xyz"; empty: held
  std::string follows;   // carried: the joint whose rotation it takes a part of
  double gain = 1;       // [-] that part
  Quality quality = Quality::model_file;
  std::string source;
};

struct PathPointRow {
  std::string body;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] body frame
};

struct FascicleRow {
  std::string name;
  std::string group;
  std::string side;          // left, right, middle
  double max_force = 0;      // [N]
  double optimal_fibre = 0;  // [m]
  double tendon_slack = 0;   // [m]
  double pennation = 0;      // [rad]
  std::vector<PathPointRow> path;
  Quality quality = Quality::model_file;
  std::string source;
};

/// Muscles or ligaments of one joint that stand for themselves as a moment about one of its axes.
struct TorqueRow {
  std::string name;
  std::string joint;
  std::size_t axis = 0;  // 0 x, 1 y, 2 z of the joint frame
  int sense = 0;         // 0 both ways, 1 and -1 one way
  double slack = 0;  // [rad] turn in its own sense over which it loses its pull; 0: it never does
  double max_moment = 0;  // [N m] in either direction
  double volume = 0;      // [N m] strength times optimal fibre length, of one direction
  Quality quality = Quality::model_file;
  std::string source;
};

/// What resists a rotation at a level.
enum class Tissue { segment, ribs };

/// The moment linear x + square x^2 + cube x^3 against a rotation x beyond the rest.
struct StiffnessLaw {
  double linear = 0;  // [N m/rad]
  double square = 0;  // [N m/rad^2]
  double cube = 0;    // [N m/rad^3]
};

struct StiffnessRow {
  std::string level;
  Tissue tissue = Tissue::segment;
  std::size_t axis = 0;  // 0 flexion, 1 lateral bend, 2 axial rotation
  bool plus = true;      // for rotations above the rest
  bool minus = true;     // for rotations below it
  StiffnessLaw law;
  double rest = 0;  // [rad] rotation beyond neutral at which nothing pulls
  double push = 0;  // [1/m] force that holds the vertebrae apart per moment against flexion
  Quality quality = Quality::model_file;
  std::string source;
};

/// A pressure in the abdomen pushes a body with itself times this area.
struct PressureRow {
  std::string body;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();    // [m] body frame
  Eigen::Vector3d area = Eigen::Vector3d::Zero();  // [m^2] body frame
  Quality quality = Quality::model_file;
  std::string source;
};

/// How far the abdomen can be pressurised, and the muscle that this takes.
struct PressureLimits {
  double highest = 0;  // [Pa]
  double volume = 0;   // [N m] strength times optimal fibre length
};

/// How the scapula follows the arm.
struct ScapulaRow {
  double turn_per_degree = 0;  // [-] of the scapula per rotation between scapula and arm
  double from_elevation = 0;   // [rad] of the arm against the thorax
  double plane_forward = 0;    // [rad] of the scapula's plane against the frontal plane
};

/// A point of the body that measures are taken from.
struct LandmarkRow {
  std::string body;
  Eigen::Vector3d at = Eigen::Vector3d::Zero();  // [m] body frame
};

/// Neck and head in one body: where the head turns on the neck, and how the mass is shared.
struct HeadRow {
  Eigen::Vector3d pivot = Eigen::Vector3d::Zero();     // [m] body frame
  Eigen::Vector3d neck_com = Eigen::Vector3d::Zero();  // [m] body frame
  double mass_share = 0;                               // [-] of the head in both
};

/// The person whom the figures describe.
struct SubjectRow {
  Sex sex = Sex::male;
  double mass = 0;      // [kg]
  double height = 0;    // [m]
  double age = 0;       // [years]
  double kyphosis = 0;  // [rad] T1 against T12
};

/// A body model as its files tell it; every name is known and every number is finite.
struct ModelFile {
  std::string name;
  std::string version;
  SubjectRow subject;
  std::vector<BodyRow> bodies;
  std::vector<JointRow> joints;  // a parent stands before its children; the root has no joint
  std::vector<FascicleRow> fascicles;
  std::vector<TorqueRow> torques;
  std::vector<DiscRow> discs;
  std::vector<StiffnessRow> stiffness;
  std::vector<PressureRow> pressure;
  PressureLimits pressure_limits;
  double resting_tone = 0;        // [-] pull of an undriven muscle in parts of its strength
  double force_length_width = 0;  // [-] see Fascicle::width
  std::vector<std::string> borrowed_lengths;  // groups whose lengths are not their own
  ScapulaRow scapula;
  LandmarkRow hip_centre;
  LandmarkRow c7;
  std::string left_hand;   // a body
  std::string right_hand;  // a body
  HeadRow head;
  double sacrum_end_plate = 0;  // [rad] forward of the sacrum's own axis
  std::map<std::string, std::string> sources;
};

/// The text of the files of a model. Those that may be empty are parts that it has not.
struct ModelText {
  std::string_view model;           // model.toml
  std::string_view bodies;          // bodies.csv
  std::string_view joints;          // joints.csv
  std::string_view fascicles;       // fascicles.csv
  std::string_view path_points;     // path_points.csv
  std::string_view torques;         // torques.csv; may be empty
  std::string_view stiffness = {};  // stiffness.csv; may be empty
  std::string_view pressure = {};   // pressure.csv; may be empty
  std::string_view discs = {};      // disc_areas.csv; empty: the model knows none
};

/// Reads dorsal's own open model format.
/// @error malformed, missing  a file, column, name or link that is not there, twice there, or not
///        as it should be; place says the file and the line
/// @error not_finite, out_of_range  a number no body has
[[nodiscard]] Result<ModelFile> read_model(const ModelText& text);

/// The text of the thoracolumbar model that comes with dorsal.
[[nodiscard]] ModelText thoracolumbar_text();

/// The thoracolumbar model that comes with dorsal.
[[nodiscard]] Result<ModelFile> thoracolumbar_model();

}  // namespace dorsal::body
