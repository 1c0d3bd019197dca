#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::ergonomics {

enum class Method {
  rula,
  reba,
  owas,
  rnle,
  liberty,
  lifft,
  duet,
  shoulder,
  static_posture,
  rosa,
  endurance,
  fatigue,
  mdd
};
inline constexpr std::array<std::string_view, 13> kMethodNames = {
    "rula",     "reba",   "owas", "rnle",      "liberty", "lifft", "duet",
    "shoulder", "static", "rosa", "endurance", "fatigue", "mdd"};
[[nodiscard]] std::optional<Method> method_from_name(std::string_view name);
[[nodiscard]] std::string_view name_of(Method method);

/// The answer to one task: versions, method, source, grade, applies_to, then the scores.
/// @param task   as schema/dorsal.schema.json describes it under Ergo...
/// @param place  begins every error's place
/// @error as schema::check_definition; out_of_range where a method's own range is narrower
Result<nlohmann::ordered_json> answer(Method method, const nlohmann::json& task,
                                      std::string_view place);

/// The distribution of a score over a recording, from what its report.json holds: time, and the
/// error of the angles.
/// @param report  a document of `dorsal analyze`
/// @param task    part scores by hand, for what a camera does not see; may be empty
/// @error missing: the report does not hold what the method needs
Result<nlohmann::ordered_json> answer_from_report(Method method, const nlohmann::json& report,
                                                  const nlohmann::json& task,
                                                  std::string_view place);

/// An answer as lines for a reader.
/// @param language  "en" or "es"
[[nodiscard]] std::vector<std::string> in_words(const nlohmann::ordered_json& answer,
                                                std::string_view language);

}  // namespace dorsal::ergonomics
