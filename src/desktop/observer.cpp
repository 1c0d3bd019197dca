#include "dorsal/desktop/observer.hpp"

#include <unistd.h>

#include <ctime>
#include <utility>

#include "helper_program.hpp"
#include "login_session.hpp"
#include "media_watch.hpp"
#include "shell_services.hpp"
#include "wayland_idle.hpp"
#include "x_display.hpp"

namespace dorsal::desktop {
namespace {

constexpr Instant kSettingsEvery = std::chrono::seconds(30);
constexpr Instant kLeastSleep = std::chrono::seconds(2);

Instant read_clock(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

ObserverSources with_clocks(ObserverSources sources) {
  if (!sources.clocks.steady) sources.clocks.steady = [] { return read_clock(CLOCK_MONOTONIC); };
  if (!sources.clocks.boot) sources.clocks.boot = [] { return read_clock(CLOCK_BOOTTIME); };
  return sources;
}

// True where one says so; false only where one knows.
std::optional<bool> either(std::optional<bool> one, std::optional<bool> other) {
  if (!one) return other;
  return *one || other.value_or(false);
}

std::string socket_of(const ObserverSources& sources) {
  return (sources.runtime_dir / *sources.wayland_display).string();
}

}  // namespace

struct Observer::Parts {
  Parts(Bus* session, Bus* system, ObserverSources given)
      : sources(with_clocks(std::move(given))),
        media(sources),
        settings({sources.settings_program.string(), "get", "org.gnome.desktop.notifications",
                  "show-banners"},
                 kSettingsEvery),
        asleep(sources.clocks.boot() - sources.clocks.steady()) {
    if (session != nullptr) shell = std::make_unique<ShellServices>(*session);
    if (system != nullptr) login = std::make_unique<LoginSession>(*system);
    // Beside Wayland the X server knows of X programs alone.
    if (sources.wayland_display)
      wayland = std::make_unique<WaylandIdle>(socket_of(sources));
    else if (sources.x_display)
      x = std::make_unique<XDisplay>(*sources.x_display);
  }

  void begin();
  std::optional<watch::Duration> idle();
  std::optional<bool> locked();
  std::optional<bool> screen_sharing();
  std::optional<bool> do_not_disturb();
  std::optional<bool> switched_off_in_settings();
  bool take_slept();

  ObserverSources sources;
  MediaWatch media;
  HelperProgram settings;
  Instant asleep;  // how long the computer has slept since it started
  std::unique_ptr<ShellServices> shell;
  std::unique_ptr<LoginSession> login;
  std::unique_ptr<XDisplay> x;
  std::unique_ptr<WaylandIdle> wayland;
  std::optional<bool> banners_off;
  Instant now{0};
  std::optional<Observation> last;
};

void Observer::Parts::begin() {
  now = sources.clocks.steady();
  if (shell) shell->begin(now);
  if (login) login->begin(now);
  if (x) x->begin(now);
  media.begin(now);
}

std::optional<watch::Duration> Observer::Parts::idle() {
  std::optional<watch::Duration> idle;
  if (x) idle = x->idle();
  if (!idle && shell) idle = shell->gnome_idle(now);
  if (!idle && wayland) idle = wayland->idle(now);
  if (!idle && shell && !wayland) idle = shell->kde_idle(now);
  if (!idle && login) idle = login->idle(now);
  return idle;
}

std::optional<bool> Observer::Parts::locked() {
  const std::optional<bool> covered = shell ? shell->locked(now) : std::nullopt;
  return either(covered, login ? login->locked(now) : std::nullopt);
}

// Every program may look at an X server's screen, and nobody is told: there a "no" is not known.
std::optional<bool> Observer::Parts::screen_sharing() {
  const std::optional<bool> cast = shell ? shell->screen_sharing(now) : std::nullopt;
  const std::optional<bool> shared = either(cast, media.screen_handed_out());
  if (!wayland && !shared.value_or(false)) return std::nullopt;
  return shared;
}

std::optional<bool> Observer::Parts::do_not_disturb() {
  if (!shell) return std::nullopt;
  if (const auto silenced = shell->do_not_disturb(now)) return silenced;
  if (!shell->is_gnome(now)) return std::nullopt;
  return switched_off_in_settings();
}

// GNOME's portal keeps this setting to itself; its own program reads it.
std::optional<bool> Observer::Parts::switched_off_in_settings() {
  if (const auto printed = settings.step(now)) {
    banners_off.reset();
    if (*printed && printed->value() == "true\n") banners_off = false;
    if (*printed && printed->value() == "false\n") banners_off = true;
  }
  return banners_off;
}

bool Observer::Parts::take_slept() {
  const Instant slept_so_far = sources.clocks.boot() - sources.clocks.steady();
  const bool by_clock = slept_so_far - std::exchange(asleep, slept_so_far) >= kLeastSleep;
  if (by_clock && login) login->woke();
  const bool by_word = login && login->take_slept();
  return by_clock || by_word;
}

Observer::Observer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Observer::~Observer() = default;

std::unique_ptr<Observer> Observer::create(Bus* session, Bus* system, ObserverSources sources) {
  return std::unique_ptr<Observer>(
      new Observer(std::make_unique<Parts>(session, system, std::move(sources))));
}

Observation Observer::observe() {
  parts_->begin();
  Observation seen;
  seen.idle = parts_->idle();
  seen.locked = parts_->locked();
  seen.call = parts_->media.call(parts_->now);
  seen.screen_sharing = parts_->screen_sharing();
  if (parts_->x) seen.full_screen = parts_->x->full_screen();
  seen.do_not_disturb = parts_->do_not_disturb();
  seen.camera_holder = parts_->media.camera_holder(parts_->now);
  seen.slept = parts_->take_slept();
  parts_->last = seen;
  return seen;
}

bool Observer::about_to_sleep() {
  if (!parts_->login) return false;
  parts_->login->listen();
  return parts_->login->about_to_sleep();
}

std::vector<knowledge::Text> Observer::gaps() const {
  std::vector<knowledge::Text> sentences;
  if (!parts_->last) return sentences;
  const Observation& seen = *parts_->last;
  const auto gap = [&](bool known, const char* english, const char* spanish) {
    if (!known) sentences.push_back({english, spanish});
  };
  gap(seen.idle.has_value(),
      "This desktop does not say how long keys and pointer have rested: whether somebody is at "
      "the desk is told by the camera alone.",
      "Este escritorio no dice cuánto llevan quietos el teclado y el puntero: solo la cámara dice "
      "si hay alguien.");
  gap(seen.locked.has_value(),
      "This desktop does not say whether the screen is locked: nudges may come while it is.",
      "Este escritorio no dice si la pantalla está bloqueada: los avisos pueden llegar mientras lo "
      "está.");
  gap(seen.call.has_value(),
      "No sound card says whether a microphone is recorded: pause dorsal before a call.",
      "Ninguna tarjeta de sonido dice si se graba un micrófono: ponga dorsal en pausa antes de una "
      "llamada.");
  gap(seen.screen_sharing.has_value(),
      "This desktop does not say whether the screen is shared: pause dorsal before sharing it.",
      "Este escritorio no dice si se comparte la pantalla: ponga dorsal en pausa antes de "
      "compartirla.");
  gap(seen.full_screen.has_value(),
      "This desktop does not say whether a window covers the screen: pause dorsal before a film or "
      "a talk.",
      "Este escritorio no dice si una ventana ocupa la pantalla: ponga dorsal en pausa antes de "
      "una "
      "película o una charla.");
  gap(seen.do_not_disturb.has_value(),
      "The desktop's settings do not say whether you want to be disturbed: only what the "
      "notification server says counts.",
      "Los ajustes del escritorio no dicen si quiere que lo molesten: solo cuenta lo que dice el "
      "servidor de avisos.");
  gap(seen.camera_holder.has_value(),
      "The processes of this computer cannot be read: which program has the camera is not known.",
      "No se pueden leer los procesos de este ordenador: no se sabe qué programa tiene la cámara.");
  return sentences;
}

}  // namespace dorsal::desktop
