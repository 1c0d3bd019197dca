#pragma once

namespace dorsal::ergonomics {

/// Units that some of the methods were published in.
inline constexpr double kKilogramsPerPound = 0.45359237;
inline constexpr double kMetresPerInch = 0.0254;

}  // namespace dorsal::ergonomics
