#include "tray_icon.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace dorsal::desktop {
namespace {

// Told apart by people who see few colours, and by lightness alone; contrast above 3 on white and
// on black.
struct Colour {
  std::uint8_t red, green, blue;
};
constexpr Colour kEmpty{128, 128, 128};
constexpr Colour kFilled{45, 135, 205};
constexpr Colour kNearlyFull{210, 125, 0};
constexpr Colour kAttention{213, 94, 0};
constexpr double kNearlyFullFrom = 0.8;

// Drawn on a square of 22 units, x to the right, y downward. Edges fall between the pixels of both
// sizes, so that they are sharp.
constexpr double kUnits = 22.0;
constexpr int kVertebrae = 5;
constexpr double kTop = 1.0;
constexpr double kPitch = 4.0;
constexpr double kHeight = 3.0;
constexpr int kSamplesPerEdge = 4;

bool in_box(double x, double y, double left, double top, double width, double height) {
  return x >= left && x < left + width && y >= top && y < top + height;
}

bool in_attention_dot(double x, double y) { return std::hypot(x - 18.0, y - 4.0) < 3.5; }

bool in_pause_bars(double x, double y) {
  return in_box(x, y, 14.0, 12.0, 3.0, 8.0) || in_box(x, y, 18.0, 12.0, 3.0, 8.0);
}

// Vertebrae widen from the neck to the loin, along the two bends of a spine seen from the side.
bool in_spine(double x, double y) {
  const double along = (y - kTop) / kPitch;
  const double which = std::floor(along);
  if (which < 0 || which >= kVertebrae || (along - which) * kPitch >= kHeight) return false;
  constexpr std::array<double, kVertebrae> kLeft = {7.0, 5.0, 4.0, 4.0, 4.0};
  const double width = 7.0 + which;
  return in_box(x, y, kLeft[static_cast<std::size_t>(which)], kTop, width, kPitch * kVertebrae);
}

// The colour at a point; none where one sees through.
std::optional<Colour> colour_at(const TrayState& state, double x, double y) {
  if (state.needs_attention && in_attention_dot(x, y)) return kAttention;
  if (state.paused && in_pause_bars(x, y)) return kEmpty;
  if (state.paused && in_box(x, y, 13.0, 11.0, 9.0, 11.0)) return {};  // room around the bars
  if (!in_spine(x, y)) return {};
  constexpr double kColumn = kPitch * (kVertebrae - 1) + kHeight;
  const bool filled = y >= kTop + kColumn * (1.0 - state.level);
  if (state.paused || !filled) return kEmpty;
  return state.level < kNearlyFullFrom ? kFilled : kNearlyFull;
}

std::array<std::uint8_t, 4> pixel_at(const TrayState& state, double left, double top, double edge) {
  int hit = 0;
  int red = 0;
  int green = 0;
  int blue = 0;
  for (int sample = 0; sample < kSamplesPerEdge * kSamplesPerEdge; ++sample) {
    const double x = left + edge * (sample % kSamplesPerEdge + 0.5) / kSamplesPerEdge;
    const double y = top + edge * (std::floor(sample / kSamplesPerEdge) + 0.5) / kSamplesPerEdge;
    const auto colour = colour_at(state, x, y);
    if (!colour) continue;
    ++hit;
    red += colour->red;
    green += colour->green;
    blue += colour->blue;
  }
  if (hit == 0) return {0, 0, 0, 0};
  const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
  return {byte(255 * hit / (kSamplesPerEdge * kSamplesPerEdge)), byte(red / hit), byte(green / hit),
          byte(blue / hit)};
}

}  // namespace

TrayIcon draw_tray_icon(const TrayState& state, std::int32_t size) {
  TrayIcon icon{size, {}};
  icon.bytes.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 4);
  const double edge = kUnits / size;
  for (std::int32_t row = 0; row < size; ++row) {
    for (std::int32_t column = 0; column < size; ++column) {
      const auto pixel = pixel_at(state, column * edge, row * edge, edge);
      icon.bytes.insert(icon.bytes.end(), pixel.begin(), pixel.end());
    }
  }
  return icon;
}

}  // namespace dorsal::desktop
