#include "tray_item.hpp"

#include <sdbus-c++/Error.h>
#include <sdbus-c++/Types.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "notice_text.hpp"
#include "tray_menu.hpp"

namespace dorsal::desktop {
namespace {

constexpr const char* kItemPath = "/StatusNotifierItem";
constexpr const char* kItemInterface = "org.kde.StatusNotifierItem";

using Pixmap = sdbus::Struct<std::int32_t, std::int32_t, std::vector<std::uint8_t>>;
using ToolTip = sdbus::Struct<std::string, std::vector<Pixmap>, std::string, std::string>;

std::vector<Pixmap> pixmaps(const std::vector<TrayIcon>& icons) {
  std::vector<Pixmap> all;
  all.reserve(icons.size());
  for (const TrayIcon& icon : icons) all.emplace_back(icon.size, icon.size, icon.bytes);
  return all;
}

std::string tray_status(const TrayState& state) {
  return state.needs_attention ? "NeedsAttention" : "Active";
}

}  // namespace

TrayItemObject::TrayItemObject(sdbus::IConnection& connection)
    : object_(sdbus::createObject(connection, kItemPath)) {
  draw();
  offer_words();
  offer_icons();
  offer_gestures();
  offer_changes();
  object_->finishRegistration();
}

void TrayItemObject::offer_words() {
  const auto property = [this](const char* name, auto getter) {
    object_->registerProperty(name).onInterface(kItemInterface).withGetter(std::move(getter));
  };
  property("Category", [] { return std::string("ApplicationStatus"); });
  property("Id", [] { return std::string("dorsal"); });
  property("Title", [this] { return notice_line(state_.title); });
  property("Status", [this] { return tray_status(state_); });
  property("WindowId", [] { return std::int32_t{0}; });
  property("ItemIsMenu", [] { return true; });  // a plain click opens the menu too
  property("Menu", [] { return sdbus::ObjectPath(kTrayMenuPath); });
  property("ToolTip", [this] {  // its text may have markup
    return ToolTip(std::string(), std::vector<Pixmap>{}, notice_line(state_.title),
                   notice_body(state_.tooltip, true));
  });
}

// Pictures, no names: no theme has an icon for this.
void TrayItemObject::offer_icons() {
  for (const char* name : {"IconName", "OverlayIconName", "AttentionIconName", "AttentionMovieName",
                           "IconThemePath"}) {
    object_->registerProperty(name).onInterface(kItemInterface).withGetter([] {
      return std::string();
    });
  }
  for (const char* name : {"IconPixmap", "AttentionIconPixmap"}) {
    object_->registerProperty(name).onInterface(kItemInterface).withGetter([this] {
      return pixmaps(icons_);
    });
  }
  object_->registerProperty("OverlayIconPixmap").onInterface(kItemInterface).withGetter([] {
    return std::vector<Pixmap>{};
  });
}

// All there is to do stands in the menu, which the tray opens by itself.
void TrayItemObject::offer_gestures() {
  for (const char* name : {"Activate", "SecondaryActivate", "ContextMenu"}) {
    object_->registerMethod(name)
        .onInterface(kItemInterface)
        .implementedAs([](std::int32_t, std::int32_t) {});
  }
  object_->registerMethod("Scroll")
      .onInterface(kItemInterface)
      .implementedAs([](std::int32_t, const std::string&) {});
}

void TrayItemObject::offer_changes() {
  for (const char* name : {"NewTitle", "NewIcon", "NewAttentionIcon", "NewToolTip"}) {
    object_->registerSignal(name).onInterface(kItemInterface).withParameters<>();
  }
  object_->registerSignal("NewStatus")
      .onInterface(kItemInterface)
      .withParameters<std::string>("status");
}

void TrayItemObject::draw() { icons_ = {draw_tray_icon(state_, 22), draw_tray_icon(state_, 44)}; }

void TrayItemObject::say(const char* change) {
  object_->emitSignal(change).onInterface(kItemInterface).withArguments();
}

void TrayItemObject::set(const TrayState& state) {
  if (state == state_) return;
  const TrayState before = std::exchange(state_, state);
  state_.level = std::clamp(state.level, 0.0, 1.0);
  const std::vector<TrayIcon> drawn = std::exchange(icons_, {});
  draw();
  if (icons_ != drawn) {
    say("NewIcon");
    say("NewAttentionIcon");
  }
  if (state_.title != before.title) say("NewTitle");
  if (state_.title != before.title || state_.tooltip != before.tooltip) say("NewToolTip");
  if (state_.needs_attention != before.needs_attention) {
    object_->emitSignal("NewStatus").onInterface(kItemInterface).withArguments(tray_status(state_));
  }
}

}  // namespace dorsal::desktop
