#pragma once

#include <optional>
#include <string>

#include "dorsal/base/result.hpp"
#include "dorsal/watch/conditioning.hpp"

namespace dorsal::app {

/// What the days in a file, as the watcher keeps them, make of the strength of the muscles.
/// @param path  of --days; empty: it was not given, and there is nothing
/// @error those of read_text and watch::read_days; missing: not one day in it
Result<std::optional<watch::Conditioning>> conditioning_of_days(const std::string& path);

}  // namespace dorsal::app
