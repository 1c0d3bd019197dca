#pragma once

#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/Message.h>
#include <sdbus-c++/TypeTraits.h>

#include <chrono>
#include <functional>
#include <string>

namespace dorsal::desktop {

/// No call of a partner that hangs may hold the watcher for longer.
inline constexpr std::chrono::seconds kAnswerWithin{2};

/// Who has a well-known name on the bus, followed as it changes. A signal counts only when its
/// sender is this one: anybody can send signals that look like another's.
class NameOwner {
 public:
  /// @param on_change  called inside Bus::wait(), when owner() is the new one already
  NameOwner(sdbus::IConnection& connection, std::string name, std::function<void()> on_change);
  NameOwner(const NameOwner&) = delete;
  NameOwner& operator=(const NameOwner&) = delete;
  ~NameOwner() = default;

  /// The owner's unique name; empty: nobody has the name, or the bus is gone.
  [[nodiscard]] const std::string& owner() const { return owner_; }

 private:
  void follow(sdbus::IConnection& connection);
  void take_change(sdbus::Message& message);

  std::string name_;
  std::function<void()> on_change_;
  std::string owner_;
  sdbus::Slot changes_;
};

}  // namespace dorsal::desktop
