#include "wayland_idle.hpp"

#include <poll.h>

#include <cerrno>
#include <string_view>

#include "idle_protocol.hpp"

namespace dorsal::desktop {
namespace {

constexpr std::uint32_t kThresholdMs = 1000;

WaylandIdle& of(void* data) { return *static_cast<WaylandIdle*>(data); }

const wl_registry_listener& registry_listener() {
  static const wl_registry_listener listener{
      .global = [](void* data, wl_registry* registry, std::uint32_t name, const char* interface,
                   std::uint32_t) { of(data).announced(registry, name, interface); },
      .global_remove = [](void*, wl_registry*, std::uint32_t) {}};
  return listener;
}

struct NotificationListener {
  void (*idled)(void* data, wl_proxy* notification);
  void (*resumed)(void* data, wl_proxy* notification);
};

using Callback = void (*)();

Callback* notification_callbacks() {
  static NotificationListener listener{
      .idled = [](void* data, wl_proxy*) { of(data).idled(); },
      .resumed = [](void* data, wl_proxy*) { of(data).resumed(); }};
  return reinterpret_cast<Callback*>(&listener);
}

}  // namespace

bool WaylandIdle::connect() {
  display_.reset(wl_display_connect(socket_.c_str()));
  if (!display_) return false;
  registry_.reset(wl_display_get_registry(display_.get()));
  return registry_ && wl_registry_add_listener(registry_.get(), &registry_listener(), this) == 0;
}

void WaylandIdle::announced(wl_registry* registry, std::uint32_t name,
                            const std::string& interface) {
  if (interface == wl_seat_interface.name && !seat_) {
    seat_.reset(static_cast<wl_seat*>(wl_registry_bind(registry, name, &wl_seat_interface, 1)));
  }
  if (interface == idle_notifier_interface().name && !notifier_) {
    notifier_.reset(
        static_cast<wl_proxy*>(wl_registry_bind(registry, name, &idle_notifier_interface(), 1)));
  }
  if (seat_ && notifier_ && !notification_) subscribe();
}

void WaylandIdle::subscribe() {
  notification_.reset(wl_proxy_marshal_flags(notifier_.get(), kGetIdleNotification,
                                             &idle_notification_interface(), 1, 0, nullptr,
                                             kThresholdMs, seat_.get()));
  if (notification_) wl_proxy_add_listener(notification_.get(), notification_callbacks(), this);
}

void WaylandIdle::resumed() {
  idled_ = false;
  idle_since_.reset();
}

// Reads what is there, without waiting for more.
bool WaylandIdle::listen() {
  while (wl_display_prepare_read(display_.get()) != 0) {
    if (wl_display_dispatch_pending(display_.get()) < 0) return false;
  }
  if (wl_display_flush(display_.get()) < 0 && errno != EAGAIN) {
    wl_display_cancel_read(display_.get());
    return false;
  }
  pollfd ready{.fd = wl_display_get_fd(display_.get()), .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, 0) <= 0) {
    wl_display_cancel_read(display_.get());
    return true;
  }
  if (wl_display_read_events(display_.get()) < 0) return false;
  if (wl_display_dispatch_pending(display_.get()) < 0) return false;
  return wl_display_flush(display_.get()) >= 0 || errno == EAGAIN;
}

void WaylandIdle::lose(Instant now) {
  notification_.reset();
  notifier_.reset();
  seat_.reset();
  registry_.reset();
  display_.reset();
  resumed();
  rests_until_ = now + kAfterFailure;
}

std::optional<watch::Duration> WaylandIdle::idle(Instant now) {
  if (rests_until_ && now < *rests_until_) return std::nullopt;
  rests_until_.reset();
  if ((!display_ && !connect()) || !listen()) {
    lose(now);
    return std::nullopt;
  }
  if (!notification_) return std::nullopt;
  if (!idled_) return watch::Duration(0);
  if (!idle_since_) idle_since_ = now - std::chrono::milliseconds(kThresholdMs);
  return std::chrono::duration_cast<watch::Duration>(now - *idle_since_);
}

}  // namespace dorsal::desktop
