#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/desktop/bus.hpp"

namespace dorsal::desktop {

/// A button of a notice. The key "default" stands for a click on the notice itself.
struct NoticeAction {
  std::string key;
  std::string label;
};

/// A message that the desktop shows for a while.
struct Notice {
  std::string title;
  std::string text;  ///< plain; lines end in '\n'
  std::vector<NoticeAction> actions;
  bool stays = false;  ///< until it is answered
};

using NoticeId = std::uint32_t;

/// How a notice ended.
struct NoticeReply {
  NoticeId notice = 0;
  std::string action;  ///< key; empty: closed, run out, or lost with its server

  bool operator==(const NoticeReply&) const = default;
};

/// Notices by org.freedesktop.Notifications. The server may come, go and come again; one that does
/// not answer holds a call for at most two seconds, and is asked nothing but to show a notice until
/// it is heard of again.
class Notices {
 public:
  explicit Notices(Bus& bus);
  Notices(Notices&&) noexcept;
  Notices& operator=(Notices&&) noexcept;
  ~Notices();

  /// @param replaces  a notice whose place this one takes; one that is no longer shown is not
  /// minded
  /// @return the number that replies and withdraw() speak of; may differ from `replaces`
  /// @error missing: nobody shows notices here, or the one who should does not answer
  Result<NoticeId> show(const Notice& notice, std::optional<NoticeId> replaces = {});
  /// Takes a notice back; no reply comes for it any more. One that is not shown is not minded.
  void withdraw(NoticeId id);
  /// What Bus::wait() has heard since the last call, in its order; one reply for each notice.
  std::vector<NoticeReply> take_replies();

  /// Whether buttons will be shown; false where there is no server.
  bool shows_actions();
  /// Whether the person asked the server for quiet; unset: it does not say, or there is none.
  std::optional<bool> do_not_disturb();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::desktop
