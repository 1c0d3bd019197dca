#include "dorsal/ergonomics/answer.hpp"

#include <fmt/format.h>

#include <algorithm>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "dorsal/base/check.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/schema/document.hpp"
#include "embedded.hpp"
#include "task_json.hpp"
#include "texts.hpp"

namespace dorsal::ergonomics {
namespace {

struct Description {
  std::string source, grade, applies_to;
};

Description description(Method method) {
  static const toml::parse_result kFile =
      toml::parse(embedded_file("knowledge/methods/methods.toml"));
  DORSAL_CHECK(kFile.succeeded());
  const auto entry = kFile.table()[name_of(method)];
  const auto text = [&](const char* key) {
    const auto value = entry[key].value<std::string>();
    DORSAL_CHECK(value.has_value());
    return *value;
  };
  return {text("source"), text("grade"), text("applies_to")};
}

std::string definition_of(Method method, const Task& task) {
  switch (method) {
    case Method::rula:
      return "ErgoRula";
    case Method::reba:
      return "ErgoReba";
    case Method::owas:
      return "ErgoOwas";
    case Method::rnle:
      return task.contains("tasks") ? "ErgoLifts" : "ErgoLift";
    case Method::liberty:
      return "ErgoLiberty";
    case Method::lifft:
      return "ErgoLifft";
    case Method::duet:
      return "ErgoDuet";
    case Method::shoulder:
      return task.contains("damage") ? "ErgoShoulderDamage" : "ErgoShoulder";
    case Method::static_posture:
      return "ErgoStatic";
    case Method::rosa:
      return "ErgoRosa";
    case Method::endurance:
      return "ErgoEndurance";
    case Method::fatigue:
      return "ErgoFatigue";
    case Method::mdd:
      return "ErgoMdd";
  }
  DORSAL_CHECK(false);
}

using Answerer = Result<Json> (*)(const Task&, std::string_view);
constexpr std::array<Answerer, kMethodNames.size()> kAnswerers = {
    answer_rula,      answer_reba,    answer_owas,     answer_rnle,   answer_liberty,
    answer_lifft,     answer_duet,    answer_shoulder, answer_static, answer_rosa,
    answer_endurance, answer_fatigue, answer_mdd};

}  // namespace

std::string_view name_of(Method method) { return kMethodNames[static_cast<std::size_t>(method)]; }

std::optional<Method> method_from_name(std::string_view name) {
  const auto found = std::find(kMethodNames.begin(), kMethodNames.end(), name);
  if (found == kMethodNames.end()) return std::nullopt;
  return static_cast<Method>(found - kMethodNames.begin());
}

Json begin_answer(Method method, const Provenance& from) {
  const Versions all = versions();
  const Description about = description(method);
  const std::string_view grade = to_string(from.grade);
  // Letters sort as grades do; "NF" comes after "C".
  const std::string worst = std::max(about.grade, std::string(grade));
  return {{"schema", all.schema},
          {"dorsal", all.dorsal},
          {"model", all.model},
          {"knowledge", all.knowledge},
          {"method", name_of(method)},
          {"source", about.source},
          {"grade", worst},
          {"applies_to", about.applies_to}};
}

void end_answer(Json& answer, const Provenance& from) {
  const Texts english("en");
  if (!from.notes.empty()) answer["notes"] = Json::array();
  for (const std::string& note : from.notes) {
    answer["notes"].push_back({{"id", note}, {"text", english("note." + note)}});
  }
}

tl::unexpected<Error> missing_field(const char* field, std::string_view place,
                                    const std::string& hint) {
  return fail(ErrorCode::missing, fmt::format("the field \"{}\" is missing", field),
              std::string(place), hint);
}

ArmConditions arm_conditions(const Task& task) {
  return {flag(task, "shoulder_raised"), flag(task, "upper_arm_abducted"),
          flag(task, "arm_supported"), flag(task, "arm_across_or_out"),
          flag(task, "wrist_deviated")};
}

Task task_of_side(const Task& task, const char* side) {
  Task one = task;
  one.erase("left");
  one.erase("right");
  if (task.contains(side)) one.update(task.at(side));
  return one;
}

std::vector<std::string> sides_of(const Task& task) {
  std::vector<std::string> sides;
  for (const char* side : {"left", "right"}) {
    if (task.contains(side)) sides.emplace_back(side);
  }
  return sides;
}

Result<Json> answer(Method method, const Task& task, std::string_view place) {
  DORSAL_TRY_VOID(schema::check_definition(task, definition_of(method, task), place));
  return kAnswerers[static_cast<std::size_t>(method)](task, place);
}

}  // namespace dorsal::ergonomics
