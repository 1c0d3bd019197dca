#pragma once

#include "dorsal/body/person.hpp"
#include "dorsal/exposure/load_exposure.hpp"
#include "dorsal/exposure/zones.hpp"

namespace dorsal::exposure {

/// What one level bore over a recording; NaN: unknown. The reference is the same body standing
/// upright: for thoracic levels no threshold is published.
struct LevelDose {
  Reading impulse;         ///< [N s] compression times time
  Reading above_standing;  ///< [N s] the part of compression beyond standing, times time
  TimeInterval beyond;     ///< time with more compression than standing
};

/// @param standing  [N] compression of the level standing upright, hands free; NaN: unknown
[[nodiscard]] LevelDose level_dose(const LoadExposure& load, body::Level level, double standing);

/// Mainz-Dortmund dose of L5/S1: D = sqrt(sum F^2 t / 8 h) 8 h over time with F beyond a
/// threshold. Lumbar only; nothing like it is published for thoracic levels.
struct LumbarDose {
  Reading dose;           ///< [N h]
  double threshold;       ///< [N] 3200 men, 2500 women
  double daily_guidance;  ///< [N h] 5500 men, 3500 women; dropped by the German courts in 2007
};
/// @source Jager et al. 1999, read in secondary sources (grade B; the formula C)
[[nodiscard]] LumbarDose lumbar_dose(const LoadExposure& load, body::Sex sex);

}  // namespace dorsal::exposure
