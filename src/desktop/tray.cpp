#include "dorsal/desktop/tray.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IObject.h>
#include <sdbus-c++/IProxy.h>
#include <sdbus-c++/Message.h>
#include <sdbus-c++/Types.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "tray_item.hpp"
#include "tray_menu.hpp"
#include "tray_offer.hpp"

namespace dorsal::desktop {

// In this order: the entry and its menu are there before a tray is told of them.
struct Tray::State {
  explicit State(sdbus::IConnection& connection)
      : menu(connection), item(connection), offer(connection) {}

  TrayMenu menu;
  TrayItemObject item;
  TrayOffer offer;
};

Tray::Tray(Bus& bus) {
  try {
    state_ = std::make_unique<State>(bus.connection());
  } catch (const sdbus::Error&) {
    state_.reset();  // set() says so
  }
}
Tray::Tray(Tray&&) noexcept = default;
Tray& Tray::operator=(Tray&&) noexcept = default;
Tray::~Tray() = default;

Result<void> Tray::set(const TrayState& state) {
  if (!std::isfinite(state.level)) {
    return fail(ErrorCode::not_finite, "the level of the tray's icon is not a number");
  }
  const std::string sentence = "the session bus does not let the tray's entry in";
  if (!state_) return fail(ErrorCode::unsupported, sentence);
  try {
    if (state_->item.state().menu != state.menu) state_->menu.set(state.menu);
    state_->item.set(state);
    return {};
  } catch (const sdbus::Error& error) {
    return fail(ErrorCode::unsupported, sentence + ": " + error.getMessage());
  }
}

bool Tray::visible() const { return state_ && state_->offer.accepted(); }

std::vector<std::string> Tray::take_choices() {
  return state_ ? state_->menu.take_choices() : std::vector<std::string>{};
}

}  // namespace dorsal::desktop
