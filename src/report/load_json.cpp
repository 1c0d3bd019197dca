#include "dorsal/report/load_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "dorsal/base/printable.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/load/disc_pressure.hpp"
#include "json_values.hpp"

namespace dorsal::report {
namespace {

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

Json interval(double low, double high) { return Json::array({number(low), number(high)}); }

Json interval(const std::array<double, 2>& bounds) { return interval(bounds[0], bounds[1]); }

void add_pressure(const body::Model& model, const load::LoadFrame& frame, std::size_t level,
                  const load::LoadInterval* band, Json& json) {
  constexpr double kMegapascal = 1e6;  // [Pa]
  const double compression = frame.compression[level];
  const double low = band == nullptr ? compression : band->compression[level][0];
  const double high = band == nullptr ? compression : band->compression[level][1];
  const auto pressure = load::disc_pressure(static_cast<body::Level>(level), model.disc[level],
                                            compression, low, high);
  json["disc_pressure_MPa"] = pressure ? number(pressure->value / kMegapascal) : Json(nullptr);
  json["disc_pressure_interval_MPa"] =
      pressure ? interval(pressure->low / kMegapascal, pressure->high / kMegapascal)
               : Json(nullptr);
}

Json level_json(const body::Model& model, const load::LoadFrame& frame, std::size_t level,
                const load::LoadInterval* band) {
  Json json;
  json["level"] = body::level_names()[level];
  json["compression_N"] = number(frame.compression[level]);
  json["shear_ap_N"] = number(frame.shear_ap[level]);
  json["shear_ml_N"] = number(frame.shear_ml[level]);
  if (band != nullptr) {
    json["compression_interval_N"] = interval(band->compression[level]);
    json["shear_ap_interval_N"] = interval(band->shear_ap[level]);
    json["shear_ml_interval_N"] = interval(band->shear_ml[level]);
  }
  json["moment_Nm"] = vector(frame.moment[level]);
  json["passive_moment_Nm"] = vector(frame.passive_moment[level]);
  json["ribcage_share"] = number(frame.ribcage[level] / frame.compression[level]);
  json["group_share"] = group_shares(model, frame, level);
  add_pressure(model, frame, level, band, json);
  return json;
}

// What each thing that carries the body pushes with, and on which bodies.
Json contacts_json(const body::Model& model, const load::LoadFrame& frame,
                   const load::Burden& burden) {
  Json list = Json::array();
  std::vector<Eigen::Vector3d> sums;
  for (std::size_t i = 0; i < burden.contacts.size(); ++i) {
    const load::Contact& contact = burden.contacts[i];
    const Eigen::Vector3d force = frame.contact[static_cast<Eigen::Index>(i)] * contact.normal;
    std::size_t row = 0;
    while (row < list.size() && list[row]["at"] != contact.at) ++row;
    if (row == list.size()) {
      list.push_back({{"at", contact.at}, {"force_N", nullptr}, {"bodies", Json::array()}});
      sums.emplace_back(Eigen::Vector3d::Zero());
    }
    sums[row] += force;
    list[row]["force_N"] = vector(sums[row]);
    list[row]["bodies"].push_back(
        {{"body", model.bodies[contact.body].name}, {"force_N", vector(force)}});
  }
  return list;
}

Json uncertainty_json(const load::LoadInterval& band) {
  return {{"probability", 0.9}, {"draws", band.draws}, {"held", band.held}, {"seed", band.seed}};
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

Json load_json(const body::Model& model, const load::LoadFrame& frame, const load::Burden& burden,
               const load::LoadInterval* interval) {
  Json json = versions_json();
  json["status"] = word(frame.status);
  json["levels"] = Json::array();
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    json["levels"].push_back(level_json(model, frame, level, interval));
  }
  json["muscles"] = muscles_json(model, frame);
  json["contacts"] = contacts_json(model, frame, burden);
  json["residual_Nm"] =
      number(frame.residual.size() > 0 ? frame.residual.cwiseAbs().maxCoeff() : 0);
  json["objective"] = number(frame.objective);
  json["iterations"] = frame.iterations;
  if (interval != nullptr) json["uncertainty"] = uncertainty_json(*interval);
  return json;
}

Json conditioning_json(const watch::Conditioning& c) {
  return {{"value", number(c.value)},
          {"interval", interval(c.low, c.high)},
          {"weeks", c.weeks},
          {"exercises_per_day", number(c.exercises)},
          {"still_h_per_day", number(c.still_hours)},
          {"quality", "expert"}};
}

Json error_json(const Error& error) {
  return {{"error",
           {{"code", std::string(to_string(error.code))},
            {"sentence", printable(error.sentence)},
            {"place", printable(error.place)},
            {"hint", printable(error.hint)}}}};
}

}  // namespace dorsal::report
