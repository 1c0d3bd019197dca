#pragma once

#include <vector>

#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/knowledge/urgency.hpp"

namespace dorsal::knowledge {

/// A number with where it comes from.
struct Figure {
  double value = 0;
  Evidence evidence;
};

/// From which probability a dangerous cause raises the urgency, and to what.
struct Threshold {
  Urgency cause_class = Urgency::emergency_now;
  Urgency urgency = Urgency::emergency_now;
  Figure probability;  // [-]
};

/// The numbers of the reasoning itself.
struct Limits {
  Figure none;             // share of people whose pain has none of the listed causes [-]
  Figure two;              // share in whom two listed causes hurt at once [-]
  Figure spread_measured;  // standard deviation of a likelihood without a range [logit]
  Figure spread_derived;   // [logit]
  Figure spread_expert;    // [logit]
  std::vector<Threshold> thresholds;
  Place place;
};

}  // namespace dorsal::knowledge
