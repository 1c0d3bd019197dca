#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::report {
namespace {

using nlohmann::json;

// Each takes a field over when it is there and not null; the schema has checked its type.
void take(const json& object, const char* field, double& target) {
  if (object.contains(field) && object[field].is_number()) target = object[field].get<double>();
}

void take(const json& object, const char* field, Angle& target) {
  if (object.contains(field) && object[field].is_number()) {
    target = degrees(object[field].get<double>());
  }
}

void take(const json& object, const char* field, Length& target) {
  if (object.contains(field)) target = metres(object[field].get<double>());
}

void take(const json& object, const char* field, std::optional<Angle>& target) {
  if (object.contains(field) && object[field].is_number()) {
    target = degrees(object[field].get<double>());
  }
}

json part(const json& object, const char* field) { return object.value(field, json::object()); }

load::Support support_from(const std::string& word) {
  if (word == "sitting_unsupported") return load::Support::sitting_unsupported;
  if (word == "sitting_backrest") return load::Support::sitting_backrest;
  if (word == "lying_supine") return load::Support::lying_supine;
  if (word == "lying_prone") return load::Support::lying_prone;
  if (word == "lying_side") return load::Support::lying_side;
  return load::Support::standing;
}

load::ForearmSupport forearm_support_from(const std::string& word) {
  if (word == "desk") return load::ForearmSupport::desk;
  if (word == "armrest") return load::ForearmSupport::armrest;
  if (word == "thigh") return load::ForearmSupport::thigh;
  return load::ForearmSupport::none;
}

Eigen::Vector3d vector_from(const json& list) {
  return {list[0].get<double>(), list[1].get<double>(), list[2].get<double>()};
}

body::Person person_from_checked(const json& value) {
  body::Person person;
  if (value.contains("sex")) {
    person.sex = value["sex"] == "female" ? body::Sex::female : body::Sex::male;
  }
  take(value, "age_years", person.age);
  take(value, "height_m", person.height);
  if (value.contains("mass_kg")) person.mass = kilograms(value["mass_kg"].get<double>());
  take(value, "kyphosis_deg", person.kyphosis);
  take(value, "conditioning", person.conditioning);
  return person;
}

load::ArmRequest arm_from(const json& arm, const std::string& support) {
  load::ArmRequest request;
  take(arm, "flexion_deg", request.flexion);
  take(arm, "abduction_deg", request.abduction);
  take(arm, "elbow_flexion_deg", request.elbow_flexion);
  request.support = forearm_support_from(support);
  return request;
}

load::Burden burden_from(const json& value) {
  load::Burden burden;
  take(part(value, "hands"), "left_mass_kg", burden.left_hand);
  take(part(value, "hands"), "right_mass_kg", burden.right_hand);
  for (const json& force : value.value("forces", json::array())) {
    load::ExternalForce external;
    external.body = force["body"].get<std::string>();
    if (force.contains("at_m")) external.at = vector_from(force["at_m"]);
    external.force = vector_from(force["force_N"]);
    burden.forces.push_back(external);
  }
  return burden;
}

}  // namespace

Result<body::Person> person_from_json(const json& value, std::string_view place) {
  DORSAL_TRY_VOID(schema::check(value, schema::Document::person, place));
  return person_from_checked(value);
}

Result<LoadTask> load_task_from_json(const json& value, std::string_view place) {
  DORSAL_TRY_VOID(schema::check(value, schema::Document::posture_request, place));
  const json trunk = part(value, "trunk");
  if (trunk.contains("inclination_deg") && trunk.contains("flexion_deg")) {
    return fail(ErrorCode::malformed, "inclination_deg and flexion_deg are two names of one thing",
                fmt::format("{}, trunk", place), "keep inclination_deg");
  }
  LoadTask task;
  task.person = person_from_checked(part(value, "person"));
  load::PostureRequest& request = task.request;
  request.support = support_from(value.value("support", "standing"));
  take(part(value, "backrest"), "recline_deg", request.backrest.recline);
  take(part(value, "backrest"), "height_m", request.backrest.height);
  take(trunk, "inclination_deg", request.trunk.inclination);
  take(trunk, "flexion_deg", request.trunk.inclination);
  take(trunk, "lateral_bend_deg", request.trunk.lateral_bend);
  take(trunk, "axial_rotation_deg", request.trunk.axial_rotation);
  take(part(value, "pelvis"), "tilt_deg", request.pelvis_tilt);
  take(part(value, "thoracic"), "flexion_deg", request.thoracic_flexion);
  take(part(value, "head"), "flexion_deg", request.head.flexion);
  take(part(value, "head"), "forward_m", request.head.forward);
  request.left_arm = arm_from(part(value, "left_arm"), value.value("left_support", "none"));
  request.right_arm = arm_from(part(value, "right_arm"), value.value("right_support", "none"));
  request.burden = burden_from(value);
  return task;
}

}  // namespace dorsal::report
