#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/load/posture_request.hpp"
#include "dorsal/load/uncertainty.hpp"
#include "dorsal/watch/conditioning.hpp"

namespace dorsal::report {

/// One question to `dorsal load`: whose body, held how.
struct LoadTask {
  body::Person person;
  load::PostureRequest request;
};

/// @param place  begins every error's place
/// @error as schema::check
Result<body::Person> person_from_json(const nlohmann::json& value, std::string_view place);
/// @error as schema::check; malformed: both names of the trunk's inclination
Result<LoadTask> load_task_from_json(const nlohmann::json& value, std::string_view place);

/// The answer, in the order of the interface; numbers that are not known are null.
/// @param burden    what the frame was solved with: it names the contacts
/// @param interval  adds a band to every level, when given
[[nodiscard]] nlohmann::ordered_json load_json(const body::Model& model,
                                               const load::LoadFrame& frame,
                                               const load::Burden& burden = {},
                                               const load::LoadInterval* interval = nullptr);

/// What weeks of days made of the strength: the `conditioning` of an answer.
[[nodiscard]] nlohmann::ordered_json conditioning_json(const watch::Conditioning& conditioning);

/// "solved", "cannot_be_held", "not_converged"
[[nodiscard]] std::string_view word(load::SolveStatus status);

/// {"schema", "dorsal", "model", "knowledge"}, which every result begins with.
[[nodiscard]] nlohmann::ordered_json versions_json();

/// {"error": {"code", "sentence", "place", "hint"}}, which stands in a failed input's place.
[[nodiscard]] nlohmann::ordered_json error_json(const Error& error);

}  // namespace dorsal::report
