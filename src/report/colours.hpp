#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dorsal::report {

/// The one scale of colour: lightness falls evenly from step to step, so that it reads the same
/// without colour vision and in grey print.
inline constexpr std::array<std::string_view, 6> kScale = {"#e3efef", "#b9d9da", "#86bcc1",
                                                           "#4b98a1", "#1e6f7b", "#0b4350"};

/// Where the steps of compression begin [N]. They are wide apart where loads are great, so that the
/// upper back has steps of its own, and the same in every report, so that two can be laid side by
/// side. A choice for drawing: no border means harm.
inline constexpr std::array<double, 6> kForceSteps = {0, 250, 500, 800, 1200, 2000};

[[nodiscard]] std::string_view force_colour(double force);

/// 1, 2 or 5 times a power of ten, at least `least`.
[[nodiscard]] double round_step(double least);

}  // namespace dorsal::report
