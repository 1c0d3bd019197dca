#include <gtest/gtest.h>

#include <cstddef>

#include "tray_icon.hpp"

namespace dorsal::desktop {
namespace {

TrayState at_level(double level) {
  TrayState state;
  state.level = level;
  return state;
}

// Pixels that are seen and not grey.
int coloured(const TrayIcon& icon) {
  int count = 0;
  for (std::size_t at = 0; at < icon.bytes.size(); at += 4) {
    if (icon.bytes[at] > 0 && icon.bytes[at + 1] != icon.bytes[at + 3]) ++count;
  }
  return count;
}

int seen(const TrayIcon& icon) {
  int count = 0;
  for (std::size_t at = 0; at < icon.bytes.size(); at += 4) count += icon.bytes[at] > 0 ? 1 : 0;
  return count;
}

TEST(TrayIconTest, fills_with_the_level_and_keeps_its_shape) {
  int before = -1;
  for (const double level : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const TrayIcon icon = draw_tray_icon(at_level(level), 44);
    EXPECT_GT(coloured(icon), before);
    EXPECT_EQ(seen(icon), seen(draw_tray_icon(at_level(0), 44)));
    before = coloured(icon);
  }
  EXPECT_EQ(coloured(draw_tray_icon(at_level(0), 44)), 0);
  EXPECT_EQ(coloured(draw_tray_icon(at_level(1), 44)), seen(draw_tray_icon(at_level(1), 44)));
}

TEST(TrayIconTest, fills_from_below) {
  const TrayIcon icon = draw_tray_icon(at_level(0.5), 44);
  const std::size_t half = icon.bytes.size() / 2;
  const TrayIcon upper{
      44,
      {icon.bytes.begin(), icon.bytes.begin() + static_cast<std::ptrdiff_t>(half - 4 * 44 * 3)}};
  EXPECT_EQ(coloured(upper), 0);
}

TEST(TrayIconTest, a_pause_is_told_by_its_shape_and_has_no_colour) {
  TrayState state = at_level(0.7);
  state.paused = true;
  const TrayIcon icon = draw_tray_icon(state, 22);
  EXPECT_EQ(coloured(icon), 0);
  EXPECT_NE(seen(icon), seen(draw_tray_icon(at_level(0.7), 22)));
}

TEST(TrayIconTest, attention_is_told_by_a_dot_in_the_corner) {
  TrayState state = at_level(0);
  state.needs_attention = true;
  EXPECT_GT(coloured(draw_tray_icon(state, 22)), 10);
}

TEST(TrayIconTest, what_is_seen_through_has_no_colour_either) {
  const TrayIcon icon = draw_tray_icon(at_level(0.5), 22);
  for (std::size_t at = 0; at < icon.bytes.size(); at += 4) {
    if (icon.bytes[at] != 0) continue;
    EXPECT_EQ(icon.bytes[at + 1] + icon.bytes[at + 2] + icon.bytes[at + 3], 0);
  }
}

}  // namespace
}  // namespace dorsal::desktop
