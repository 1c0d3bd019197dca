#include "name_owner.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/IProxy.h>

#include <memory>
#include <utility>

namespace dorsal::desktop {
namespace {

constexpr const char* kBusName = "org.freedesktop.DBus";

std::string present_owner(sdbus::IConnection& connection, const std::string& name) {
  const auto bus = sdbus::createProxy(connection, kBusName, "/org/freedesktop/DBus");
  std::string owner;
  bus->callMethod("GetNameOwner")
      .onInterface(kBusName)
      .withTimeout(kAnswerWithin)
      .withArguments(name)
      .storeResultsTo(owner);
  return owner;
}

}  // namespace

NameOwner::NameOwner(sdbus::IConnection& connection, std::string name,
                     std::function<void()> on_change)
    : name_(std::move(name)), on_change_(std::move(on_change)) {
  try {
    follow(connection);
    owner_ = present_owner(connection, name_);
  } catch (const sdbus::Error&) {
    owner_.clear();  // nobody has it
  }
}

void NameOwner::follow(sdbus::IConnection& connection) {
  changes_ =
      connection.addMatch(std::string("type='signal',sender='") + kBusName + "',interface='" +
                              kBusName + "',member='NameOwnerChanged',arg0='" + name_ + "'",
                          [this](sdbus::Message& message) { take_change(message); });
}

void NameOwner::take_change(sdbus::Message& message) {
  if (message.getSender() != kBusName) return;
  try {
    std::string name;
    std::string before;
    std::string after;
    message >> name >> before >> after;
    if (name != name_ || after == owner_) return;
    owner_ = after;
  } catch (const sdbus::Error&) {
    return;  // no message of the bus
  }
  on_change_();
}

}  // namespace dorsal::desktop
