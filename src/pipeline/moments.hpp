#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "dorsal/body/posture.hpp"
#include "dorsal/exposure/distribution.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/posture_series.hpp"
#include "dorsal/report/assessment.hpp"
#include "recording.hpp"
#include "spool.hpp"

namespace dorsal::pipeline {

/// How heavily one frame loads the upper back: mean over the thoracic levels of compression over
/// the same person's compression standing upright. [-] 1: as standing
[[nodiscard]] double load_score(const load::LoadFrame& frame,
                                const body::LevelArray<double>& standing);

/// A loaded frame as it lies in a spool: all that is needed to draw it.
struct LoadedRecord {
  PoseRecord landmarks;
  double score;
  std::array<double, body::kCoordinates> q;
  std::array<double, body::kCoordinates> deviation;
  posture::MeasureArray<posture::MeasuredValue> measures;
  body::LevelArray<std::array<double, 3>> spine;
};
[[nodiscard]] LoadedRecord loaded_record(const PoseRecord& landmarks,
                                         const posture::PostureFrame& frame, double score);

/// The frames to be drawn: the one whose score is nearest to the recording's median, and the
/// greatest. Of equals, the first.
struct ChosenMoments {
  LoadedRecord median;
  LoadedRecord worst;
};
/// @return nothing when no frame was loaded
[[nodiscard]] std::optional<ChosenMoments> choose_moments(Spool<LoadedRecord>& records,
                                                          const exposure::Distribution& scores);

/// The moment without its load and picture, turned so that the person looks along x.
[[nodiscard]] report::Moment to_moment(const LoadedRecord& record);

}  // namespace dorsal::pipeline
