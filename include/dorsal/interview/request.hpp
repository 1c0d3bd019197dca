#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/interview/state.hpp"
#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::interview {

/// An answer that a camera gave, not the person.
struct Measured {
  double value = 0;           // as the report has it
  std::optional<double> low;  // its interval
  std::optional<double> high;
  std::optional<double> observed_s;  // for how long was looked [s]
};

/// What `dorsal ask` and `dorsal plan` read.
struct Request {
  State state;
  std::optional<std::string> lang;                ///< "en" or "es", where the document says it
  std::vector<std::optional<Measured>> measured;  ///< (finding) set where the answer is measured
  std::vector<Diagnostic> notes;                  ///< measurements that were not used, and why
};

/// Nothing given.
[[nodiscard]] Request no_request(const knowledge::Knowledge& knowledge);

/// Reads {"age" | "age_years", "sex", "lang", "answers": {id: answer | "unknown"}, "exposure":
/// {id: {"value", "measured", "interval", "observed_s"}}}; every field may be left out. "unknown"
/// was asked and is not known (skipped); an absent finding was not asked. Of exposure only findings
/// that the person has not answered are taken.
/// @param place  file name or "standard input", begins every error's place
/// @error malformed: no JSON, an unknown field or finding (near names are given), a wrong type or
///   option, two answers that contradict each other (both are named); out_of_range: a number, and
///   an age under 18, which dorsal is not made for
Result<Request> read_request(const knowledge::Knowledge& knowledge, std::string_view text,
                             std::string_view place);
Result<Request> request_from_json(const knowledge::Knowledge& knowledge,
                                  const nlohmann::json& value, std::string_view place);

/// Takes measured findings over, as `--exposure report.json` gives them: a whole report of
/// `dorsal analyze`, or its "findings".
/// @error as read_request
Result<void> add_exposure(const knowledge::Knowledge& knowledge, std::string_view text,
                          std::string_view place, Request& request);

}  // namespace dorsal::interview
