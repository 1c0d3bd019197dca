#pragma once

#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

struct OwasCode {
  int back = 1;  // 1 straight, 2 bent, 3 twisted or side-bent, 4 both
  int arms = 1;  // 1 both below the shoulder, 2 one at or above, 3 both
  int legs = 1;  // 1 sits, 2 stands on both, 3 on one, 4 both knees bent, 5 one, 6 kneels, 7 walks
  int load = 1;  // 1 under 10 kg, 2 to 20 kg, 3 above
};

struct OwasScore {
  int action_category = 0;  // 1 none, 2 in the near future, 3 soon, 4 now
  Provenance from;
};

/// @source Karhu, Kansi & Kuorinka 1977, Appl Ergon 8:199-201
[[nodiscard]] OwasScore owas(const OwasCode& code);

}  // namespace dorsal::ergonomics
