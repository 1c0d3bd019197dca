#include "desk.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <thread>

namespace dorsal::app {
namespace {

// Nobody touches the computer: as good as not there, where no camera sees. [ms]
constexpr std::chrono::minutes kUnused{2};
// Notices whose answers are still waited for.
constexpr std::size_t kMostShown = 8;

std::optional<desktop::Bus> opened(Result<desktop::Bus> bus) {
  if (!bus) return std::nullopt;
  return std::move(*bus);
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

desktop::ObserverSources sources_for(std::optional<int> camera) {
  desktop::ObserverSources sources;
  sources.x_display = variable("DISPLAY");
  sources.wayland_display = variable("WAYLAND_DISPLAY");
  sources.runtime_dir = variable("XDG_RUNTIME_DIR").value_or("");
  sources.camera = camera ? fmt::format("/dev/video{}", *camera) : "";
  sources.self = getpid();
  return sources;
}

struct TrayWords {
  const char* used;
  const char* paused;
  const char* pause;
  const char* resume;
  const char* calibrate;
  const char* stop;
};
constexpr TrayWords kEnglish{"{:.0f} % of the budget used", "Paused",
                             "Pause for 30 minutes",        "Watch again",
                             "I sit upright now",           "Stop watching"};
constexpr TrayWords kSpanish{"{:.0f} % del presupuesto usado",
                             "En pausa",
                             "Pausa de 30 minutos",
                             "Volver a mirar",
                             "Ahora estoy erguido",
                             "Dejar de mirar"};

}  // namespace

Desk::Desk(std::optional<int> camera, std::string language)
    : language_(std::move(language)),
      session_(opened(desktop::Bus::session())),
      system_(opened(desktop::Bus::system())),
      sources_(sources_for(camera)) {
  if (session_) {
    notices_.emplace(*session_);
    tray_.emplace(*session_);
  }
  observer_ = desktop::Observer::create(bus(), system_ ? &*system_ : nullptr, sources_);
}

void Desk::wait(std::chrono::milliseconds longest) {
  if (!session_ || lost_) {
    std::this_thread::sleep_for(longest);
    return;
  }
  if (session_->wait(longest)) return;
  // The session has ended. The bus itself stays, because others may still stand on it.
  lost_ = true;
  observer_.reset();
  tray_.reset();
  notices_.reset();
  observer_ = desktop::Observer::create(nullptr, system_ ? &*system_ : nullptr, sources_);
}

void Desk::observe() {
  seen_ = observer_->observe();
  quiet_ = notices_ ? notices_->do_not_disturb() : std::nullopt;
}

watch::Surroundings Desk::surroundings() const {
  watch::Surroundings around;
  around.call = seen_.call.value_or(false);
  around.screen_sharing = seen_.screen_sharing.value_or(false);
  around.full_screen = seen_.full_screen.value_or(false);
  around.do_not_disturb = seen_.do_not_disturb.value_or(false) || quiet_.value_or(false);
  around.camera_taken = !camera_holder().empty();
  return around;
}

bool Desk::unused() const {
  return seen_.locked.value_or(false) || (seen_.idle && *seen_.idle >= kUnused);
}

bool Desk::about_to_sleep() { return observer_->about_to_sleep(); }

std::string Desk::camera_holder() const { return seen_.camera_holder.value_or(""); }

std::vector<knowledge::Text> Desk::gaps() const { return observer_->gaps(); }

bool Desk::show(const watch::Notice& notice) {
  if (!notices_) return false;
  desktop::Notice shown;
  shown.title = notice.title;
  shown.text = notice.text;
  shown.stays = notice.waits;
  Shown kept;
  kept.waits = notice.waits;
  for (const watch::Choice& choice : notice.choices) {
    shown.actions.push_back({choice.key, choice.label});
    kept.keys.push_back(choice.key);
  }
  const auto id = notices_->show(shown);
  if (!id) return false;
  kept.id = *id;
  shown_.push_back(std::move(kept));
  if (shown_.size() > kMostShown) shown_.erase(shown_.begin());
  return true;
}

void Desk::withdraw_waiting() {
  std::erase_if(shown_, [this](const Shown& shown) {
    if (!shown.waits) return false;
    if (notices_) notices_->withdraw(shown.id);
    return true;
  });
}

void Desk::show_in_tray(const watch::Session& session) {
  if (!tray_) return;
  const watch::Status status = session.watcher().status();
  const TrayWords& words = language_ == "es" ? kSpanish : kEnglish;
  desktop::TrayState state;
  state.title = "dorsal";
  state.paused = status.paused_until.has_value();
  state.level = std::clamp(status.budget.level(), 0.0, 1.0);
  // In steps that can be seen, so that a tray is not told of each look.
  state.level = std::round(state.level * 20) / 20;
  state.tooltip = state.paused ? std::string(words.paused)
                               : fmt::format(fmt::runtime(words.used), 100 * state.level);
  state.needs_attention = status.nudge_waits || status.on_show.has_value();
  state.menu = {state.paused ? desktop::TrayItem{"resume", words.resume}
                             : desktop::TrayItem{"pause", words.pause},
                {"calibrate", words.calibrate},
                {},
                {"stop", words.stop}};
  (void)tray_->set(state);  // where it is refused, the status command is what is left
}

std::vector<DeskChoice> Desk::take_choices() {
  std::vector<DeskChoice> choices;
  if (notices_) {
    for (const desktop::NoticeReply& reply : notices_->take_replies()) {
      const auto shown = std::ranges::find(shown_, reply.notice, &Shown::id);
      if (shown == shown_.end()) continue;
      if (std::ranges::count(shown->keys, reply.action) > 0) choices.push_back({reply.action});
      shown_.erase(shown);
    }
  }
  if (tray_) {
    for (std::string& key : tray_->take_choices()) choices.push_back({std::move(key)});
  }
  return choices;
}

}  // namespace dorsal::app
