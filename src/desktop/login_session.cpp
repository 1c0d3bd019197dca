#include "login_session.hpp"

namespace dorsal::desktop {
namespace {

const char* const kLogin = "org.freedesktop.login1";
const char* const kLoginPath = "/org/freedesktop/login1";
const char* const kManager = "org.freedesktop.login1.Manager";
const char* const kSession = "org.freedesktop.login1.Session";
constexpr Instant kLockTakes = std::chrono::seconds(5);
constexpr std::uint64_t kLatest = 1ULL << 50;  // [us] since the start of the computer; 35 years

std::string signal_of(const std::string& interface, const std::string& member) {
  return std::string("type='signal',sender='") + kLogin + "',interface='" + interface +
         "',member='" + member + "'";
}

}  // namespace

LoginSession::LoginSession(Bus& system)
    : system_(system), bus_(system), login_(bus_, kLogin, [this] { forget(); }) {
  hear_session();
  hear_sleep();
}

void LoginSession::hear_session() {
  bus_.on_signal(signal_of(kSession, "Lock"), [this](sdbus::Message& message) {
    lock_asked_ = lock_asked_ || message.getPath() == own_path_;
    locked_.ask_again();
  });
  bus_.on_signal(signal_of(kSession, "Unlock"), [this](sdbus::Message&) {
    lock_asked_ = false;
    lock_comes_until_.reset();
    locked_.ask_again();
  });
  bus_.on_signal(signal_of("org.freedesktop.DBus.Properties", "PropertiesChanged") +
                     ",path_namespace='/org/freedesktop/login1/session'",
                 [this](sdbus::Message&) {
                   locked_.ask_again();
                   idle_since_.ask_again();
                 });
}

void LoginSession::hear_sleep() {
  bus_.on_signal(signal_of(kManager, "PrepareForSleep"), [this](sdbus::Message& message) {
    bool begins = false;
    message >> begins;
    slept_ = slept_ || (about_to_sleep_ && !begins);
    about_to_sleep_ = begins;
  });
}

void LoginSession::forget() {
  session_path_.forget();
  locked_.forget();
  idle_since_.forget();
  about_to_sleep_ = false;
}

void LoginSession::begin(Instant now) {
  bus_.begin(now);
  listen();
}

void LoginSession::listen() {
  if (!system_.wait(std::chrono::milliseconds(0))) about_to_sleep_ = false;
}

bool LoginSession::take_slept() { return std::exchange(slept_, false); }

std::optional<RemoteInterface> LoginSession::session(Instant now) {
  if (!login_.there(now)) return std::nullopt;
  const auto& path = session_path_.answer(now, [this] { return ask_session(); });
  if (!path) return std::nullopt;
  own_path_ = *path;
  return RemoteInterface{kLogin, *path, kSession};
}

// A service of the user belongs to no session; the one that the person sees is the user's display.
Reply<std::string> LoginSession::ask_session() {
  const RemoteInterface manager{kLogin, kLoginPath, kManager};
  auto own = bus_.call<sdbus::ObjectPath>(manager, "GetSession", std::string("auto"));
  if (own.value || !own.asked) return {.value = std::move(own.value), .asked = own.asked};
  const RemoteInterface user{kLogin, "/org/freedesktop/login1/user/self",
                             "org.freedesktop.login1.User"};
  using Display = sdbus::Struct<std::string, sdbus::ObjectPath>;
  const auto display = bus_.property<Display>(user, "Display");
  if (!display.value || display.value->get<0>().empty()) {
    return {.value = std::nullopt, .asked = display.asked};
  }
  return {.value = display.value->get<1>()};
}

std::optional<bool> LoginSession::locked(Instant now) {
  if (std::exchange(lock_asked_, false)) lock_comes_until_ = now + kLockTakes;
  const auto remote = session(now);
  if (!remote) return std::nullopt;
  const auto& hint =
      locked_.answer(now, [&] { return bus_.property<bool>(*remote, "LockedHint"); });
  if (lock_comes_until_ && now < *lock_comes_until_) return true;
  return hint;
}

Reply<Instant> LoginSession::ask_idle_since(const RemoteInterface& session) {
  const auto idle = bus_.property<bool>(session, "IdleHint");
  if (!idle.value) return {.value = std::nullopt, .asked = idle.asked};
  if (!*idle.value) return {.value = Instant(0)};
  const auto since = bus_.property<std::uint64_t>(session, "IdleSinceHintMonotonic");
  if (!since.value || *since.value > kLatest) return {.value = std::nullopt, .asked = since.asked};
  return {.value = std::chrono::microseconds(*since.value)};
}

std::optional<watch::Duration> LoginSession::idle(Instant now) {
  const auto remote = session(now);
  if (!remote) return std::nullopt;
  const auto& since = idle_since_.answer(now, [&] { return ask_idle_since(*remote); });
  if (!since || *since == Instant(0) || *since > now) return std::nullopt;
  return std::chrono::duration_cast<watch::Duration>(now - *since);
}

}  // namespace dorsal::desktop
