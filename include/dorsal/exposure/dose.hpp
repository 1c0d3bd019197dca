#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

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

/// Per zone border: time and share beyond it, longest hold, entries per minute; and stillness.
/// Doses of measures that were never observed are left out.
[[nodiscard]] std::vector<Dose> doses(const PostureExposure& exposure);

/// What a measured exposure says to the questions of the interview: the share of observed time that
/// was spent so.
struct Finding {
  std::string id;  // finding id of the interview: "trunk_bending"
  double value = std::numeric_limits<double>::quiet_NaN();  // 0..1
  bool measured = false;
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
  double observed = 0;  // [s]
};
[[nodiscard]] std::vector<Finding> findings(const PostureExposure& exposure);

}  // namespace dorsal::exposure
