#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "dorsal/watch/look.hpp"
#include "patient_bus.hpp"

namespace dorsal::desktop {

/// What GNOME's, KDE's and other desktops' services tell on the session bus.
class ShellServices {
 public:
  explicit ShellServices(Bus& session);
  void begin(Instant now) { bus_.begin(now); }

  [[nodiscard]] std::optional<watch::Duration> gnome_idle(Instant now);
  [[nodiscard]] std::optional<watch::Duration> kde_idle(Instant now);
  [[nodiscard]] std::optional<bool> locked(Instant now);
  /// GNOME alone tells on the bus; a recording of the screen counts as well.
  [[nodiscard]] std::optional<bool> screen_sharing(Instant now);
  [[nodiscard]] std::optional<bool> do_not_disturb(Instant now);
  [[nodiscard]] bool is_gnome(Instant now) { return idle_monitor_.there(now); }

 private:
  // A screen saver that says whether it covers the screen.
  struct Saver {
    Saver(PatientBus& bus, const std::string& name, const std::string& path);
    std::optional<bool> active(PatientBus& bus, Instant now);
    RemoteInterface remote;
    Question<bool> covers{std::chrono::seconds(5)};
    RemoteService service;
  };
  Reply<bool> ask_screen_casts();
  Reply<bool> ask_banners();

  PatientBus bus_;
  Question<std::uint64_t> gnome_idle_{Instant(0)};  // [ms]
  Question<std::uint32_t> kde_idle_{Instant(0)};    // [ms]
  Question<bool> casts_{std::chrono::seconds(2)};
  Question<bool> silenced_{std::chrono::seconds(5)};
  RemoteService idle_monitor_;
  RemoteService screen_cast_;
  RemoteService kde_;
  RemoteService portal_;
  Saver gnome_saver_;
  Saver other_saver_;
};

/// Whether an object, as its introspection describes it, has others below it.
[[nodiscard]] bool has_children(std::string_view introspection);

}  // namespace dorsal::desktop
