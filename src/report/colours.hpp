#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dorsal::report {

/// The one scale of colour: lightness falls evenly from step to step, so that it reads the same
/// without colour vision and in grey print.
inline constexpr std::array<std::string_view, 6> kScale = {"#e3efef", "#b9d9da", "#86bcc1",
                                                           "#4b98a1", "#1e6f7b", "#0b4350"};

/// Forces in steps of equal height, from zero.
struct ForceScale {
  double step = 100;  // [N]

  [[nodiscard]] std::size_t index(double force) const {
    if (!(force > 0)) return 0;
    const auto i = static_cast<std::size_t>(force / step);
    return i < kScale.size() ? i : kScale.size() - 1;
  }
  [[nodiscard]] std::string_view colour(double force) const { return kScale[index(force)]; }
};

/// A scale with round steps that reaches up to `greatest`.
[[nodiscard]] ForceScale force_scale(double greatest);

/// 1, 2 or 5 times a power of ten, at least `least`.
[[nodiscard]] double round_step(double least);

}  // namespace dorsal::report
