#include "tray_offer.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/Types.h>

#include <string>

namespace dorsal::desktop {
namespace {

constexpr const char* kTrayName = "org.kde.StatusNotifierWatcher";
constexpr const char* kTrayPath = "/StatusNotifierWatcher";

bool says_yes(sdbus::MethodReply& reply) {
  sdbus::Variant value;
  reply >> value;
  return value.containsValueOfType<bool>() && value.get<bool>();
}

}  // namespace

TrayOffer::TrayOffer(sdbus::IConnection& connection)
    : connection_(connection),
      tray_(sdbus::createProxy(connection, kTrayName, kTrayPath)),
      name_(connection, kTrayName, [this] { make(); }) {
  signals_ = connection.addMatch(
      std::string("type='signal',sender='") + kTrayName + "',interface='" + kTrayName + "'",
      [this](sdbus::Message& message) { take_signal(message); });
  make();
}

// The connection's own name is offered: it is there without asking for one, also in a sandbox.
void TrayOffer::make() {
  registered_ = false;
  shown_somewhere_ = false;
  if (name_.owner().empty()) return;
  try {
    auto call = tray_->createMethodCall(kTrayName, "RegisterStatusNotifierItem");
    call << connection_.getUniqueName();
    tray_->callMethod(
        call,
        [this, asked = name_.owner()](sdbus::MethodReply&, const sdbus::Error* error) {
          if (asked == name_.owner()) registered_ = !error;  // or the silence of one before
        },
        kAnswerWithin);
    ask_where_shown();
  } catch (const sdbus::Error&) {
    registered_ = false;  // the bus is gone
  }
}

void TrayOffer::ask_where_shown() {
  auto call = tray_->createMethodCall("org.freedesktop.DBus.Properties", "Get");
  call << std::string(kTrayName) << std::string("IsStatusNotifierHostRegistered");
  tray_->callMethod(
      call,
      [this, asked = name_.owner()](sdbus::MethodReply& reply, const sdbus::Error* error) {
        if (asked != name_.owner()) return;
        try {
          shown_somewhere_ = !error && says_yes(reply);
        } catch (const sdbus::Error&) {
          shown_somewhere_ = false;  // an answer of another shape
        }
      },
      kAnswerWithin);
}

void TrayOffer::take_signal(sdbus::Message& message) {
  const std::string what = message.getMemberName();
  const bool of_hosts =
      what == "StatusNotifierHostRegistered" || what == "StatusNotifierHostUnregistered";
  if (!of_hosts || message.getSender() != name_.owner()) return;
  try {
    ask_where_shown();
  } catch (const sdbus::Error&) {
    shown_somewhere_ = false;  // the bus is gone
  }
}

}  // namespace dorsal::desktop
