#include "dorsal/body/model_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "csv_table.hpp"
#include "disc_file.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/body/level.hpp"
#include "embedded.hpp"
#include "model_passive.hpp"
#include "model_toml.hpp"

namespace dorsal::body {
namespace {

using Names = std::set<std::string, std::less<>>;

const std::vector<std::string_view> kSegments = {"none",      "trunk",   "head_neck",
                                                 "upper_arm", "forearm", "hand"};
const std::vector<std::string_view> kKinds = {"fixed",    "level", "carried", "neck",   "girdle",
                                              "shoulder", "elbow", "abdomen", "scapula"};
constexpr std::array<int, 3> kSenseSigns = {1, -1, 0};
const std::vector<std::string_view> kSides = {"left", "right", "middle"};

void take_name(RowReader& row, Names& taken, const std::string& name) {
  if (!taken.insert(name).second) {
    row.reject(ErrorCode::malformed, fmt::format("the name '{}' is there twice", name));
  }
}

void want_body(RowReader& row, const Names& bodies, const std::string& name) {
  if (!bodies.contains(name)) {
    row.reject(ErrorCode::missing, fmt::format("there is no body '{}'", name),
               "name a body of bodies.csv");
  }
}

Result<Names> read_bodies(std::string_view text, ModelFile& file) {
  DORSAL_TRY(const auto table, CsvTable::read("bodies.csv", text,
                                              {"name", "mass_kg", "com_x_m", "com_y_m", "com_z_m",
                                               "segment", "quality", "source"}));
  Names names;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    BodyRow body;
    body.name = row.name();
    take_name(row, names, body.name);
    body.mass = row.number();
    if (body.mass < 0) row.reject(ErrorCode::out_of_range, "mass_kg is below zero");
    body.com = row.vector();
    body.segment = static_cast<Segment>(row.word(kSegments));
    read_provenance(row, file, body.quality, body.source);
    if (row.error()) return tl::unexpected(*row.error());
    file.bodies.push_back(std::move(body));
  }
  if (file.bodies.empty()) return fail(ErrorCode::missing, "there is no body", "bodies.csv");
  return names;
}

JointRow read_joint(RowReader& row, const ModelFile& file) {
  JointRow joint;
  joint.name = row.name();
  joint.parent = row.name();
  joint.child = row.name();
  joint.kind = static_cast<JointKind>(row.word(kKinds));
  joint.in_parent.at = row.vector();
  joint.in_parent.angles = row.vector();
  joint.in_child.at = row.vector();
  joint.in_child.angles = row.vector();
  joint.balanced = row.text();
  if (joint.balanced.find_first_not_of("xyz") != std::string::npos) {
    row.reject(ErrorCode::malformed, fmt::format("balanced is '{}'", joint.balanced),
               "the axes about which muscles hold the joint, of xyz, or nothing");
  }
  joint.follows = row.text();
  joint.gain = row.number();
  read_provenance(row, file, joint.quality, joint.source);
  return joint;
}

/// Levels and the neck have names and numbers of their own.
void check_kind(RowReader& row, const JointRow& joint, const std::vector<JointRow>& joints) {
  const auto& levels = level_names();
  if (joint.kind == JointKind::level &&
      std::find(levels.begin(), levels.end(), joint.name) == levels.end()) {
    row.reject(ErrorCode::malformed, fmt::format("'{}' is no level", joint.name),
               "name levels T1/T2 ... L5/S1");
  }
  const bool second_neck = joint.kind == JointKind::neck &&
                           std::any_of(joints.begin(), joints.end(), [](const JointRow& other) {
                             return other.kind == JointKind::neck;
                           });
  if (second_neck) row.reject(ErrorCode::malformed, "there is a second neck");
}

/// A carried joint has to follow a level that is there; no other joint follows anything.
void check_follows(RowReader& row, const JointRow& joint, const std::vector<JointRow>& joints) {
  const bool carried = joint.kind == JointKind::carried;
  if (!carried && !joint.follows.empty()) {
    row.reject(ErrorCode::malformed, "only a carried joint follows another");
  }
  if (!carried) return;
  const bool known = std::any_of(joints.begin(), joints.end(), [&](const JointRow& other) {
    return other.kind == JointKind::level && other.name == joint.follows;
  });
  if (!known) {
    row.reject(ErrorCode::missing, fmt::format("it follows '{}', which is no level above it in "
                                               "the file",
                                               joint.follows));
  }
  if (!joint.balanced.empty()) {
    row.reject(ErrorCode::malformed, "a carried joint is balanced with the level it follows");
  }
}

Result<void> read_joints(std::string_view text, const Names& bodies, ModelFile& file) {
  DORSAL_TRY(const auto table,
             CsvTable::read(
                 "joints.csv", text,
                 {"name",         "parent",     "child",         "kind",          "parent_x_m",
                  "parent_y_m",   "parent_z_m", "parent_rx_rad", "parent_ry_rad", "parent_rz_rad",
                  "child_x_m",    "child_y_m",  "child_z_m",     "child_rx_rad",  "child_ry_rad",
                  "child_rz_rad", "balanced",   "follows",       "gain",          "quality",
                  "source"}));
  Names names;
  Names placed = {file.bodies.front().name};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    JointRow joint = read_joint(row, file);
    take_name(row, names, joint.name);
    want_body(row, bodies, joint.parent);
    want_body(row, bodies, joint.child);
    if (!placed.contains(joint.parent)) {
      row.reject(ErrorCode::malformed,
                 fmt::format("the parent '{}' has no place yet", joint.parent),
                 "write joints from the root outwards; the root is the first body");
    }
    if (!placed.insert(joint.child).second) {
      row.reject(ErrorCode::malformed,
                 fmt::format("the body '{}' hangs on two joints", joint.child));
    }
    check_kind(row, joint, file.joints);
    check_follows(row, joint, file.joints);
    if (row.error()) return tl::unexpected(*row.error());
    file.joints.push_back(std::move(joint));
  }
  for (const auto& body : file.bodies) {
    if (!placed.contains(body.name)) {
      return fail(ErrorCode::missing, fmt::format("the body '{}' hangs on no joint", body.name),
                  "joints.csv");
    }
  }
  return {};
}

void require_positive(RowReader& row, std::string_view what, double value) {
  if (value <= 0) row.reject(ErrorCode::out_of_range, fmt::format("{} has to be above zero", what));
}

Result<std::map<std::string, std::size_t>> read_fascicles(std::string_view text, ModelFile& file) {
  DORSAL_TRY(const auto table,
             CsvTable::read("fascicles.csv", text,
                            {"name", "group", "side", "max_force_N", "optimal_fibre_m",
                             "tendon_slack_m", "pennation_rad", "quality", "source"}));
  Names names;
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    FascicleRow fascicle;
    fascicle.name = row.name();
    take_name(row, names, fascicle.name);
    fascicle.group = row.name();
    fascicle.side = kSides[row.word(kSides)];
    fascicle.max_force = row.number();
    fascicle.optimal_fibre = row.number();
    fascicle.tendon_slack = row.number();
    fascicle.pennation = row.number();
    require_positive(row, "max_force_N", fascicle.max_force);
    require_positive(row, "optimal_fibre_m", fascicle.optimal_fibre);
    if (fascicle.tendon_slack < 0) {
      row.reject(ErrorCode::out_of_range, "tendon_slack_m is below zero");
    }
    if (fascicle.pennation < 0 || fascicle.pennation > 1.5) {
      row.reject(ErrorCode::out_of_range, "pennation_rad has to be within 0 and 1.5");
    }
    read_provenance(row, file, fascicle.quality, fascicle.source);
    if (row.error()) return tl::unexpected(*row.error());
    index.emplace(fascicle.name, file.fascicles.size());
    file.fascicles.push_back(std::move(fascicle));
  }
  return index;
}

Result<void> read_paths(std::string_view text, const Names& bodies,
                        const std::map<std::string, std::size_t>& fascicles, ModelFile& file) {
  DORSAL_TRY(const auto table, CsvTable::read("path_points.csv", text,
                                              {"fascicle", "index", "body", "x_m", "y_m", "z_m"}));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    const std::string name = row.name();
    const double index = row.number();
    const std::string body = row.name();
    const Eigen::Vector3d at = row.vector();
    want_body(row, bodies, body);
    const auto found = fascicles.find(name);
    if (found == fascicles.end()) {
      row.reject(ErrorCode::missing, fmt::format("there is no fascicle '{}'", name),
                 "name a fascicle of fascicles.csv");
      return tl::unexpected(*row.error());
    }
    auto& path = file.fascicles[found->second].path;
    if (index != static_cast<double>(path.size() + 1)) {
      row.reject(ErrorCode::malformed,
                 "points of a path count 1, 2, 3 ... from origin to insertion");
    }
    if (row.error()) return tl::unexpected(*row.error());
    path.push_back({body, at});
  }
  for (const auto& fascicle : file.fascicles) {
    if (fascicle.path.size() < 2) {
      return fail(ErrorCode::missing,
                  fmt::format("the path of '{}' has fewer than two points", fascicle.name),
                  "path_points.csv");
    }
  }
  return {};
}

Result<void> read_torques(std::string_view text, ModelFile& file) {
  if (text.empty()) return {};
  DORSAL_TRY(const auto table, CsvTable::read("torques.csv", text,
                                              {"name", "joint", "axis", "sense", "slack_deg",
                                               "max_moment_Nm", "volume_Nm", "quality", "source"}));
  Names names;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    RowReader row(table, i);
    TorqueRow torque;
    torque.name = row.name();
    take_name(row, names, torque.name);
    torque.joint = row.name();
    torque.axis = row.word({"x", "y", "z"});
    torque.sense = kSenseSigns[row.word({"plus", "minus", "both"})];
    torque.slack = row.number() * kRadiansPerDegree;
    if (torque.slack < 0) row.reject(ErrorCode::out_of_range, "slack_deg is below zero");
    torque.max_moment = row.number();
    torque.volume = row.number();
    require_positive(row, "max_moment_Nm", torque.max_moment);
    require_positive(row, "volume_Nm", torque.volume);
    const bool balanced =
        std::any_of(file.joints.begin(), file.joints.end(), [&](const JointRow& joint) {
          return joint.name == torque.joint &&
                 joint.balanced.find("xyz"[torque.axis]) != std::string::npos;
        });
    if (!balanced) {
      row.reject(ErrorCode::missing, fmt::format("no joint '{}' is balanced about {}", torque.joint,
                                                 "xyz"[torque.axis]));
    }
    read_provenance(row, file, torque.quality, torque.source);
    if (row.error()) return tl::unexpected(*row.error());
    file.torques.push_back(std::move(torque));
  }
  return {};
}

Result<void> check_named_bodies(const ModelFile& file, const Names& bodies) {
  for (const std::string& name :
       {file.hip_centre.body, file.c7.body, file.left_hand, file.right_hand}) {
    if (!bodies.contains(name)) {
      return fail(ErrorCode::missing, fmt::format("there is no body '{}'", name), "model.toml",
                  "name a body of bodies.csv");
    }
  }
  return {};
}

Result<void> check_named_groups(const ModelFile& file) {
  for (const std::string& group : file.borrowed_lengths) {
    if (std::none_of(file.fascicles.begin(), file.fascicles.end(),
                     [&](const FascicleRow& fascicle) { return fascicle.group == group; })) {
      return fail(ErrorCode::missing, fmt::format("there is no group '{}'", group), "model.toml",
                  "muscle.borrowed_lengths names groups of fascicles.csv");
    }
  }
  return {};
}

}  // namespace

Result<ModelFile> read_model(const ModelText& text) {
  DORSAL_TRY(auto file, read_model_toml(text.model));
  DORSAL_TRY(const auto bodies, read_bodies(text.bodies, file));
  DORSAL_TRY_VOID(read_joints(text.joints, bodies, file));
  DORSAL_TRY(const auto fascicles, read_fascicles(text.fascicles, file));
  DORSAL_TRY_VOID(read_paths(text.path_points, bodies, fascicles, file));
  DORSAL_TRY_VOID(read_torques(text.torques, file));
  DORSAL_TRY_VOID(read_stiffness(text.stiffness, file));
  DORSAL_TRY_VOID(read_pressure(text.pressure, file));
  DORSAL_TRY_VOID(read_discs(text.discs, file));
  DORSAL_TRY_VOID(check_named_bodies(file, bodies));
  DORSAL_TRY_VOID(check_named_groups(file));
  return file;
}

ModelText thoracolumbar_text() {
  return {embedded_file("models/thoracolumbar/model.toml"),
          embedded_file("models/thoracolumbar/bodies.csv"),
          embedded_file("models/thoracolumbar/joints.csv"),
          embedded_file("models/thoracolumbar/fascicles.csv"),
          embedded_file("models/thoracolumbar/path_points.csv"),
          embedded_file("models/thoracolumbar/torques.csv"),
          embedded_file("models/thoracolumbar/stiffness.csv"),
          embedded_file("models/thoracolumbar/pressure.csv"),
          embedded_file("models/thoracolumbar/disc_areas.csv")};
}

Result<ModelFile> thoracolumbar_model() { return read_model(thoracolumbar_text()); }

}  // namespace dorsal::body
