#include "idle_protocol.hpp"

#include <wayland-client-protocol.h>

#include <array>

namespace dorsal::desktop {

const wl_interface& idle_notification_interface() {
  static const std::array<wl_message, 1> requests{{{"destroy", "", nullptr}}};
  static const std::array<wl_message, 2> events{{{"idled", "", nullptr}, {"resumed", "", nullptr}}};
  static const wl_interface interface {
    "ext_idle_notification_v1", 1, requests.size(), requests.data(), events.size(), events.data()
  };
  return interface;
}

const wl_interface& idle_notifier_interface() {
  static const std::array<const wl_interface*, 3> types{&idle_notification_interface(), nullptr,
                                                        &wl_seat_interface};
  // libwayland does not write to them, whatever its type says.
  static const std::array<wl_message, 2> requests{
      {{"destroy", "", nullptr},
       {"get_idle_notification", "nuo", const_cast<const wl_interface**>(types.data())}}};
  static const wl_interface interface {
    "ext_idle_notifier_v1", 1, requests.size(), requests.data(), 0, nullptr
  };
  return interface;
}

}  // namespace dorsal::desktop
