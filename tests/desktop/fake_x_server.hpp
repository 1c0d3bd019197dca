#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xcb/xcb.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace dorsal::desktop {

/// An X server without a screen, and a pretended window manager on it.
class FakeXServer {
 public:
  /// @return none where Xvfb is not installed or does not start
  static std::unique_ptr<FakeXServer> start() {
    auto server = std::unique_ptr<FakeXServer>(new FakeXServer);
    return server->display_.empty() ? nullptr : std::move(server);
  }
  FakeXServer(const FakeXServer&) = delete;
  FakeXServer& operator=(const FakeXServer&) = delete;
  ~FakeXServer() {
    if (manager_ != nullptr) xcb_disconnect(manager_);
    stop();
  }

  [[nodiscard]] const std::string& display() const { return display_; }
  void pause() const { ::kill(server_, SIGSTOP); }
  void go_on() const { ::kill(server_, SIGCONT); }
  void stop() {
    if (server_ <= 0) return;
    ::kill(server_, SIGKILL);
    ::waitpid(server_, nullptr, 0);
    server_ = -1;
  }

  xcb_window_t new_window() {
    const xcb_window_t window = xcb_generate_id(manager());
    xcb_create_window(manager(), XCB_COPY_FROM_PARENT, window, root_, 0, 0, 10, 10, 0,
                      XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT, 0, nullptr);
    settle();
    return window;
  }
  void destroy(xcb_window_t window) {
    xcb_destroy_window(manager(), window);
    settle();
  }
  void activate(xcb_window_t window) { put(root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, window); }
  void set_state(xcb_window_t window, const std::string& state) {
    put(window, "_NET_WM_STATE", XCB_ATOM_ATOM, atom(state));
  }
  void put(xcb_window_t window, const std::string& name, xcb_atom_t type, std::uint32_t value) {
    xcb_change_property(manager(), XCB_PROP_MODE_REPLACE, window, atom(name), type, 32, 1, &value);
    settle();
  }
  xcb_window_t root() {
    manager();
    return root_;
  }

 private:
  FakeXServer() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return;
    const std::string end = std::to_string(ends[1]);
    server_ = ::fork();
    if (server_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves nothing behind
      ::close(ends[0]);
      ::freopen("/dev/null", "w", stderr);
      ::execlp("Xvfb", "Xvfb", "-displayfd", end.c_str(), "-screen", "0", "320x200x24", "-nolisten",
               "tcp", "-noreset", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string number;
    for (char letter = 0; ::read(ends[0], &letter, 1) == 1 && letter != '\n';) number += letter;
    ::close(ends[0]);
    if (!number.empty()) display_ = ":" + number;
  }

  xcb_connection_t* manager() {
    if (manager_ == nullptr) {
      manager_ = xcb_connect(display_.c_str(), nullptr);
      root_ = xcb_setup_roots_iterator(xcb_get_setup(manager_)).data->root;
    }
    return manager_;
  }
  xcb_atom_t atom(const std::string& name) {
    const auto cookie =
        xcb_intern_atom(manager(), 0, static_cast<std::uint16_t>(name.size()), name.c_str());
    const std::unique_ptr<xcb_intern_atom_reply_t, void (*)(void*)> reply(
        xcb_intern_atom_reply(manager(), cookie, nullptr), std::free);
    return reply->atom;
  }
  // The server has done what was asked for.
  void settle() {
    std::free(xcb_get_input_focus_reply(manager(), xcb_get_input_focus(manager()), nullptr));
  }

  pid_t server_ = -1;
  std::string display_;
  xcb_connection_t* manager_ = nullptr;
  xcb_window_t root_ = 0;
};

}  // namespace dorsal::desktop
