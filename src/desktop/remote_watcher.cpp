#include <sdbus-c++/Error.h>
#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IProxy.h>

#include <cstdint>
#include <utility>

#include "dorsal/base/printable.hpp"
#include "dorsal/desktop/control.hpp"
#include "name_owner.hpp"
#include "watch_names.hpp"

namespace dorsal::desktop {
namespace {

// A look may be under way, a camera being opened.
constexpr std::chrono::seconds kWatcherAnswersWithin{5};

Error no_watcher() {
  return {ErrorCode::missing, "no watcher is running", {}, "start it with `dorsal watch`"};
}

bool is_gone(const sdbus::Error& error) {
  const std::string& name = error.getName();
  return name == "org.freedesktop.DBus.Error.ServiceUnknown" ||
         name == "org.freedesktop.DBus.Error.NameHasNoOwner" ||
         name == "org.freedesktop.DBus.Error.NoReply";
}

Error refused(const sdbus::Error& error) {
  if (is_gone(error)) return no_watcher();
  if (error.getName() == kWatchOutOfRange) {
    return {ErrorCode::out_of_range, printable(error.getMessage()), {}, {}};
  }
  if (error.getName() == kWatchCannot) {
    return {ErrorCode::unreadable, "the watcher refused: " + printable(error.getMessage()), {}, {}};
  }
  return {ErrorCode::unreadable,
          "the watcher that runs does not answer",
          {},
          "end its process and start it again"};
}

}  // namespace

struct RemoteWatcher::State {
  // Calls a method and returns what call(invoker) makes of it.
  template <class... Arguments>
  Result<void> tell(const std::string& method, const Arguments&... arguments) {
    try {
      watcher->callMethod(method)
          .onInterface(kWatchInterface)
          .withTimeout(kWatcherAnswersWithin)
          .withArguments(arguments...);
      return {};
    } catch (const sdbus::Error& error) {
      return tl::unexpected(refused(error));
    }
  }

  std::unique_ptr<sdbus::IProxy> watcher;
};

RemoteWatcher::RemoteWatcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
RemoteWatcher::RemoteWatcher(RemoteWatcher&&) noexcept = default;
RemoteWatcher& RemoteWatcher::operator=(RemoteWatcher&&) noexcept = default;
RemoteWatcher::~RemoteWatcher() = default;

Result<RemoteWatcher> RemoteWatcher::find(Bus& bus) {
  if (NameOwner(bus.connection(), kWatchName, [] {}).owner().empty()) {
    return tl::unexpected(no_watcher());
  }
  auto state = std::make_unique<State>();
  state->watcher = sdbus::createProxy(bus.connection(), kWatchName, kWatchPath);
  return RemoteWatcher(std::move(state));
}

Result<std::string> RemoteWatcher::status() {
  try {
    std::string json;
    state_->watcher->callMethod("Status")
        .onInterface(kWatchInterface)
        .withTimeout(kWatcherAnswersWithin)
        .storeResultsTo(json);
    return json;
  } catch (const sdbus::Error& error) {
    return tl::unexpected(refused(error));
  }
}

Result<void> RemoteWatcher::pause(std::chrono::milliseconds length) {
  if (!is_pause(length)) return fail(ErrorCode::out_of_range, kPauseRange);
  return state_->tell("Pause", static_cast<std::int64_t>(length.count()));
}

Result<void> RemoteWatcher::resume() { return state_->tell("Resume"); }

Result<void> RemoteWatcher::calibrate() { return state_->tell("Calibrate"); }

Result<void> RemoteWatcher::stop() {
  auto told = state_->tell("Stop");
  if (!told && told.error().code == ErrorCode::missing) return {};  // it has ended: what was wanted
  return told;
}

}  // namespace dorsal::desktop
