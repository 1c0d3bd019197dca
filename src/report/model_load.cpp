#include "dorsal/report/model_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "dorsal/report/load_json.hpp"
#include "json_values.hpp"
#include "storage_header.hpp"

namespace dorsal::report {
namespace {

constexpr double kNamedShare = 1e-3;  // [-] of the greatest: what is left over less is not named

Json muscles_json(const opensim::Model& model, const opensim::Frame& frame) {
  Json list = Json::array();
  for (std::size_t i = 0; i < model.muscles.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    list.push_back({{"name", model.muscles[i].name},
                    {"activation", frame.activation[row]},
                    {"force_N", frame.tension[row]}});
  }
  return list;
}

/// What a posture that is not held leaves unbalanced, the greatest first.
Json unbalanced_json(const opensim::Model& model, const opensim::Frame& frame) {
  Json list = Json::array();
  for (const std::size_t c : unbalanced_coordinates(frame)) {
    const opensim::Coordinate& coordinate = model.coordinates[c];
    const bool moved = coordinate.motion == opensim::MotionType::translational;
    list.push_back({{"coordinate", coordinate.name},
                    {moved ? "force_N" : "moment_Nm",
                     number(frame.unbalanced[static_cast<Eigen::Index>(c)])}});
  }
  return list;
}

/// Names in a tab-separated header: white space would make two of one.
std::string column(std::string name) {
  std::ranges::replace_if(
      name, [](unsigned char c) { return c <= ' '; }, '_');
  return name;
}

std::vector<std::string> drive_columns(const opensim::Model& model) {
  std::vector<std::string> columns;
  for (const opensim::Muscle& muscle : model.muscles) columns.push_back(column(muscle.name));
  for (const opensim::Actuator& actuator : model.actuators) {
    columns.push_back(column(actuator.name));
  }
  return columns;
}

std::vector<std::string> joint_columns(const opensim::Model& model) {
  std::vector<std::string> columns;
  for (const opensim::Joint& joint : model.joints) {
    for (const char* part : {"fx", "fy", "fz", "mx", "my", "mz"}) {
      columns.push_back(column(
          fmt::format("{}_on_{}_in_ground_{}", joint.name, model.bodies[joint.child].name, part)));
    }
  }
  return columns;
}

void put(std::string& row, double value) {
  fmt::format_to(std::back_inserter(row), "\t{:.8g}", value);
}

}  // namespace

std::vector<std::size_t> unbalanced_coordinates(const opensim::Frame& frame) {
  std::vector<std::size_t> which;
  if (frame.status == load::SolveStatus::solved || !std::isfinite(frame.residual)) return which;
  const auto size = [&](std::size_t c) {
    return std::abs(frame.unbalanced[static_cast<Eigen::Index>(c)]);
  };
  for (std::size_t c = 0; c < static_cast<std::size_t>(frame.unbalanced.size()); ++c) {
    if (size(c) > kNamedShare * frame.residual) which.push_back(c);
  }
  std::ranges::stable_sort(which, std::ranges::greater(), size);
  return which;
}

Json model_load_json(const opensim::Model& model, const opensim::Motion& motion) {
  Json json = versions_json();
  json["model_name"] = model.name;
  json["approximations"] = model.approximations;
  json["ignored_columns"] = motion.ignored;
  json["frames"] = Json::array();
  return json;
}

Json model_frame_json(const opensim::Model& model, const opensim::Frame& frame) {
  Json json;
  json["time"] = frame.time;
  json["status"] = word(frame.status);
  json["objective"] = number(frame.objective);
  json["residual_Nm"] = number(frame.residual);
  json["unbalanced"] = unbalanced_json(model, frame);
  json["constraint_gap_m"] = number(frame.gap);
  json["muscles"] = muscles_json(model, frame);
  json["actuators"] = Json::array();
  for (std::size_t i = 0; i < model.actuators.size(); ++i) {
    json["actuators"].push_back({{"name", model.actuators[i].name},
                                 {"control", frame.control[static_cast<Eigen::Index>(i)]}});
  }
  json["joints"] = Json::array();
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    json["joints"].push_back({{"joint", model.joints[k].name},
                              {"force_N", vector(frame.force[k])},
                              {"moment_Nm", vector(frame.moment[k])}});
  }
  return json;
}

Result<ModelLoadFiles::Table> ModelLoadFiles::open(const std::filesystem::path& path,
                                                   std::string_view name,
                                                   const std::vector<std::string>& columns) {
  DORSAL_TRY(WholeFile file, WholeFile::create(path));
  DORSAL_TRY_VOID(file.write(storage_header(name, false, columns)));
  return Table{std::move(file), name, 0};
}

Result<ModelLoadFiles> ModelLoadFiles::create(const std::filesystem::path& folder,
                                              const opensim::Model& model) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return fail(ErrorCode::write_failed, "the folder cannot be made: " + failed.message(),
                folder.string(), "name another folder with --out");
  }
  DORSAL_TRY(Table activation, open(folder / "activation.sto", "activation", drive_columns(model)));
  DORSAL_TRY(Table force, open(folder / "force.sto", "force", drive_columns(model)));
  DORSAL_TRY(Table loads, open(folder / "loads.sto", "loads", joint_columns(model)));
  return ModelLoadFiles(std::move(activation), std::move(force), std::move(loads));
}

Result<void> ModelLoadFiles::add(const opensim::Model& model, const opensim::Frame& frame) {
  if (frame.status != load::SolveStatus::solved) return {};
  std::string activation = fmt::format("{:.6f}", frame.time);
  std::string force = activation;
  std::string loads = activation;
  for (const double value : frame.activation) put(activation, value);
  for (const double value : frame.tension) put(force, value);
  for (std::size_t i = 0; i < model.actuators.size(); ++i) {
    const double control = frame.control[static_cast<Eigen::Index>(i)];
    put(activation, control);
    put(force, control * model.actuators[i].optimal_force);
  }
  for (std::size_t k = 0; k < model.joints.size(); ++k) {
    for (const double value : frame.force[k]) put(loads, value);
    for (const double value : frame.moment[k]) put(loads, value);
  }
  DORSAL_TRY_VOID(activation_.file.write(activation + '\n'));
  DORSAL_TRY_VOID(force_.file.write(force + '\n'));
  DORSAL_TRY_VOID(loads_.file.write(loads + '\n'));
  for (Table* table : {&activation_, &force_, &loads_}) ++table->rows;
  return {};
}

Result<void> ModelLoadFiles::commit() {
  for (Table* table : {&activation_, &force_, &loads_}) {
    DORSAL_TRY_VOID(commit_with_rows(table->file, table->name, table->rows));
  }
  return {};
}

}  // namespace dorsal::report
