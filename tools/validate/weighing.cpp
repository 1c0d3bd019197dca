#include "weighing.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>

#include "dorsal/base/check.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/load/disc_pressure.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "rows.hpp"

namespace dorsal::validation {
namespace {

using nlohmann::json;

constexpr double kGravity = 9.80665;        // [m/s^2]
constexpr double kMegapascal = 1e6;         // [Pa]
constexpr double kSquareMillimetre = 1e-6;  // [m^2]
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::size_t level_of(std::string_view name) {
  const auto& names = body::level_names();
  const auto found = std::find(names.begin(), names.end(), name);
  DORSAL_CHECK(found != names.end());
  return static_cast<std::size_t>(found - names.begin());
}

/// Discs that were measured take the place of those of the model.
void set_discs(const json& discs, body::Model& model) {
  for (const auto& [level, area] : discs.items()) {
    const double size = area.get<double>() * kSquareMillimetre;
    model.disc[level_of(level)] = {size, size, size};
  }
}

std::string told(const json& value) {
  std::string text = value.dump();
  std::string spaced;
  for (const char c : text) {
    spaced += c;
    if (c == ':' || c == ',') spaced += ' ';
  }
  return spaced;
}

/// What muscles and weight press the joint of neck and thorax with, along the line from C7 to the
/// skull.
double neck_force(const body::Model& model, const load::Solver& solver,
                  const load::LoadFrame& frame) {
  const std::size_t joint = model.head.joint;
  if (joint == body::kNone) return kNone;
  const body::RigidPose& neck = solver.placement().body[joint + 1];
  const double mass = model.bodies[joint + 1].mass;
  Eigen::Vector3d on_head(0, -mass * kGravity, 0);
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    for (std::size_t c = fascicle.first_crossing; c < fascicle.first_crossing + fascicle.crossings;
         ++c) {
      if (model.crossings[c].joint != joint) continue;
      on_head += frame.force[static_cast<Eigen::Index>(f)] * solver.muscles().direction[c];
    }
  }
  return -on_head.dot((neck.R * model.head.pivot).normalized());
}

bool is_among(const body::Model& model, const body::Fascicle& fascicle,
              const std::vector<std::string>& names) {
  return std::ranges::any_of(names, [&](std::string_view name) {
    if (!name.ends_with('*')) return model.groups[fascicle.group] == name;
    name.remove_suffix(1);
    return fascicle.name.starts_with(name);
  });
}

double activation(const Weighed& weighed, std::string_view groups) {
  const body::Model& model = *weighed.model;
  const std::vector<std::string> names = split(groups, '+');
  double sum = 0;
  double volume = 0;
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    if (!is_among(model, fascicle, names)) continue;
    const double drive = weighed.frame.activation[static_cast<Eigen::Index>(f)];
    sum += fascicle.volume * (model.resting_tone + (1 - model.resting_tone) * drive);
    volume += fascicle.volume;
  }
  DORSAL_CHECK(volume > 0);
  return sum / volume;
}

double at_level(const Weighed& weighed, std::string_view measure, std::size_t level) {
  const load::LoadFrame& frame = weighed.frame;
  const double compression = frame.compression[level];
  if (measure == "compression") return compression;
  if (measure == "shear") return frame.shear_ap[level];
  if (measure == "passive_moment") return frame.passive_moment[level].z();
  if (measure == "resultant") {
    return std::hypot(compression, frame.shear_ap[level], frame.shear_ml[level]);
  }
  DORSAL_CHECK(measure == "pressure");
  const auto pressure =
      load::disc_pressure(static_cast<body::Level>(level), weighed.model->disc[level], compression);
  return pressure ? pressure->value / kMegapascal : kNone;
}

Result<json> read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) return fail(ErrorCode::no_such_file, "cannot be read", path.string());
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return schema::parse(text, path.filename().string());
}

}  // namespace

Result<Weighing> Weighing::open(const std::filesystem::path& scenes) {
  DORSAL_TRY(const json document, read_json(scenes));
  Weighing weighing;
  for (const auto& [name, scene] : document.at("bodies").items()) {
    const json who = scene.value("person", json::object());
    DORSAL_TRY(const body::Person person, report::person_from_json(who, name));
    DORSAL_TRY(body::Model model, body::model_of(person));
    set_discs(scene.value("disc_mm2", json::object()), model);
    weighing.persons_.emplace(name, person);
    weighing.models_.emplace(name, std::move(model));
    weighing.body_scenes_.push_back({name, told(who), scene.at("why").get<std::string>()});
  }
  for (const auto& [name, scene] : document.at("postures").items()) {
    const json& posture = scene.at("posture");
    DORSAL_TRY(const report::LoadTask task, report::load_task_from_json(posture, name));
    weighing.postures_.emplace(name, task.request);
    weighing.posture_scenes_.push_back({name, told(posture), scene.at("why").get<std::string>()});
  }
  return weighing;
}

const body::Person& Weighing::person(const std::string& body) const { return persons_.at(body); }

const body::Model& Weighing::model(const std::string& body) const { return models_.at(body); }

const load::PostureRequest& Weighing::posture(const std::string& name) const {
  return postures_.at(name);
}

bool Weighing::knows_posture(const std::string& name) const { return postures_.contains(name); }

const Weighed& Weighing::weigh(const std::string& body, const std::string& posture) {
  const auto key = std::make_pair(body, posture);
  const auto found = weighed_.find(key);
  if (found != weighed_.end()) return found->second;
  return weighed_.emplace(key, validation::weigh(model(body), postures_.at(posture))).first->second;
}

Weighed weigh(const body::Model& model, const load::PostureRequest& request) {
  Weighed weighed;
  weighed.model = &model;
  const auto held = load::posture_from_request(model, request);
  if (!held) return weighed;
  load::Solver solver(model);
  weighed.frame = solver.solve(held->posture, held->burden);
  weighed.neck = neck_force(model, solver, weighed.frame);
  return weighed;
}

double measure(const Weighed& weighed, std::string_view measure, std::string_view levels) {
  constexpr std::string_view kActivation = "activation:";
  if (weighed.frame.status != load::SolveStatus::solved) return kNone;
  if (measure.starts_with(kActivation)) {
    return activation(weighed, measure.substr(kActivation.size()));
  }
  if (measure == "neck") return weighed.neck;
  if (measure == "muscle_force") return weighed.frame.force.sum();
  const auto [first, last] = level_range(levels);
  double sum = 0;
  for (std::size_t level = first; level <= last; ++level) sum += at_level(weighed, measure, level);
  return sum / static_cast<double>(last - first + 1);
}

std::pair<std::size_t, std::size_t> level_range(std::string_view levels) {
  const std::size_t dots = levels.find("..");
  if (dots == std::string_view::npos) return {level_of(levels), level_of(levels)};
  return {level_of(levels.substr(0, dots)), level_of(levels.substr(dots + 2))};
}

}  // namespace dorsal::validation
