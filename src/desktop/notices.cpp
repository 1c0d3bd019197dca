#include "dorsal/desktop/notices.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IProxy.h>
#include <sdbus-c++/Message.h>
#include <sdbus-c++/Types.h>

#include <algorithm>
#include <map>
#include <utility>

#include "name_owner.hpp"
#include "notice_text.hpp"

namespace dorsal::desktop {
namespace {

constexpr const char* kNoticeName = "org.freedesktop.Notifications";
constexpr const char* kNoticePath = "/org/freedesktop/Notifications";
constexpr std::int32_t kAsTheServerLikes = -1;
constexpr std::int32_t kNeverRunsOut = 0;

using Hints = std::map<std::string, sdbus::Variant>;

// Normal, also for those that stay: what is critical would break through the person's quiet.
Hints notice_hints() {
  constexpr std::uint8_t kNormal = 1;
  return {{"urgency", sdbus::Variant(kNormal)},
          {"desktop-entry", sdbus::Variant(std::string("org.dorsal.Watch"))}};
}

std::vector<std::string> keys_and_labels(const std::vector<NoticeAction>& actions) {
  std::vector<std::string> flat;
  for (const auto& [key, label] : actions) {
    flat.push_back(key);
    flat.push_back(notice_line(label));
  }
  return flat;
}

bool did_not_answer(const sdbus::Error& error) {
  return error.getName() == "org.freedesktop.DBus.Error.Timeout";
}

Error no_notice(const sdbus::Error& error) {
  const std::string hint = "start the desktop's notification service";
  if (did_not_answer(error)) {
    return {ErrorCode::missing, "the desktop's notification service does not answer", {}, hint};
  }
  return {ErrorCode::missing,
          "nobody shows notices here: " + notice_line(error.getMessage()),
          {},
          hint};
}

}  // namespace

struct Notices::State {
  // What is shown: by which server, with which buttons.
  struct Shown {
    std::string server;
    std::vector<std::string> keys;
  };

  explicit State(sdbus::IConnection& connection);

  bool has(const std::string& capability);
  void learn_capabilities();
  NoticeId notify(const Notice& notice, NoticeId replaces);
  void take_signal(sdbus::Message& message);
  void take_end(sdbus::Message& message);
  void end(std::map<NoticeId, Shown>::iterator which, std::string action);
  void change_server();
  // Makes a call that must not be repeated in vain: not without a server, nor to a silent one.
  template <class Call>
  void ask(Call call);

  std::unique_ptr<sdbus::IProxy> server;
  std::map<NoticeId, Shown> shown;
  std::vector<NoticeReply> replies;
  std::optional<std::vector<std::string>> capabilities;  // of the present server
  bool silent = false;                                   // did not answer, nor was heard of since
  NameOwner name;
  sdbus::Slot signals;
};

Notices::State::State(sdbus::IConnection& connection)
    : server(sdbus::createProxy(connection, kNoticeName, kNoticePath)),
      name(connection, kNoticeName, [this] { change_server(); }) {
  try {
    signals = connection.addMatch(
        std::string("type='signal',sender='") + kNoticeName + "',interface='" + kNoticeName + "'",
        [this](sdbus::Message& message) { take_signal(message); });
  } catch (const sdbus::Error&) {
    signals.reset();  // the bus is gone: show() says so
  }
}

template <class Call>
void Notices::State::ask(Call call) {
  if (silent || name.owner().empty()) return;
  try {
    call();
  } catch (const sdbus::Error& error) {
    silent = did_not_answer(error);
  }
}

void Notices::State::learn_capabilities() {
  if (capabilities) return;
  std::vector<std::string> told;
  server->callMethod("GetCapabilities")
      .onInterface(kNoticeName)
      .withTimeout(kAnswerWithin)
      .storeResultsTo(told);
  capabilities = std::move(told);
}

bool Notices::State::has(const std::string& capability) {
  return capabilities && std::ranges::find(*capabilities, capability) != capabilities->end();
}

NoticeId Notices::State::notify(const Notice& notice, NoticeId replaces) {
  learn_capabilities();
  const std::vector<NoticeAction> buttons =
      has("actions") ? notice.actions : std::vector<NoticeAction>{};
  auto call = server->createMethodCall(kNoticeName, "Notify");
  call << std::string("dorsal") << replaces << std::string() << notice_line(notice.title)
       << notice_body(notice.text, has("body-markup")) << keys_and_labels(buttons) << notice_hints()
       << (notice.stays ? kNeverRunsOut : kAsTheServerLikes);
  auto reply = server->callMethod(call, kAnswerWithin);
  NoticeId id = 0;
  reply >> id;
  Shown& entry = shown[id];
  entry = {reply.getSender(), {}};
  std::ranges::transform(buttons, std::back_inserter(entry.keys), &NoticeAction::key);
  return id;
}

void Notices::State::take_signal(sdbus::Message& message) {
  try {
    take_end(message);
  } catch (const sdbus::Error&) {
    return;  // a signal of another shape says nothing
  }
}

void Notices::State::take_end(sdbus::Message& message) {
  const std::string what = message.getMemberName();
  if (what != "ActionInvoked" && what != "NotificationClosed") return;
  NoticeId id = 0;
  message >> id;
  const auto which = shown.find(id);  // servers tell everybody of everybody's notices
  if (which == shown.end() || which->second.server != message.getSender()) return;
  silent = false;
  if (what == "NotificationClosed") return end(which, {});
  std::string key;
  message >> key;
  if (std::ranges::find(which->second.keys, key) != which->second.keys.end()) end(which, key);
}

void Notices::State::end(std::map<NoticeId, Shown>::iterator which, std::string action) {
  replies.push_back({which->first, std::move(action)});
  shown.erase(which);
}

// A server that a notice has started itself is announced after it has shown it.
void Notices::State::change_server() {
  capabilities.reset();
  silent = false;
  for (auto which = shown.begin(); which != shown.end();) {
    const auto next = std::next(which);
    if (which->second.server != name.owner()) end(which, {});
    which = next;
  }
}

Notices::Notices(Bus& bus) : state_(std::make_unique<State>(bus.connection())) {}
Notices::Notices(Notices&&) noexcept = default;
Notices& Notices::operator=(Notices&&) noexcept = default;
Notices::~Notices() = default;

Result<NoticeId> Notices::show(const Notice& notice, std::optional<NoticeId> replaces) {
  // A number of a server that is gone could be another program's notice by now.
  const bool in_place = replaces && state_->shown.contains(*replaces);
  try {
    const NoticeId id = state_->notify(notice, in_place ? *replaces : 0);
    if (in_place && id != *replaces) state_->shown.erase(*replaces);
    state_->silent = false;
    return id;
  } catch (const sdbus::Error& error) {
    state_->silent = did_not_answer(error);
    return tl::unexpected(no_notice(error));
  }
}

void Notices::withdraw(NoticeId id) {
  if (state_->shown.erase(id) == 0) return;
  state_->ask([&] {
    state_->server->callMethod("CloseNotification")
        .onInterface(kNoticeName)
        .withTimeout(kAnswerWithin)
        .withArguments(id);
  });
}

std::vector<NoticeReply> Notices::take_replies() { return std::exchange(state_->replies, {}); }

bool Notices::shows_actions() {
  state_->ask([&] { state_->learn_capabilities(); });
  return state_->has("actions");
}

std::optional<bool> Notices::do_not_disturb() {
  std::optional<bool> quiet;
  state_->ask([&] {
    sdbus::Variant value;
    state_->server->callMethod("Get")
        .onInterface("org.freedesktop.DBus.Properties")
        .withTimeout(kAnswerWithin)
        .withArguments(std::string(kNoticeName), std::string("Inhibited"))
        .storeResultsTo(value);
    if (value.containsValueOfType<bool>()) quiet = value.get<bool>();
  });
  return quiet;
}

}  // namespace dorsal::desktop
