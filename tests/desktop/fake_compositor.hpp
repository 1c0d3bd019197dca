#pragma once

#include <wayland-server.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "idle_protocol.hpp"

namespace dorsal::desktop {

/// A pretended Wayland compositor with one seat, on a thread of its own, that says when the person
/// is idle.
class FakeCompositor {
 public:
  /// @param tells_idle  whether it speaks ext-idle-notify-v1
  FakeCompositor(const std::filesystem::path& socket, bool tells_idle)
      : display_(wl_display_create()) {
    wl_display_add_socket(display_, socket.c_str());
    wl_global_create(display_, &wl_seat_interface, 1, this, bind_seat);
    if (tells_idle) wl_global_create(display_, &idle_notifier_interface(), 1, this, bind_notifier);
    thread_ = std::thread([this] { run(); });
  }
  FakeCompositor(const FakeCompositor&) = delete;
  FakeCompositor& operator=(const FakeCompositor&) = delete;
  ~FakeCompositor() {
    ends_ = true;
    thread_.join();
    wl_display_destroy_clients(display_);
    wl_display_destroy(display_);
  }

  std::atomic<bool> idle = false;
  std::atomic<std::uint32_t> threshold_ms = 0;  // that the client asked for

 private:
  using Function = void (*)();

  void run() {
    while (!ends_) {
      wl_event_loop_dispatch(wl_display_get_event_loop(display_), 5);
      if (notification_ != nullptr && told_ != idle) {
        told_ = idle;
        wl_resource_post_event(notification_, told_ ? kIdled : kResumed);
      }
      wl_display_flush_clients(display_);
    }
  }
  static void bind_seat(wl_client* client, void* self, std::uint32_t, std::uint32_t id) {
    wl_resource* seat = wl_resource_create(client, &wl_seat_interface, 1, id);
    wl_resource_set_implementation(seat, nullptr, self, nullptr);
  }
  static void bind_notifier(wl_client* client, void* self, std::uint32_t, std::uint32_t id) {
    wl_resource* notifier = wl_resource_create(client, &idle_notifier_interface(), 1, id);
    wl_resource_set_implementation(notifier, &notifier_requests(), self, nullptr);
  }
  struct Requests {
    void (*destroy)(wl_client*, wl_resource*);
    void (*get_idle_notification)(wl_client*, wl_resource*, std::uint32_t, std::uint32_t,
                                  wl_resource*);
  };
  static const Requests& notifier_requests() {
    static const Requests requests{
        [](wl_client*, wl_resource* notifier) { wl_resource_destroy(notifier); },
        [](wl_client* client, wl_resource* notifier, std::uint32_t id, std::uint32_t timeout,
           wl_resource*) {
          auto& self = *static_cast<FakeCompositor*>(wl_resource_get_user_data(notifier));
          self.notification_ = wl_resource_create(client, &idle_notification_interface(), 1, id);
          wl_resource_set_implementation(self.notification_, nullptr, &self, gone);
          self.threshold_ms = timeout;
        }};
    return requests;
  }
  static void gone(wl_resource* notification) {
    static_cast<FakeCompositor*>(wl_resource_get_user_data(notification))->notification_ = nullptr;
  }

  wl_display* display_;
  wl_resource* notification_ = nullptr;
  bool told_ = false;
  std::atomic<bool> ends_ = false;
  std::thread thread_;
};

}  // namespace dorsal::desktop
