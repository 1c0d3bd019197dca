#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "dorsal/base/result.hpp"
#include "dorsal/desktop/bus.hpp"

namespace dorsal::desktop {

/// A pause is at most this long, so that a slip of the keyboard does not switch the watcher off for
/// good.
inline constexpr std::chrono::hours kLongestPause{24};

/// What the running watcher does when it is asked; called inside Bus::wait(). Empty ones answer
/// that the watcher cannot do this.
struct ControlHandlers {
  std::function<std::string()> status;                   ///< a JSON text
  std::function<void(std::chrono::milliseconds)> pause;  ///< above 0, at most kLongestPause
  std::function<void()> resume;
  std::function<void()> calibrate;
  std::function<void()> stop;
};

/// This process as the one that watches: the name org.dorsal.Watch on the session bus, given back
/// when the object goes or the process ends, however it ends.
class Control {
 public:
  /// @error taken: another one runs already; missing: the bus does not answer
  static Result<std::unique_ptr<Control>> claim(Bus& bus, ControlHandlers handlers);
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;
  ~Control();

 private:
  struct State;
  explicit Control(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The watcher that runs in another process. A call waits five seconds for its answer, since the
/// watcher answers between two looks.
class RemoteWatcher {
 public:
  /// @error missing: no watcher is running
  static Result<RemoteWatcher> find(Bus& bus);
  RemoteWatcher(RemoteWatcher&&) noexcept;
  RemoteWatcher& operator=(RemoteWatcher&&) noexcept;
  ~RemoteWatcher();

  /// What the watcher says of itself, a JSON text.
  /// @error missing: it has ended; unreadable: it does not answer or refuses
  Result<std::string> status();
  /// @error out_of_range: not above 0, or above kLongestPause; and those of status()
  Result<void> pause(std::chrono::milliseconds length);
  Result<void> resume();     ///< @error as status()
  Result<void> calibrate();  ///< @error as status()
  Result<void> stop();       ///< @error as status()

 private:
  struct State;
  explicit RemoteWatcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::desktop
