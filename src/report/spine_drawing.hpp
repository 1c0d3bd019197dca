#pragma once

#include <string>

#include "figure_points.hpp"
#include "texts.hpp"

namespace dorsal::report {

/// What a drawing of one moment is made of.
struct SpineDrawing {
  std::string id;     // unique in the page
  std::string title;  // for those who do not see the drawing
  std::string description;
  const Moment* moment = nullptr;
  body::LevelArray<double> standing;  // (level) [N]; NaN where unknown
  Point size = Point(1.0, 1.2);  // [m] of the body that must fit: equal for drawings side by side
};

/// The person from the side with the spine coloured by compression, a label for each vertebra.
[[nodiscard]] std::string spine_drawing(const Texts& texts, const SpineDrawing& drawing);

/// The steps of the colours with their forces.
[[nodiscard]] std::string force_legend(const Texts& texts);

}  // namespace dorsal::report
