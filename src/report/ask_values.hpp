#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/interview/request.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/model.hpp"
#include "dorsal/report/ask_json.hpp"

namespace dorsal::report {

/// An answer as the input has it: true, "current", 52.
[[nodiscard]] nlohmann::ordered_json answer_json(const knowledge::Finding& finding, double answer);

/// Every cause, most likely first, with what speaks for and against it.
[[nodiscard]] nlohmann::ordered_json causes_json(const reasoning::Model& model,
                                                 const interview::Request& request,
                                                 const reasoning::Posterior& posterior,
                                                 const AskOptions& options);

}  // namespace dorsal::report
