#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "desktop/private_bus.hpp"

namespace dorsal::desktop {

/// A pretended service of a desktop, on a connection and a thread of its own. Methods and
/// properties are put on its objects first; then it comes to the bus, and it goes when this ends.
class FakeService {
 public:
  explicit FakeService(const PrivateBus& bus)
      : connection_(sdbus::createSessionBusConnectionWithAddress(bus.address())) {}
  FakeService(const FakeService&) = delete;
  FakeService& operator=(const FakeService&) = delete;
  ~FakeService() {
    hangs = false;
    connection_->leaveEventLoop();
    if (thread_.joinable()) thread_.join();
  }

  /// Answers a method. Calls are counted, and hang while `hangs` is set.
  template <class Method>
  FakeService& answers(const std::string& path, const std::string& interface,
                       const std::string& name, Method method) {
    object(path).registerMethod(name).onInterface(interface).implementedAs(counted(method));
    return *this;
  }
  template <class Get>
  FakeService& has(const std::string& path, const std::string& interface, const std::string& name,
                   Get get) {
    object(path).registerProperty(name).onInterface(interface).withGetter([this, get] {
      ++calls;
      return get();
    });
    return *this;
  }
  FakeService& comes(const std::vector<std::string>& names) {
    for (const auto& [path, object] : objects_) object->finishRegistration();
    for (const std::string& name : names) connection_->requestName(name);
    thread_ = std::thread([this] { serve(); });
    return *this;
  }
  template <class... Arguments>
  void tells(const std::string& path, const std::string& interface, const std::string& name,
             const Arguments&... arguments) {
    sdbus::IObject& sender = object(path);
    auto signal = sender.createSignal(interface, name);
    ((signal << arguments), ...);
    sender.emitSignal(signal);
  }

  std::atomic<bool> hangs = false;
  std::atomic<int> calls = 0;

 private:
  void serve() {
    try {
      connection_->enterEventLoop();
    } catch (const sdbus::Error&) {
      return;  // the bus is gone
    }
  }
  sdbus::IObject& object(const std::string& path) {
    auto& place = objects_[path];
    if (!place) place = sdbus::createObject(*connection_, path);
    return *place;
  }
  template <class Method, class R, class... Arguments>
  auto counted_as(const Method& method, R (Method::*)(Arguments...) const) {
    return [this, method](Arguments... arguments) -> R {
      ++calls;
      while (hangs) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      return method(arguments...);
    };
  }
  template <class Method>
  auto counted(const Method& method) {
    return counted_as(method, &Method::operator());
  }

  std::unique_ptr<sdbus::IConnection> connection_;
  std::map<std::string, std::unique_ptr<sdbus::IObject>> objects_;
  std::thread thread_;
};

}  // namespace dorsal::desktop
