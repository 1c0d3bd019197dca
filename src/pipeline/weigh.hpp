#pragma once

#include <filesystem>

#include "dorsal/base/result.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/report/assessment.hpp"
#include "files_out.hpp"
#include "known_person.hpp"
#include "recording.hpp"

namespace dorsal::pipeline {

/// Second pass: posture and load of every frame of a recording, summed up.
/// @error write_failed
Result<report::Assessment> weigh(const Request& request, Recording& recording,
                                 const KnownPerson& known, SeriesFiles& files,
                                 const std::filesystem::path& scratch, Progress& progress);

}  // namespace dorsal::pipeline
