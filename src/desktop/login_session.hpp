#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dorsal/watch/look.hpp"
#include "patient_bus.hpp"

namespace dorsal::desktop {

/// What logind, on the system bus, tells of the person's session and of sleep.
class LoginSession {
 public:
  explicit LoginSession(Bus& system);
  void begin(Instant now);
  /// Takes in what has come on the bus.
  void listen();

  [[nodiscard]] std::optional<bool> locked(Instant now);
  /// Known only while the session says that it is idle: most desktops say so after minutes, some
  /// never.
  [[nodiscard]] std::optional<watch::Duration> idle(Instant now);
  [[nodiscard]] bool about_to_sleep() const { return about_to_sleep_; }
  /// A sleep ended since the last call.
  [[nodiscard]] bool take_slept();
  /// Other signs tell that a sleep is over.
  void woke() { about_to_sleep_ = false; }

 private:
  void hear_session();
  void hear_sleep();
  void forget();
  std::optional<RemoteInterface> session(Instant now);
  Reply<std::string> ask_session();
  /// When the session became idle, on the steady clock; zero: it is not.
  Reply<Instant> ask_idle_since(const RemoteInterface& session);

  Bus& system_;
  PatientBus bus_;
  Question<std::string> session_path_{std::chrono::minutes(10)};
  Question<bool> locked_{std::chrono::seconds(5)};
  Question<Instant> idle_since_{std::chrono::seconds(5)};
  RemoteService login_;
  std::string own_path_;
  bool lock_asked_ = false;  // somebody asked for the lock; the hint follows when it is there
  std::optional<Instant> lock_comes_until_;
  bool about_to_sleep_ = false;
  bool slept_ = false;
};

}  // namespace dorsal::desktop
