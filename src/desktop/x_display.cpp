#include "x_display.hpp"

#include <poll.h>
#include <xcb/screensaver.h>
#include <xcb/xcbext.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace dorsal::desktop {
namespace {

constexpr int kPatienceMs = 500;
constexpr std::uint32_t kMostStates = 64;  // [words of 4 bytes] of a window

xcb_screen_t* screen_of(xcb_connection_t* connection, int number) {
  xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
  for (; screens.rem > 1 && number > 0; --number) xcb_screen_next(&screens);
  return screens.rem > 0 ? screens.data : nullptr;
}

bool readable_soon(xcb_connection_t* connection) {
  pollfd wait{.fd = xcb_get_file_descriptor(connection), .events = POLLIN, .revents = 0};
  return ::poll(&wait, 1, kPatienceMs) > 0;
}

}  // namespace

void XDisplay::begin(Instant now) {
  now_ = now;
  if (rests_until_ && now < *rests_until_) return;
  rests_until_.reset();
  if (connection_ && xcb_connection_has_error(connection_.get()) != 0) connection_.reset();
  if (!connection_ && !connect()) {
    connection_.reset();
    rests_until_ = now + kAfterFailure;
  }
}

bool XDisplay::connect() {
  int number = 0;
  connection_.reset(xcb_connect(name_.c_str(), &number));
  if (xcb_connection_has_error(connection_.get()) != 0) return false;
  const xcb_screen_t* screen = screen_of(connection_.get(), number);
  const auto active = atom("_NET_ACTIVE_WINDOW");
  const auto state = atom("_NET_WM_STATE");
  const auto full = atom("_NET_WM_STATE_FULLSCREEN");
  if (screen == nullptr || !active || !state || !full) return false;
  root_ = screen->root;
  active_window_ = *active;
  window_state_ = *state;
  state_full_screen_ = *full;
  const auto* extension = xcb_get_extension_data(connection_.get(), &xcb_screensaver_id);
  tells_idle_ = extension != nullptr && extension->present != 0;
  return true;
}

XDisplay::Owned<void> XDisplay::wait_for(unsigned sequence) {
  xcb_flush(connection_.get());
  void* reply = nullptr;
  xcb_generic_error_t* error = nullptr;
  while (xcb_poll_for_reply(connection_.get(), sequence, &reply, &error) == 0) {
    if (xcb_connection_has_error(connection_.get()) == 0 && readable_soon(connection_.get())) {
      continue;
    }
    xcb_discard_reply(connection_.get(), sequence);
    rests_until_ = now_ + kAfterFailure;
    return nullptr;
  }
  const Owned<xcb_generic_error_t> unused(error);
  return Owned<void>(reply);
}

template <class T>
XDisplay::Owned<T> XDisplay::reply(unsigned sequence) {
  return Owned<T>(static_cast<T*>(wait_for(sequence).release()));
}

std::optional<xcb_atom_t> XDisplay::atom(const std::string& name) {
  const auto length = static_cast<std::uint16_t>(name.size());
  const auto found = reply<xcb_intern_atom_reply_t>(
      xcb_intern_atom(connection_.get(), 0, length, name.c_str()).sequence);
  if (!found) return std::nullopt;
  return found->atom;
}

std::optional<watch::Duration> XDisplay::idle() {
  if (!connection_ || rests_until_ || !tells_idle_) return std::nullopt;
  const auto info = reply<xcb_screensaver_query_info_reply_t>(
      xcb_screensaver_query_info(connection_.get(), root_).sequence);
  if (!info) return std::nullopt;
  return watch::Duration(info->ms_since_user_input);
}

XDisplay::Owned<xcb_get_property_reply_t> XDisplay::property(xcb_window_t window, xcb_atom_t name,
                                                             xcb_atom_t type) {
  return reply<xcb_get_property_reply_t>(
      xcb_get_property(connection_.get(), 0, window, name, type, 0, kMostStates).sequence);
}

std::optional<bool> XDisplay::full_screen() {
  if (!connection_ || rests_until_) return std::nullopt;
  const auto active = property(root_, active_window_, XCB_ATOM_WINDOW);
  // No window manager, or one that does not keep to the convention.
  if (!active || active->format != 32 || active->value_len < 1) return std::nullopt;
  const xcb_window_t window =
      *static_cast<const xcb_window_t*>(xcb_get_property_value(active.get()));
  return window != XCB_WINDOW_NONE && says_full_screen(window);
}

// A window that has gone meanwhile says nothing and covers nothing.
bool XDisplay::says_full_screen(xcb_window_t window) {
  const auto state = property(window, window_state_, XCB_ATOM_ATOM);
  if (!state || state->format != 32) return false;
  const std::span states(static_cast<const xcb_atom_t*>(xcb_get_property_value(state.get())),
                         state->value_len);
  return std::ranges::find(states, state_full_screen_) != states.end();
}

}  // namespace dorsal::desktop
