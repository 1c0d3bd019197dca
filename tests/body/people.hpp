#pragma once

#include <optional>

#include "dorsal/body/person.hpp"

namespace dorsal::body {

inline Person person(Sex sex, double age, Length height, Mass mass,
                     std::optional<Angle> kyphosis = std::nullopt, double conditioning = 1.0) {
  return {sex, age, height, mass, kyphosis, conditioning};
}

}  // namespace dorsal::body
