#pragma once

#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IObject.h>
#include <sdbus-c++/Types.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "dorsal/desktop/tray.hpp"

namespace dorsal::desktop {

inline constexpr const char* kTrayMenuPath = "/MenuBar";

/// The menu of the tray, as com.canonical.dbusmenu has it: one level.
class TrayMenu {
 public:
  /// @throws sdbus::Error when the bus refuses
  explicit TrayMenu(sdbus::IConnection& connection);
  TrayMenu(const TrayMenu&) = delete;
  TrayMenu& operator=(const TrayMenu&) = delete;
  ~TrayMenu() = default;

  /// @throws sdbus::Error
  void set(const std::vector<TrayItem>& items);
  std::vector<std::string> take_choices();

 private:
  using Properties = std::map<std::string, sdbus::Variant>;
  // id, properties, children (each a Layout again)
  using Layout = sdbus::Struct<std::int32_t, Properties, std::vector<sdbus::Variant>>;
  using Names = std::vector<std::string>;
  using Ids = std::vector<std::int32_t>;
  using MenuEvent = sdbus::Struct<std::int32_t, std::string, sdbus::Variant, std::uint32_t>;

  void offer_reading();
  void offer_choosing();
  [[nodiscard]] std::tuple<std::uint32_t, Layout> layout(std::int32_t parent, std::int32_t depth,
                                                         const Names& names) const;
  [[nodiscard]] Properties properties(std::int32_t id, const Names& names) const;
  [[nodiscard]] std::vector<sdbus::Struct<std::int32_t, Properties>> properties_of(
      Ids ids, const Names& names) const;
  bool take_event(std::int32_t id, const std::string& event);

  // A line's number stays its own when the menu changes: a click that comes late never means
  // another.
  std::map<std::string, std::int32_t> numbers_;  // by key
  std::int32_t last_number_ = 0;
  std::vector<std::int32_t> order_;
  std::map<std::int32_t, TrayItem> items_;
  std::uint32_t revision_ = 1;
  std::vector<std::string> choices_;
  std::unique_ptr<sdbus::IObject> object_;
};

}  // namespace dorsal::desktop
