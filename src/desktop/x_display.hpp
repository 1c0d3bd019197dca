#pragma once

#include <xcb/xcb.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

#include "dorsal/watch/look.hpp"
#include "question.hpp"

namespace dorsal::desktop {

/// The X server of the person's session. A server that is lost or hangs is left alone for a minute.
class XDisplay {
 public:
  /// @param name  as in DISPLAY
  explicit XDisplay(std::string name) : name_(std::move(name)) {}

  /// Begins a round of questions, which all give nothing once one of them hung.
  void begin(Instant now);
  [[nodiscard]] std::optional<watch::Duration> idle();
  /// Whether the active window covers the screen, as the window manager tells.
  [[nodiscard]] std::optional<bool> full_screen();

 private:
  struct Disconnect {
    void operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }
  };
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  template <class T>
  using Owned = std::unique_ptr<T, Free>;

  bool connect();
  std::optional<xcb_atom_t> atom(const std::string& name);
  template <class T>
  Owned<T> reply(unsigned sequence);
  Owned<void> wait_for(unsigned sequence);
  Owned<xcb_get_property_reply_t> property(xcb_window_t window, xcb_atom_t name, xcb_atom_t type);
  bool says_full_screen(xcb_window_t window);

  std::string name_;
  std::unique_ptr<xcb_connection_t, Disconnect> connection_;
  std::optional<Instant> rests_until_;
  Instant now_{0};
  xcb_window_t root_ = 0;
  xcb_atom_t active_window_ = 0;
  xcb_atom_t window_state_ = 0;
  xcb_atom_t state_full_screen_ = 0;
  bool tells_idle_ = false;
};

}  // namespace dorsal::desktop
