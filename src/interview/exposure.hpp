#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "dorsal/interview/request.hpp"

namespace dorsal::interview {

/// Takes over what was measured, for findings that the person has not answered.
/// @param findings  {id: {"value", "measured", "interval", "observed_s"}}
Result<void> take_exposure(const knowledge::Knowledge& knowledge, const nlohmann::json& findings,
                           const std::string& place, Request& request);

}  // namespace dorsal::interview
