#pragma once

#include <memory>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/desktop/bus.hpp"

namespace dorsal::desktop {

/// A line of the tray's menu; one without key and label is a line between groups.
struct TrayItem {
  std::string key;
  std::string label;
  bool enabled = true;

  bool operator==(const TrayItem&) const = default;
};

/// What the tray shows.
struct TrayState {
  std::string title;
  std::string tooltip;
  bool needs_attention = false;
  double level = 0;  ///< [-], 0..1: how full the budget is, drawn as an icon
  bool paused = false;
  std::vector<TrayItem> menu;

  bool operator==(const TrayState&) const = default;
};

/// An entry in the desktop's tray, where there is one (StatusNotifierItem with a menu of
/// com.canonical.dbusmenu). Trays may come and go: the entry offers itself to each.
class Tray {
 public:
  explicit Tray(Bus& bus);
  Tray(Tray&&) noexcept;
  Tray& operator=(Tray&&) noexcept;
  ~Tray();

  /// Tells the tray only what has changed. Also without a tray: one that comes later finds the
  /// state.
  /// @error not_finite: the level; unsupported: the bus refused the entry
  Result<void> set(const TrayState& state);
  /// Whether a tray shows the entry, as far as Bus::wait() has heard; where none does, notices and
  /// the status command are what is left.
  [[nodiscard]] bool visible() const;
  /// Keys of the menu's lines chosen since the last call, in their order.
  std::vector<std::string> take_choices();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::desktop
