#pragma once

#include <sdbus-c++/IConnection.h>
#include <sdbus-c++/IObject.h>

#include <memory>
#include <string>
#include <vector>

#include "dorsal/desktop/tray.hpp"
#include "tray_icon.hpp"

namespace dorsal::desktop {

/// The entry itself, as org.kde.StatusNotifierItem has it.
class TrayItemObject {
 public:
  /// @throws sdbus::Error when the bus refuses
  explicit TrayItemObject(sdbus::IConnection& connection);
  TrayItemObject(const TrayItemObject&) = delete;
  TrayItemObject& operator=(const TrayItemObject&) = delete;
  ~TrayItemObject() = default;

  [[nodiscard]] const TrayState& state() const { return state_; }
  /// Says what has changed. @throws sdbus::Error
  void set(const TrayState& state);

 private:
  void offer_words();
  void offer_icons();
  void offer_gestures();
  void offer_changes();
  void draw();
  void say(const char* change);

  TrayState state_;
  std::vector<TrayIcon> icons_;
  std::unique_ptr<sdbus::IObject> object_;
};

}  // namespace dorsal::desktop
