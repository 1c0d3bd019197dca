#include "shell_services.hpp"

namespace dorsal::desktop {
namespace {

const char* const kIdleMonitor = "org.gnome.Mutter.IdleMonitor";
const char* const kScreenCast = "org.gnome.Mutter.ScreenCast";
const char* const kPortal = "org.freedesktop.portal.Desktop";
const char* const kSaver = "org.freedesktop.ScreenSaver";
const char* const kSaverPath = "/org/freedesktop/ScreenSaver";
constexpr std::uint64_t kLongestIdle = 366ULL * 24 * 3600 * 1000;  // [ms] more is a lie

template <class Number>
std::optional<watch::Duration> believable(const std::optional<Number>& milliseconds) {
  if (!milliseconds || *milliseconds > kLongestIdle) return std::nullopt;
  return watch::Duration(static_cast<watch::Duration::rep>(*milliseconds));
}

}  // namespace

bool has_children(std::string_view introspection) {
  // The description itself is one node, without a name.
  return introspection.find("<node name=") != std::string_view::npos;
}

ShellServices::Saver::Saver(PatientBus& bus, const std::string& name, const std::string& path)
    : remote{name, path, name}, service(bus, name, [this] { covers.forget(); }) {
  bus.on_signal("type='signal',interface='" + name + "',member='ActiveChanged'",
                [this](sdbus::Message&) { covers.ask_again(); });
}

std::optional<bool> ShellServices::Saver::active(PatientBus& bus, Instant now) {
  if (!service.there(now)) return std::nullopt;
  return covers.answer(now, [&] { return bus.call<bool>(remote, "GetActive"); });
}

ShellServices::ShellServices(Bus& session)
    : bus_(session),
      idle_monitor_(bus_, kIdleMonitor, [this] { gnome_idle_.forget(); }),
      screen_cast_(bus_, kScreenCast, [this] { casts_.forget(); }),
      kde_(bus_, "org.kde.screensaver", [this] { kde_idle_.forget(); }),
      portal_(bus_, kPortal, [this] { silenced_.forget(); }),
      gnome_saver_(bus_, "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
      other_saver_(bus_, kSaver, kSaverPath) {}

std::optional<watch::Duration> ShellServices::gnome_idle(Instant now) {
  if (!idle_monitor_.there(now)) return std::nullopt;
  const RemoteInterface core{kIdleMonitor, "/org/gnome/Mutter/IdleMonitor/Core", kIdleMonitor};
  return believable(
      gnome_idle_.answer(now, [&] { return bus_.call<std::uint64_t>(core, "GetIdletime"); }));
}

// Others than KDE answer the same question in seconds, or mean the time since the saver began.
std::optional<watch::Duration> ShellServices::kde_idle(Instant now) {
  if (!kde_.there(now)) return std::nullopt;
  const RemoteInterface saver{kSaver, kSaverPath, kSaver};
  return believable(
      kde_idle_.answer(now, [&] { return bus_.call<std::uint32_t>(saver, "GetSessionIdleTime"); }));
}

std::optional<bool> ShellServices::locked(Instant now) {
  const std::optional<bool> gnome = gnome_saver_.active(bus_, now);
  const std::optional<bool> other = other_saver_.active(bus_, now);
  if (!gnome && !other) return std::nullopt;
  return gnome.value_or(false) || other.value_or(false);
}

std::optional<bool> ShellServices::screen_sharing(Instant now) {
  if (!screen_cast_.there(now)) return std::nullopt;
  return casts_.answer(now, [this] { return ask_screen_casts(); });
}

// Each cast is an object below this one, for as long as it lasts.
Reply<bool> ShellServices::ask_screen_casts() {
  const RemoteInterface casts{kScreenCast, "/org/gnome/Mutter/ScreenCast/Session",
                              "org.freedesktop.DBus.Introspectable"};
  const auto reply = bus_.call<std::string>(casts, "Introspect");
  if (!reply.value) return {.value = std::nullopt, .asked = reply.asked};
  return {.value = has_children(*reply.value)};
}

std::optional<bool> ShellServices::do_not_disturb(Instant now) {
  if (!portal_.there(now)) return std::nullopt;
  return silenced_.answer(now, [this] { return ask_banners(); });
}

Reply<bool> ShellServices::ask_banners() {
  const RemoteInterface settings{kPortal, "/org/freedesktop/portal/desktop",
                                 "org.freedesktop.portal.Settings"};
  const auto reply =
      bus_.call<sdbus::Variant>(settings, "Read", std::string("org.gnome.desktop.notifications"),
                                std::string("show-banners"));
  const auto shows = PatientBus::value_of<bool>(reply.value);
  if (!shows) return {.value = std::nullopt, .asked = reply.asked};
  return {.value = !*shows};
}

}  // namespace dorsal::desktop
