#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/answer.hpp"
#include "dorsal/ergonomics/provenance.hpp"
#include "dorsal/ergonomics/reba.hpp"

namespace dorsal::ergonomics {

using Task = nlohmann::json;
using Json = nlohmann::ordered_json;

/// Reading of a task whose types the schema has checked.
[[nodiscard]] inline bool flag(const Task& task, const char* field) {
  return task.value(field, false);
}
[[nodiscard]] inline double number(const Task& task, const char* field) {
  return task.at(field).get<double>();
}
[[nodiscard]] inline std::optional<double> maybe(const Task& task, const char* field) {
  if (!task.contains(field)) return std::nullopt;
  return task.at(field).get<double>();
}
[[nodiscard]] inline std::optional<Angle> maybe_angle(const Task& task, const char* field) {
  if (!task.contains(field)) return std::nullopt;
  return degrees(task.at(field).get<double>());
}

[[nodiscard]] inline Angle angle_of(const Task& value) { return degrees(value.get<double>()); }

/// A number for JSON, which has no infinity: null.
[[nodiscard]] inline Json finite(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// versions, method, source, grade, applies_to; the worst of the method's grade and `from`'s.
[[nodiscard]] Json begin_answer(Method method, const Provenance& from);
/// Adds the notes, when there are any.
void end_answer(Json& answer, const Provenance& from);

/// @error missing
[[nodiscard]] tl::unexpected<Error> missing_field(const char* field, std::string_view place,
                                                  const std::string& hint = "add it");

/// The methods, each from a task that fits its definition in the schema.
Result<Json> answer_rula(const Task& task, std::string_view place);
Result<Json> answer_reba(const Task& task, std::string_view place);
Result<Json> answer_owas(const Task& task, std::string_view place);
Result<Json> answer_rnle(const Task& task, std::string_view place);
Result<Json> answer_liberty(const Task& task, std::string_view place);
Result<Json> answer_lifft(const Task& task, std::string_view place);
Result<Json> answer_duet(const Task& task, std::string_view place);
Result<Json> answer_shoulder(const Task& task, std::string_view place);
Result<Json> answer_static(const Task& task, std::string_view place);
Result<Json> answer_rosa(const Task& task, std::string_view place);
Result<Json> answer_endurance(const Task& task, std::string_view place);
Result<Json> answer_fatigue(const Task& task, std::string_view place);
Result<Json> answer_mdd(const Task& task, std::string_view place);

/// Field by field: a part score, from a number by hand or from an angle.
class PartReader {
 public:
  /// @param by_hand  whether a part score wins over an angle that stands beside it
  PartReader(const Task& task, std::string_view place, bool by_hand)
      : task_(task), place_(place), by_hand_(by_hand) {}

  /// @param other  field that can stand in for the part
  template <class FromOther>
  int part(const char* name, const char* other, FromOther from_other) {
    const bool has_other = other != nullptr && task_.contains(other);
    if (task_.contains(name) && has_other) corrected_.emplace_back(name);
    if (task_.contains(name) && (by_hand_ || !has_other)) return task_.at(name).get<int>();
    if (has_other) return from_other(task_.at(other));
    if (!error_) {
      error_ = missing_field(name, place_,
                             other == nullptr ? std::string("add it")
                                              : std::string("add it, or \"") + other + "\"")
                   .value();
    }
    return 1;
  }
  int part(const char* name) {
    return part(name, nullptr, [](const Task&) { return 1; });
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  /// Parts that were given by hand beside their angle.
  [[nodiscard]] const std::vector<std::string>& corrected() const { return corrected_; }

 private:
  const Task& task_;
  std::string_view place_;
  bool by_hand_;
  std::optional<Error> error_;
  std::vector<std::string> corrected_;
};

[[nodiscard]] ArmConditions arm_conditions(const Task& task);
/// The task of one side: its own fields over those beside them; the sides' objects are left out.
[[nodiscard]] Task task_of_side(const Task& task, const char* side);
/// Field order for the answer: which sides a task speaks of.
[[nodiscard]] std::vector<std::string> sides_of(const Task& task);

}  // namespace dorsal::ergonomics
