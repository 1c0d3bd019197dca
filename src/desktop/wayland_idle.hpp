#pragma once

#include <wayland-client-core.h>
#include <wayland-client-protocol.h>

#include <memory>
#include <optional>
#include <string>

#include "dorsal/watch/look.hpp"
#include "question.hpp"

namespace dorsal::desktop {

/// Idle time by ext-idle-notify-v1, which KDE's and wlroots' compositors speak. The compositor is
/// never waited for: what it has said is read when asked.
class WaylandIdle {
 public:
  /// @param socket  whole path of the compositor's socket
  explicit WaylandIdle(std::string socket) : socket_(std::move(socket)) {}

  /// Below a second it is told as zero. A film that keeps the screen on counts as movement.
  [[nodiscard]] std::optional<watch::Duration> idle(Instant now);

  /// What the compositor says; called by its events.
  void announced(wl_registry* registry, std::uint32_t name, const std::string& interface);
  void idled() { idled_ = true; }
  void resumed();

 private:
  struct Disconnect {
    void operator()(wl_display* display) const { wl_display_disconnect(display); }
  };
  struct Destroy {
    void operator()(void* proxy) const { wl_proxy_destroy(static_cast<wl_proxy*>(proxy)); }
  };
  bool connect();
  bool listen();
  void subscribe();
  void lose(Instant now);

  std::string socket_;
  std::unique_ptr<wl_display, Disconnect> display_;
  std::unique_ptr<wl_registry, Destroy> registry_;
  std::unique_ptr<wl_seat, Destroy> seat_;
  std::unique_ptr<wl_proxy, Destroy> notifier_;
  std::unique_ptr<wl_proxy, Destroy> notification_;
  std::optional<Instant> rests_until_;
  std::optional<Instant> idle_since_;
  bool idled_ = false;
};

}  // namespace dorsal::desktop
