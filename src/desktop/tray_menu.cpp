#include "tray_menu.hpp"

#include <sdbus-c++/Error.h>

#include <algorithm>
#include <utility>

#include "notice_text.hpp"

namespace dorsal::desktop {
namespace {

constexpr const char* kMenuInterface = "com.canonical.dbusmenu";
constexpr std::int32_t kRoot = 0;

// One underscore would mark the key to press.
std::string menu_label(const std::string& text) {
  std::string label;
  for (const char letter : notice_line(text)) {
    label += letter;
    if (letter == '_') label += '_';
  }
  return label;
}

bool is_separator(const TrayItem& item) { return item.key.empty(); }

std::map<std::string, sdbus::Variant> line_properties(const TrayItem& item) {
  if (is_separator(item)) return {{"type", sdbus::Variant(std::string("separator"))}};
  return {{"label", sdbus::Variant(menu_label(item.label))},
          {"enabled", sdbus::Variant(item.enabled)},
          {"visible", sdbus::Variant(true)}};
}

sdbus::Error no_such_line() {
  return sdbus::Error("com.canonical.dbusmenu.Error", "there is no such line in the menu");
}

}  // namespace

TrayMenu::TrayMenu(sdbus::IConnection& connection)
    : object_(sdbus::createObject(connection, kTrayMenuPath)) {
  offer_reading();
  offer_choosing();
  object_->registerSignal("LayoutUpdated")
      .onInterface(kMenuInterface)
      .withParameters<std::uint32_t, std::int32_t>("revision", "parent");
  object_->finishRegistration();
}

void TrayMenu::offer_reading() {
  object_->registerMethod("GetLayout")
      .onInterface(kMenuInterface)
      .implementedAs([this](std::int32_t parent, std::int32_t depth, const Names& names) {
        return layout(parent, depth, names);
      });
  object_->registerMethod("GetGroupProperties")
      .onInterface(kMenuInterface)
      .implementedAs(
          [this](const Ids& ids, const Names& names) { return properties_of(ids, names); });
  object_->registerMethod("GetProperty")
      .onInterface(kMenuInterface)
      .implementedAs([this](std::int32_t id, const std::string& name) {
        const Properties one = properties(id, {name});
        if (one.empty()) throw no_such_line();
        return one.begin()->second;
      });
  const auto property = [this](const char* name, auto getter) {
    object_->registerProperty(name).onInterface(kMenuInterface).withGetter(getter);
  };
  property("Version", [] { return std::uint32_t{3}; });
  property("TextDirection", [] { return std::string("ltr"); });
  property("Status", [] { return std::string("normal"); });
  property("IconThemePath", [] { return Names{}; });
}

void TrayMenu::offer_choosing() {
  object_->registerMethod("Event")
      .onInterface(kMenuInterface)
      .implementedAs([this](std::int32_t id, const std::string& event, const sdbus::Variant&,
                            std::uint32_t) { take_event(id, event); });
  object_->registerMethod("EventGroup")
      .onInterface(kMenuInterface)
      .implementedAs([this](const std::vector<MenuEvent>& events) {
        Ids unknown;
        for (const auto& event : events) {
          if (!take_event(event.get<0>(), event.get<1>())) unknown.push_back(event.get<0>());
        }
        return unknown;
      });
  object_->registerMethod("AboutToShow")
      .onInterface(kMenuInterface)
      .implementedAs([](std::int32_t) {
        return false;  // the menu is up to date
      });
  object_->registerMethod("AboutToShowGroup")
      .onInterface(kMenuInterface)
      .implementedAs([](const Ids&) { return std::make_tuple(Ids{}, Ids{}); });
}

void TrayMenu::set(const std::vector<TrayItem>& items) {
  order_.clear();
  items_.clear();
  for (const TrayItem& item : items) {
    std::int32_t& number =
        numbers_[is_separator(item) ? "\n" + std::to_string(order_.size()) : item.key];
    if (number == 0) number = ++last_number_;
    if (items_.contains(number)) continue;  // a key has one line
    order_.push_back(number);
    items_[number] = item;
  }
  ++revision_;
  object_->emitSignal("LayoutUpdated").onInterface(kMenuInterface).withArguments(revision_, kRoot);
}

std::vector<std::string> TrayMenu::take_choices() { return std::exchange(choices_, {}); }

TrayMenu::Properties TrayMenu::properties(std::int32_t id, const Names& names) const {
  Properties all;
  if (id == kRoot) {
    all["children-display"] = sdbus::Variant(std::string("submenu"));
  } else {
    const auto item = items_.find(id);
    if (item == items_.end()) throw no_such_line();
    all = line_properties(item->second);
  }
  if (names.empty()) return all;
  std::erase_if(all, [&](const auto& property) {
    return std::ranges::find(names, property.first) == names.end();
  });
  return all;
}

std::tuple<std::uint32_t, TrayMenu::Layout> TrayMenu::layout(std::int32_t parent,
                                                             std::int32_t depth,
                                                             const Names& names) const {
  std::vector<sdbus::Variant> children;
  if (parent == kRoot && depth != 0) {
    for (const std::int32_t id : order_) {
      children.emplace_back(Layout(id, properties(id, names), std::vector<sdbus::Variant>{}));
    }
  }
  return {revision_, Layout(parent, properties(parent, names), std::move(children))};
}

std::vector<sdbus::Struct<std::int32_t, TrayMenu::Properties>> TrayMenu::properties_of(
    Ids ids, const Names& names) const {
  if (ids.empty()) ids = order_;  // all are meant
  std::vector<sdbus::Struct<std::int32_t, Properties>> all;
  for (const std::int32_t id : ids) {
    if (id == kRoot || items_.contains(id)) all.emplace_back(id, properties(id, names));
  }
  return all;
}

bool TrayMenu::take_event(std::int32_t id, const std::string& event) {
  const auto item = items_.find(id);
  if (item == items_.end()) return id == kRoot;
  const bool chosen = event == "clicked" && item->second.enabled && !is_separator(item->second);
  if (chosen) choices_.push_back(item->second.key);
  return true;
}

}  // namespace dorsal::desktop
