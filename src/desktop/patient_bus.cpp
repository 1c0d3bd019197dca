#include "patient_bus.hpp"

namespace dorsal::desktop {
namespace {

const RemoteInterface& bus_itself() {
  static const RemoteInterface remote{"org.freedesktop.DBus", "/org/freedesktop/DBus",
                                      "org.freedesktop.DBus"};
  return remote;
}

}  // namespace

PatientBus::PatientBus(Bus& bus) : connection_(bus.connection()) {}

void PatientBus::begin(Instant now) {
  now_ = now;
  if (rests_until_ && now >= *rests_until_) rests_until_.reset();
  doubtful_ = doubtful_ || hung_;
  hung_ = false;
}

// After a call that hung the bus is asked for its own name: if that hangs too, nobody on it can
// answer.
bool PatientBus::may_call() {
  if (hung_ || rests_until_) return false;
  if (!doubtful_) return true;
  doubtful_ = false;
  if (call<std::string>(bus_itself(), "GetId").value) return true;
  if (hung_) rests_until_ = now_ + kAfterFailure;
  return !hung_;
}

void PatientBus::note(const std::string& error) {
  hung_ = hung_ || error == "org.freedesktop.DBus.Error.Timeout" ||
          error == "org.freedesktop.DBus.Error.NoReply";
}

sdbus::IProxy& PatientBus::proxy(const RemoteInterface& remote) {
  auto& place = proxies_[{remote.service, remote.path}];
  if (!place) place = sdbus::createProxy(connection_, remote.service, remote.path);
  return *place;
}

void PatientBus::on_signal(const std::string& rule, std::function<void(sdbus::Message&)> handler) {
  if (deaf_) return;
  auto careful = [told = std::move(handler)](sdbus::Message& message) {
    try {
      told(message);
    } catch (const sdbus::Error&) {
      return;  // not the signal that its name promises
    }
  };
  const std::uint64_t usual = connection_.getMethodCallTimeout();
  try {
    connection_.setMethodCallTimeout(std::chrono::microseconds(kPatience).count());
    matches_.push_back(connection_.addMatch(rule, std::move(careful)));
  } catch (const sdbus::Error&) {
    deaf_ = true;  // signals only make answers come sooner
  }
  connection_.setMethodCallTimeout(usual);
}

RemoteService::RemoteService(PatientBus& bus, std::string name, std::function<void()> changed)
    : bus_(bus), name_(std::move(name)) {
  bus.on_signal(
      "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
      "member='NameOwnerChanged',arg0='" +
          name_ + "'",
      [this, told = std::move(changed)](sdbus::Message&) {
        owned_.forget();
        told();
      });
}

bool RemoteService::there(Instant now) {
  return owned_.answer(now, [this] { return bus_.call<bool>(bus_itself(), "NameHasOwner", name_); })
      .value_or(false);
}

}  // namespace dorsal::desktop
