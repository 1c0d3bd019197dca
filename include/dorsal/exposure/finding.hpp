#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/posture_exposure.hpp"

namespace dorsal::exposure {

/// Why a question of the interview is not answered by what was measured.
enum class FindingGap {
  none,
  not_seen,          ///< the measure itself has a gap, which `gap` names
  legs_hidden,       ///< sitting and lifting need the legs
  too_short,         ///< less than `needed` was observed
  too_few_pictures,  ///< a second, to count cycles
  mass_unknown,      ///< a camera sees no mass
};

/// What a measured exposure says to a question of the interview.
struct Finding {
  std::string id;                                           // "trunk_bending"
  double value = std::numeric_limits<double>::quiet_NaN();  // NaN unless measured
  std::string unit;                                         // "1": share of the time observed
  bool measured = false;
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
  double observed = 0;  // [s]
  double needed = 0;    // [s] of observation before it may be evidence; expert
  std::string answer;   // option of the question; empty: a number, or the interval leaves it open
  FindingGap why = FindingGap::not_seen;
  posture::Gap gap = posture::Gap::none;  // where why is not_seen
};

/// Every question that a camera can answer, measured or not.
/// @param lifted  in the hands, both together; unset: not known
[[nodiscard]] std::vector<Finding> findings(const PostureExposure& exposure,
                                            std::optional<Mass> lifted = {});

}  // namespace dorsal::exposure
