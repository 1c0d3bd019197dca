#include "dorsal/report/load_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/base/version.hpp"

namespace dorsal::report {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json vector(const Eigen::Vector3d& v) {
  return Json::array({number(v.x()), number(v.y()), number(v.z())});
}

std::string side_word(body::Side side) {
  switch (side) {
    case body::Side::left:
      return "left";
    case body::Side::right:
      return "right";
    case body::Side::middle:
      return "middle";
  }
  return "middle";
}

// Part of a level's compression that each muscle group makes; groups that pass it by are left out.
Json group_shares(const body::Model& model, const load::LoadFrame& frame, std::size_t level) {
  Json shares = Json::object();
  const double compression = frame.compression[level];
  for (Eigen::Index group = 0; group < frame.group_compression.cols(); ++group) {
    const double part = frame.group_compression(static_cast<Eigen::Index>(level), group);
    if (part != 0 && std::isfinite(part / compression)) {
      shares[model.groups[static_cast<std::size_t>(group)]] = part / compression;
    }
  }
  return shares;
}

Json level_json(const body::Model& model, const load::LoadFrame& frame, std::size_t level) {
  Json json;
  json["level"] = body::level_names()[level];
  json["compression_N"] = number(frame.compression[level]);
  json["shear_ap_N"] = number(frame.shear_ap[level]);
  json["shear_ml_N"] = number(frame.shear_ml[level]);
  json["moment_Nm"] = vector(frame.moment[level]);
  json["passive_moment_Nm"] = vector(frame.passive_moment[level]);
  json["ribcage_share"] = number(frame.ribcage[level] / frame.compression[level]);
  json["group_share"] = group_shares(model, frame, level);
  // No measured disc areas stand in the model yet, and a guess would look like a measurement.
  json["disc_pressure_MPa"] = nullptr;
  json["disc_pressure_interval_MPa"] = nullptr;
  return json;
}

Json muscles_json(const body::Model& model, const load::LoadFrame& frame) {
  Json list = Json::array();
  for (std::size_t i = 0; i < model.fascicles.size(); ++i) {
    const body::Fascicle& fascicle = model.fascicles[i];
    const auto row = static_cast<Eigen::Index>(i);
    list.push_back({{"name", fascicle.name},
                    {"group", model.groups[fascicle.group]},
                    {"side", side_word(fascicle.side)},
                    {"activation", std::clamp(frame.activation[row], 0.0, 1.0)},
                    {"force_N", std::max(frame.force[row], 0.0)}});
  }
  return list;
}

}  // namespace

std::string_view word(load::SolveStatus status) {
  switch (status) {
    case load::SolveStatus::solved:
      return "solved";
    case load::SolveStatus::cannot_be_held:
      return "cannot_be_held";
    case load::SolveStatus::not_converged:
      return "not_converged";
  }
  return "not_converged";
}

Json versions_json() {
  const Versions all = versions();
  return {{"schema", all.schema},
          {"dorsal", all.dorsal},
          {"model", all.model},
          {"knowledge", all.knowledge}};
}

Json load_json(const body::Model& model, const load::LoadFrame& frame) {
  Json json = versions_json();
  json["status"] = word(frame.status);
  json["levels"] = Json::array();
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    json["levels"].push_back(level_json(model, frame, level));
  }
  json["muscles"] = muscles_json(model, frame);
  json["contacts"] = Json::array();
  json["residual_Nm"] =
      number(frame.residual.size() > 0 ? frame.residual.cwiseAbs().maxCoeff() : 0);
  json["objective"] = number(frame.objective);
  json["iterations"] = frame.iterations;
  return json;
}

Json error_json(const Error& error) {
  return {{"error",
           {{"code", std::string(to_string(error.code))},
            {"sentence", error.sentence},
            {"place", error.place},
            {"hint", error.hint}}}};
}

}  // namespace dorsal::report
