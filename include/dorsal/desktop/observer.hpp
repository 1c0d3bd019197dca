#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/desktop/bus.hpp"
#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::desktop {

/// What is known of the desk at a moment. Unset: this desktop does not say.
struct Observation {
  std::optional<watch::Duration> idle;  // since the last key or pointer movement
  std::optional<bool> locked;
  std::optional<bool> call;  // a program records from a microphone
  std::optional<bool> screen_sharing;
  std::optional<bool> full_screen;           // the window that is worked in covers the screen
  std::optional<bool> do_not_disturb;        // of the desktop's settings (GNOME); the notification
                                             // server's own is asked in Notices
  std::optional<std::string> camera_holder;  // program that has the camera open; empty: nobody
  bool slept = false;                        // the computer slept since the last observation
};

/// The clocks that the observer goes by; a test puts its own here.
struct ObserverClocks {
  std::function<std::chrono::nanoseconds()> steady;  // stands still while the computer sleeps
  std::function<std::chrono::nanoseconds()> boot;    // goes on while the computer sleeps
};

/// Where the observer looks. The environment is read by the caller alone.
struct ObserverSources {
  std::filesystem::path proc = "/proc";
  std::optional<std::string> x_display;        // DISPLAY
  std::optional<std::string> wayland_display;  // WAYLAND_DISPLAY
  std::filesystem::path runtime_dir;           // XDG_RUNTIME_DIR
  std::filesystem::path camera = "/dev/video0";
  pid_t self = 0;  // does not count as a holder of the camera
  std::filesystem::path graph_program = "/usr/bin/pw-dump";       // prints PipeWire's graph
  std::filesystem::path settings_program = "/usr/bin/gsettings";  // reads GNOME's settings
  ObserverClocks clocks = {};                                     // unset: the computer's
};

/// Looks at what goes on at the desk besides the person. Made to be asked about once a second:
/// each source is asked as often as it changes and as its cost allows, waits half a second at most
/// for an answer, and is left alone for a minute after it failed.
class Observer {
 public:
  /// Never fails: what is not there is a gap.
  /// @param session,system  either may be null; both outlive the observer. The caller handles what
  ///                        comes on the session bus; the observer handles the system bus itself
  [[nodiscard]] static std::unique_ptr<Observer> create(Bus* session, Bus* system,
                                                        ObserverSources sources);
  ~Observer();
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;

  [[nodiscard]] Observation observe();
  /// What this desktop did not say in the last observation, one clear sentence each, with what
  /// follows from it.
  [[nodiscard]] std::vector<knowledge::Text> gaps() const;
  /// The computer goes to sleep in a moment, as logind announced, and has not come back.
  [[nodiscard]] bool about_to_sleep();

 private:
  struct Parts;
  explicit Observer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace dorsal::desktop
