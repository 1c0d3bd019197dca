#pragma once

#include "dorsal/body/model.hpp"

namespace dorsal::body {

/// Parts of a body that can be taken away, to see what they do.
enum class Part {
  ribs,      ///< the rib cage as a second path of load: its stiffness, and the sternum on all ribs
  segments,  ///< passive stiffness of discs and ligaments
  tone,      ///< the pull of muscles that are not driven
  stretch,   ///< the pull of muscles that are stretched
  length,    ///< that a driven muscle's strength depends on its length
  pressure,  ///< pressure in the abdomen
};

/// The body without a part. Without ribs the sternum hangs on T1 alone.
[[nodiscard]] Model without(Model model, Part part);

/// The body without one group of its muscles. A group that it has not changes nothing.
[[nodiscard]] Model without_group(Model model, std::string_view group);

}  // namespace dorsal::body
