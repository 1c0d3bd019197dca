#pragma once

#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IProxy.h>
#include <sdbus-c++/Message.h>
#include <sdbus-c++/TypeTraits.h>

#include <memory>

#include "name_owner.hpp"

namespace dorsal::desktop {

/// Offers this connection's entry to each tray that comes. Asks without waiting; the answers are
/// taken inside Bus::wait().
class TrayOffer {
 public:
  /// @throws sdbus::Error when the bus is gone
  explicit TrayOffer(sdbus::IConnection& connection);
  TrayOffer(const TrayOffer&) = delete;
  TrayOffer& operator=(const TrayOffer&) = delete;
  ~TrayOffer() = default;

  /// Whether the tray has taken the entry and has somewhere to show it.
  [[nodiscard]] bool accepted() const { return registered_ && shown_somewhere_; }

 private:
  void make();
  void ask_where_shown();
  void take_signal(sdbus::Message& message);

  sdbus::IConnection& connection_;
  bool registered_ = false;
  bool shown_somewhere_ = false;
  std::unique_ptr<sdbus::IProxy> tray_;
  NameOwner name_;
  sdbus::Slot signals_;
};

}  // namespace dorsal::desktop
