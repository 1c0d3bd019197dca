#pragma once

#include <optional>

#include "dorsal/base/units.hpp"

namespace dorsal::body {

enum class Sex { female, male };

/// Whose body it is. The defaults are the example of the interface: a man of middle age and size.
struct Person {
  Sex sex = Sex::male;
  double age = 45.0;  // [years]
  Length height = metres(1.74);
  Mass mass = kilograms(72.0);
  std::optional<Angle> kyphosis;  // radiographic T1-T12 Cobb; unset: norm of age and sex
  double conditioning = 1.0;      // [-] strength relative to the norm of sex and age
};

}  // namespace dorsal::body
