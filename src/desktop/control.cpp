#include "dorsal/desktop/control.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IObject.h>
#include <sdbus-c++/IProxy.h>

#include <cstdint>
#include <exception>
#include <utility>

#include "watch_names.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;

// Calls what a handler does, and answers the caller where it cannot.
template <class Handler, class... Arguments>
auto call_handler(const Handler& handler, Arguments... arguments) {
  if (!handler) throw sdbus::Error(kWatchCannot, "this watcher cannot do that");
  try {
    return handler(arguments...);
  } catch (const std::exception& error) {  // must not pass through the C code of the bus
    throw sdbus::Error(kWatchCannot, error.what());
  }
}

void check_length(milliseconds length) {
  if (is_pause(length)) return;
  throw sdbus::Error(kWatchOutOfRange, kPauseRange);
}

bool somebody_has_it(const sdbus::Error& error) {
  return error.getName() == "org.freedesktop.DBus.Error.FileExists" ||
         error.getName() == "System.Error.EALREADY";  // this connection itself
}

Error not_claimed(const sdbus::Error& error) {
  if (somebody_has_it(error)) {
    return {ErrorCode::taken, "a watcher runs already", {}, "see `dorsal watch status`"};
  }
  return {ErrorCode::missing,
          "the session bus does not let the watcher in: " + error.getMessage(),
          {},
          "log out and in again"};
}

}  // namespace

struct Control::State {
  State(sdbus::IConnection& on, ControlHandlers with);
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State();
  void offer();
  void take_name();

  sdbus::IConnection& connection;
  ControlHandlers handlers;
  std::unique_ptr<sdbus::IObject> object;
  bool has_name = false;  // a name that another object of this connection has must stay with it
};

Control::State::State(sdbus::IConnection& on, ControlHandlers with)
    : connection(on), handlers(std::move(with)) {}

Control::State::~State() {
  if (!has_name) return;
  try {
    connection.releaseName(kWatchName);
  } catch (const sdbus::Error&) {
    has_name = false;  // the bus is gone
  }
}

// The object is there before the name, so that whoever finds the name finds it answering.
void Control::State::offer() {
  object = sdbus::createObject(connection, kWatchPath);
  object->registerMethod("Status")
      .onInterface(kWatchInterface)
      .withOutputParamNames("json")
      .implementedAs([this] { return call_handler(handlers.status); });
  object->registerMethod("Pause")
      .onInterface(kWatchInterface)
      .withInputParamNames("milliseconds")
      .implementedAs([this](std::int64_t count) {
        check_length(milliseconds(count));
        call_handler(handlers.pause, milliseconds(count));
      });
  const auto plain = [this](const char* name, const std::function<void()>& handler) {
    object->registerMethod(name).onInterface(kWatchInterface).implementedAs([&handler] {
      call_handler(handler);
    });
  };
  plain("Resume", handlers.resume);
  plain("Calibrate", handlers.calibrate);
  plain("Stop", handlers.stop);
  object->finishRegistration();
}

void Control::State::take_name() {
  connection.requestName(kWatchName);
  has_name = true;
}

Control::Control(std::unique_ptr<State> state) : state_(std::move(state)) {}
Control::~Control() = default;

Result<std::unique_ptr<Control>> Control::claim(Bus& bus, ControlHandlers handlers) {
  try {
    auto object = std::make_unique<State>(bus.connection(), std::move(handlers));
    object->offer();
    object->take_name();
    return std::unique_ptr<Control>(new Control(std::move(object)));
  } catch (const sdbus::Error& error) {
    return tl::unexpected(not_claimed(error));
  }
}

}  // namespace dorsal::desktop
