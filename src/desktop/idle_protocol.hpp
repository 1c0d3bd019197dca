#pragma once

#include <wayland-util.h>

namespace dorsal::desktop {

/// The interfaces of the Wayland protocol ext-idle-notify-v1, version 1, as libwayland takes them.
/// They are small enough to be written down; no program of Debian's brings them compiled.
[[nodiscard]] const wl_interface& idle_notifier_interface();
[[nodiscard]] const wl_interface& idle_notification_interface();

/// Positions of requests and events in these interfaces.
inline constexpr unsigned kGetIdleNotification = 1;  // request of the notifier; 0 destroys it
inline constexpr unsigned kIdled = 0;                // events of a notification
inline constexpr unsigned kResumed = 1;

}  // namespace dorsal::desktop
