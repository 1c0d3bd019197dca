#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dorsal/desktop/bus.hpp"
#include "question.hpp"

namespace dorsal::desktop {

/// An interface of an object of a service.
struct RemoteInterface {
  std::string service;
  std::string path;
  std::string interface;
};

/// A bus whose services may be slow, gone or wrong: a call waits half a second, only one call of a
/// round may hang, and a bus that itself does not answer is left alone for a minute.
class PatientBus {
 public:
  explicit PatientBus(Bus& bus);

  /// Begins a round of questions.
  void begin(Instant now);

  /// Calls a method whose answer is one value.
  template <class R, class... Arguments>
  Reply<R> call(const RemoteInterface& remote, const std::string& method,
                const Arguments&... arguments) {
    // What a bus that rests said before holds no longer.
    if (!may_call()) return {.value = std::nullopt, .asked = rests_until_.has_value()};
    Reply<R> reply;
    try {
      sdbus::IProxy& object = proxy(remote);
      sdbus::MethodCall call = object.createMethodCall(remote.interface, method);
      ((call << arguments), ...);
      sdbus::MethodReply answer = object.callMethod(call, kPatience);
      R value{};
      answer >> value;
      reply.value = std::move(value);
    } catch (const sdbus::Error& error) {
      note(error.getName());
    }
    return reply;
  }

  /// Reads a property.
  template <class R>
  Reply<R> property(const RemoteInterface& remote, const std::string& name) {
    const RemoteInterface properties{remote.service, remote.path,
                                     "org.freedesktop.DBus.Properties"};
    const auto reply = call<sdbus::Variant>(properties, "Get", remote.interface, name);
    return {.value = value_of<R>(reply.value), .asked = reply.asked};
  }

  /// What a variant holds, however often it is wrapped; unset: something else.
  template <class R>
  static std::optional<R> value_of(const std::optional<sdbus::Variant>& variant) {
    if (!variant) return std::nullopt;
    try {
      if (variant->containsValueOfType<R>()) return variant->get<R>();
      if (variant->containsValueOfType<sdbus::Variant>()) {
        return value_of<R>(variant->get<sdbus::Variant>());
      }
    } catch (const sdbus::Error&) {
      return std::nullopt;  // whoever sent it contradicts its own signature
    }
    return std::nullopt;
  }

  /// Has a signal told, for as long as this lives.
  /// @param rule  a match rule of D-Bus
  void on_signal(const std::string& rule, std::function<void(sdbus::Message&)> handler);

 private:
  static constexpr std::chrono::milliseconds kPatience{500};
  bool may_call();
  void note(const std::string& error);
  sdbus::IProxy& proxy(const RemoteInterface& remote);

  sdbus::IConnection& connection_;
  std::map<std::pair<std::string, std::string>, std::unique_ptr<sdbus::IProxy>> proxies_;
  std::vector<sdbus::Slot> matches_;
  Instant now_{0};
  std::optional<Instant> rests_until_;
  bool hung_ = false;      // a call of this round
  bool deaf_ = false;      // the bus took no wish for signals
  bool doubtful_ = false;  // a call of an earlier round hung: is it the bus itself?
};

/// Whether a service is on the bus. One that is not there is never called, since that would start
/// it.
class RemoteService {
 public:
  /// @param changed  told when the service comes, goes or is replaced
  RemoteService(PatientBus& bus, std::string name, std::function<void()> changed);
  [[nodiscard]] bool there(Instant now);
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  PatientBus& bus_;
  std::string name_;
  Question<bool> owned_{std::chrono::minutes(1)};
};

}  // namespace dorsal::desktop
