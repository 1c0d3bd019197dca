#pragma once

#include <string>
#include <vector>

#include "dorsal/knowledge/likelihood.hpp"
#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/knowledge/urgency.hpp"

namespace dorsal::knowledge {

/// Share of people with upper back pain whose one main cause this is; over all causes they add
/// to 1.
struct Prior {
  double value = 0;  // [-]
  double low = 0;    // [-]
  double high = 0;   // [-]
  Evidence evidence;
};

struct Cause {
  std::string id;
  std::vector<std::string> icd10cm;
  std::vector<std::string> icd11;  ///< empty where none is known
  std::string origin;              ///< seed or added
  Urgency urgency = Urgency::gp_soon;
  Text name;
  Text description;
  Text who;     ///< whom it befalls
  Text course;  ///< what to expect
  Prior prior;
  std::vector<Likelihood> likelihoods;
  Place place;
};

}  // namespace dorsal::knowledge
