#pragma once

#include <cstdint>
#include <vector>

#include "dorsal/desktop/tray.hpp"

namespace dorsal::desktop {

/// A square picture as the tray takes it.
struct TrayIcon {
  std::int32_t size = 0;            // [pixel], of an edge
  std::vector<std::uint8_t> bytes;  // (row, column, 4): alpha, red, green, blue

  bool operator==(const TrayIcon&) const = default;
};

/// A column of five vertebrae that fills from below with the level. Grey while paused, with the two
/// bars of a pause; with a dot where attention is needed. Seen by shape as well as by colour, on
/// light and dark.
[[nodiscard]] TrayIcon draw_tray_icon(const TrayState& state, std::int32_t size);

}  // namespace dorsal::desktop
