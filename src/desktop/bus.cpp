#include "dorsal/desktop/bus.hpp"

#include <poll.h>
#include <sdbus-c++/Error.h>
#include <sdbus-c++/IConnection.h>

#include <algorithm>
#include <limits>

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;

// A sender that never stops must not keep the caller from its own work.
constexpr int kMostMessagesInOneWait = 1000;

template <class Open>
Result<std::unique_ptr<sdbus::IConnection>> connect_by(Open open, const char* sentence,
                                                       const char* hint) {
  try {
    return open();
  } catch (const sdbus::Error& error) {
    return fail(ErrorCode::missing, sentence + (": " + error.getMessage()), {}, hint);
  }
}

// Handles at most so many messages. @return whether there was any
bool handle_waiting(sdbus::IConnection& connection) {
  int handled = 0;
  while (handled < kMostMessagesInOneWait && connection.processPendingRequest()) ++handled;
  return handled > 0;
}

// Sleeps until the connection has work, or the time is over, or a signal came.
void sleep_on(const sdbus::IConnection& connection, milliseconds longest) {
  const auto wanted = connection.getEventLoopPollData();
  const auto most =
      std::clamp<milliseconds::rep>(longest.count(), 0, std::numeric_limits<int>::max());
  const int own = wanted.getPollTimeout();  // -1: the connection itself waits for nothing
  const int timeout = own < 0 ? static_cast<int>(most) : std::min(own, static_cast<int>(most));
  pollfd file{wanted.fd, wanted.events, 0};
  ::poll(&file, 1, timeout);
}

}  // namespace

Bus::Bus(std::unique_ptr<sdbus::IConnection> connection) : connection_(std::move(connection)) {}
Bus::Bus(Bus&&) noexcept = default;
Bus& Bus::operator=(Bus&&) noexcept = default;
Bus::~Bus() = default;

Result<Bus> Bus::session() {
  DORSAL_TRY(
      auto connection,
      connect_by([] { return sdbus::createSessionBusConnection(); }, "there is no session bus here",
                 "run it inside a desktop session, or under dbus-run-session"));
  return Bus(std::move(connection));
}

Result<Bus> Bus::system() {
  DORSAL_TRY(auto connection,
             connect_by([] { return sdbus::createSystemBusConnection(); },
                        "there is no system bus here", "start the service dbus of this machine"));
  return Bus(std::move(connection));
}

bool Bus::wait(milliseconds longest) {
  try {
    if (handle_waiting(*connection_)) return true;
    sleep_on(*connection_, longest);
    handle_waiting(*connection_);
    return true;
  } catch (const sdbus::Error&) {
    return false;
  }
}

sdbus::IConnection& Bus::connection() const { return *connection_; }

}  // namespace dorsal::desktop
