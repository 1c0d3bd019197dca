#pragma once

#include <filesystem>
#include <memory>

#include "dorsal/base/result.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/pipeline/assess.hpp"
#include "dorsal/posture/estimator.hpp"
#include "dorsal/posture/survey.hpp"
#include "dorsal/report/assessment.hpp"
#include "recording.hpp"

namespace dorsal::pipeline {

/// What is known before a recording is weighed: whose body it is, how it is seen and held upright.
struct KnownPerson {
  body::Person person;
  body::Model model;           // muscles
  posture::Surveyed surveyed;  // of the whole recording
};

/// First pass over a recording.
/// @error of the body model and of the calibration's recording; missing: nobody in it
Result<KnownPerson> know_person(const Request& request, Recording& recording,
                                const std::filesystem::path& scratch, Progress& progress);

/// Writes into the assessment what was known and what was taken for granted.
void describe(const Request& request, const Recording& recording, const KnownPerson& known,
              report::Assessment& assessment);

}  // namespace dorsal::pipeline
