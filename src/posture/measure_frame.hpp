#pragma once

#include "dorsal/posture/measures.hpp"
#include "fit.hpp"
#include "observations.hpp"

namespace dorsal::posture {

/// What one frame tells, with 90 % intervals; what it does not tell is a gap with its reason.
[[nodiscard]] MeasureArray<MeasuredValue> measure_frame(const body::Skeleton& skeleton,
                                                        const Fit& fit, const Prior& prior,
                                                        const Observations& observations,
                                                        bool spatial);

/// The same gap for every measure.
[[nodiscard]] MeasureArray<MeasuredValue> no_measures(Gap gap);

/// Hips and shoulders are seen.
[[nodiscard]] bool trunk_seen(const Observations& observations);

}  // namespace dorsal::posture
