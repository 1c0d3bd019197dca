#pragma once

#include <string_view>

#include "dorsal/base/result.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

enum class Handling { lift, lower, push, pull, carry };

struct HandlingTask {
  Handling kind = Handling::lift;
  bool female = true;
  Length horizontal;      // lifts: hands to ankles
  Length height;          // lifts: middle of the vertical range; else of the hands
  Length distance;        // lifts: vertical travel; else along the floor
  double per_minute = 1;  // [1/min]
};

/// Load that a share of people accepts for a working day: kg in lifts and carries, kgf in pushes
/// and pulls.
struct Acceptable {
  double mean = 0;
  double p75 = 0;  // by three of four
  double p90 = 0;  // by nine of ten
};

struct AcceptableHandling {
  Acceptable initial;    // to set in motion; lifts and carries: the load
  Acceptable sustained;  // to keep in motion; pushes and pulls only
  Provenance from;
};

/// @error out_of_range: outside what the equations were fitted to, with field and range
/// @source Potvin, Ciriello, Snook, Maynard & Brogmus 2021, doi:10.1080/00140139.2021.1891297
[[nodiscard]] Result<AcceptableHandling> acceptable_handling(const HandlingTask& task,
                                                             std::string_view place);

}  // namespace dorsal::ergonomics
