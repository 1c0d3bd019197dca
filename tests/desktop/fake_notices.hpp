#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "desktop/private_bus.hpp"

namespace dorsal::desktop {

/// What a server of notices was asked to show.
struct ShownNotice {
  std::uint32_t id = 0;
  std::uint32_t replaces = 0;
  std::string title;
  std::string body;
  std::vector<std::string> actions;  ///< key, label, key, label ...
  std::uint8_t urgency = 255;        ///< 255: not said
  std::int32_t timeout = -2;         ///< [ms]
};

/// How a server behaves.
struct NoticeManners {
  std::vector<std::string> capabilities = {"actions", "body", "body-markup"};
  std::optional<bool> inhibited;  ///< unset: it has no such property
  bool lies = false;              ///< answers have other types than they should
};

/// A pretended server of notices, on a connection and a thread of its own.
class FakeNotices {
 public:
  explicit FakeNotices(const PrivateBus& bus, NoticeManners manners = {})
      : manners_(std::move(manners)),
        connection_(sdbus::createSessionBusConnectionWithAddress(bus.address())),
        object_(sdbus::createObject(*connection_, "/org/freedesktop/Notifications")) {
    if (manners_.lies) {
      offer_lies();
    } else {
      offer();
    }
    object_->finishRegistration();
    connection_->requestName(kName);
    connection_->enterEventLoopAsync();
  }
  FakeNotices(const FakeNotices&) = delete;
  FakeNotices& operator=(const FakeNotices&) = delete;
  ~FakeNotices() { connection_->leaveEventLoop(); }

  /// Everything that was asked for, oldest first.
  [[nodiscard]] std::vector<ShownNotice> shown() const {
    const std::lock_guard lock(mutex_);
    return shown_;
  }
  [[nodiscard]] std::vector<std::uint32_t> withdrawn() const {
    const std::lock_guard lock(mutex_);
    return withdrawn_;
  }

  /// A button is pressed; then the notice goes, as desktops do it.
  void press(std::uint32_t id, const std::string& key) {
    object_->emitSignal("ActionInvoked").onInterface(kName).withArguments(id, key);
    close(id, 2);
  }
  /// @param reason  1 run out, 2 by the person, 3 withdrawn
  void close(std::uint32_t id, std::uint32_t reason = 2) {
    object_->emitSignal("NotificationClosed").onInterface(kName).withArguments(id, reason);
  }
  void set_inhibited(bool inhibited) {
    const std::lock_guard lock(mutex_);
    manners_.inhibited = inhibited;
  }
  /// Answers nothing from here on; what is asked is answered after recover().
  void hang() { connection_->leaveEventLoop(); }
  void recover() { connection_->enterEventLoopAsync(); }

 private:
  static constexpr const char* kName = "org.freedesktop.Notifications";
  using Hints = std::map<std::string, sdbus::Variant>;

  void offer() {
    object_->registerMethod("GetCapabilities").onInterface(kName).implementedAs([this] {
      return manners_.capabilities;
    });
    object_->registerMethod("Notify").onInterface(kName).implementedAs(
        [this](const std::string&, std::uint32_t replaces, const std::string&,
               const std::string& title, const std::string& body,
               const std::vector<std::string>& actions, const Hints& hints, std::int32_t timeout) {
          const auto urgency = hints.find("urgency");
          return keep(
              {0, replaces, title, body, actions,
               urgency == hints.end() ? std::uint8_t{255} : urgency->second.get<std::uint8_t>(),
               timeout});
        });
    object_->registerMethod("CloseNotification")
        .onInterface(kName)
        .implementedAs([this](std::uint32_t id) {
          {
            const std::lock_guard lock(mutex_);
            withdrawn_.push_back(id);
          }
          close(id, 3);
        });
    if (!manners_.inhibited) return;
    object_->registerProperty("Inhibited").onInterface(kName).withGetter([this] {
      const std::lock_guard lock(mutex_);
      return *manners_.inhibited;
    });
  }

  void offer_lies() {
    object_->registerMethod("GetCapabilities").onInterface(kName).implementedAs([] {
      return std::vector<std::string>{};
    });
    object_->registerMethod("Notify").onInterface(kName).implementedAs(
        [](const std::string&, std::uint32_t, const std::string&, const std::string&,
           const std::string&, const std::vector<std::string>&, const Hints&,
           std::int32_t) { return std::string("seven"); });
    object_->registerProperty("Inhibited").onInterface(kName).withGetter([] {
      return std::string("yes");
    });
  }

  std::uint32_t keep(ShownNotice notice) {
    const std::lock_guard lock(mutex_);
    notice.id = notice.replaces != 0 ? notice.replaces : ++last_id_;
    shown_.push_back(notice);
    return notice.id;
  }

  mutable std::mutex mutex_;
  NoticeManners manners_;
  std::uint32_t last_id_ = 0;
  std::vector<ShownNotice> shown_;
  std::vector<std::uint32_t> withdrawn_;
  std::unique_ptr<sdbus::IConnection> connection_;
  std::unique_ptr<sdbus::IObject> object_;
};

}  // namespace dorsal::desktop
