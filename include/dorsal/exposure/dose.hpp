#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/exposure/load_dose.hpp"
#include "dorsal/exposure/load_exposure.hpp"
#include "dorsal/exposure/posture_exposure.hpp"

namespace dorsal::exposure {

/// One number that sums up a recording, as it stands in report.json.
struct Dose {
  std::string id;  // "trunk_inclination_past_20_deg_share"
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string unit;                                       // "s", "1", "1/min"
  double low = std::numeric_limits<double>::quiet_NaN();  // NaN: no interval
  double high = std::numeric_limits<double>::quiet_NaN();
  std::optional<double> limit;  // of the source, same unit
  std::string source;
};

/// Per zone border: time and share beyond it, longest hold, entries per minute; holds, changes and
/// cycles of each part; sitting, lifts, where the head points. What is under way must be closed.
/// Doses of measures that were never observed are left out.
[[nodiscard]] std::vector<Dose> doses(const PostureExposure& exposure);

/// What every level bore, and the lumbar dose of L5/S1, labelled so.
/// @param standing  (level) [N] compression standing upright; NaN: unknown
[[nodiscard]] std::vector<Dose> load_doses(const LoadExposure& load,
                                           const body::LevelArray<double>& standing, body::Sex sex);

}  // namespace dorsal::exposure
