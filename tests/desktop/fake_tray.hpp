#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "desktop/private_bus.hpp"

namespace dorsal::desktop {

/// A pretended tray (StatusNotifierWatcher with a place to show entries), on a connection and a
/// thread of its own.
class FakeTray {
 public:
  explicit FakeTray(const PrivateBus& bus, bool shows = true)
      : shows_(shows),
        connection_(sdbus::createSessionBusConnectionWithAddress(bus.address())),
        object_(sdbus::createObject(*connection_, "/StatusNotifierWatcher")) {
    object_->registerMethod("RegisterStatusNotifierItem")
        .onInterface(kTrayInterface)
        .implementedAs([this](const std::string& service) {
          const std::lock_guard lock(mutex_);
          entries_.push_back(service);
        });
    object_->registerProperty("IsStatusNotifierHostRegistered")
        .onInterface(kTrayInterface)
        .withGetter([this] {
          const std::lock_guard lock(mutex_);
          return shows_;
        });
    object_->finishRegistration();
    connection_->requestName(kTrayInterface);
    connection_->enterEventLoopAsync();
  }
  FakeTray(const FakeTray&) = delete;
  FakeTray& operator=(const FakeTray&) = delete;
  ~FakeTray() { connection_->leaveEventLoop(); }

  /// Bus names of the entries that have offered themselves.
  [[nodiscard]] std::vector<std::string> entries() const {
    const std::lock_guard lock(mutex_);
    return entries_;
  }
  /// The panel with the place for entries comes or goes.
  void set_shows(bool shows) {
    {
      const std::lock_guard lock(mutex_);
      shows_ = shows;
    }
    object_->emitSignal(shows ? "StatusNotifierHostRegistered" : "StatusNotifierHostUnregistered")
        .onInterface(kTrayInterface)
        .withArguments();
  }
  void hang() { connection_->leaveEventLoop(); }
  void recover() { connection_->enterEventLoopAsync(); }
  /// Makes way for another tray, yet stays on the bus.
  void give_up_name() { connection_->releaseName(kTrayInterface); }

 private:
  static constexpr const char* kTrayInterface = "org.kde.StatusNotifierWatcher";

  mutable std::mutex mutex_;
  bool shows_;
  std::vector<std::string> entries_;
  std::unique_ptr<sdbus::IConnection> connection_;
  std::unique_ptr<sdbus::IObject> object_;
};

/// A panel that reads an entry and its menu. Its calls wait for the answer: run them beside
/// Bus::wait().
class FakePanel {
 public:
  using Properties = std::map<std::string, sdbus::Variant>;
  using Layout = sdbus::Struct<std::int32_t, Properties, std::vector<sdbus::Variant>>;
  using Pixmap = sdbus::Struct<std::int32_t, std::int32_t, std::vector<std::uint8_t>>;
  using Event = sdbus::Struct<std::int32_t, std::string, sdbus::Variant, std::uint32_t>;
  static constexpr const char* kEntry = "org.kde.StatusNotifierItem";
  static constexpr const char* kMenu = "com.canonical.dbusmenu";

  FakePanel(const PrivateBus& bus, const std::string& entry)
      : connection_(sdbus::createSessionBusConnectionWithAddress(bus.address())),
        entry_(sdbus::createProxy(*connection_, entry, "/StatusNotifierItem")),
        menu_(sdbus::createProxy(*connection_, entry,
                                 property<sdbus::ObjectPath>(*entry_, kEntry, "Menu"))) {}

  template <class T>
  T entry(const std::string& name) {
    return property<T>(*entry_, kEntry, name);
  }
  std::vector<Pixmap> icons() { return entry<std::vector<Pixmap>>("IconPixmap"); }

  Layout layout(std::int32_t parent = 0, std::int32_t depth = -1,
                const std::vector<std::string>& names = {}) {
    std::uint32_t revision = 0;
    Layout root;
    menu_->callMethod("GetLayout")
        .onInterface(kMenu)
        .withArguments(parent, depth, names)
        .storeResultsTo(revision, root);
    return root;
  }
  /// The number of the line with this label; -1: none.
  std::int32_t line(const std::string& label) {
    const Layout root = layout();
    for (const sdbus::Variant& child : root.get<2>()) {
      const auto one = child.get<Layout>();
      const auto& properties = one.get<1>();
      const auto found = properties.find("label");
      if (found != properties.end() && found->second.get<std::string>() == label) {
        return one.get<0>();
      }
    }
    return -1;
  }
  void click(std::int32_t line, const std::string& event = "clicked") {
    menu_->callMethod("Event").onInterface(kMenu).withArguments(line, event, sdbus::Variant(0),
                                                                std::uint32_t{0});
  }
  std::vector<std::int32_t> click_all(const std::vector<std::int32_t>& lines) {
    std::vector<Event> events;
    for (const std::int32_t line : lines) {
      events.emplace_back(line, "clicked", sdbus::Variant(0), std::uint32_t{0});
    }
    std::vector<std::int32_t> unknown;
    menu_->callMethod("EventGroup")
        .onInterface(kMenu)
        .withArguments(events)
        .storeResultsTo(unknown);
    return unknown;
  }

 private:
  template <class T>
  static T property(sdbus::IProxy& proxy, const std::string& interface, const std::string& name) {
    return proxy.getProperty(name).onInterface(interface).get<T>();
  }

  std::unique_ptr<sdbus::IConnection> connection_;
  std::unique_ptr<sdbus::IProxy> entry_;
  std::unique_ptr<sdbus::IProxy> menu_;
};

}  // namespace dorsal::desktop
