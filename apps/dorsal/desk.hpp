#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/desktop/bus.hpp"
#include "dorsal/desktop/notices.hpp"
#include "dorsal/desktop/observer.hpp"
#include "dorsal/desktop/tray.hpp"
#include "dorsal/watch/session.hpp"

namespace dorsal::app {

/// What the person chose, in a notice or in the tray.
struct DeskChoice {
  std::string key;
};

/// The desktop around the watcher, as far as there is one: where notices are shown and answered,
/// what goes on besides, the tray.
class Desk {
 public:
  /// @param camera  number of the camera that is looked through; unset: none
  Desk(std::optional<int> camera, std::string language);

  [[nodiscard]] desktop::Bus* bus() { return session_ ? &*session_ : nullptr; }
  /// Lets messages come in, waiting so long at the most.
  void wait(std::chrono::milliseconds longest);
  /// Looks around; asked before each look.
  void observe();
  [[nodiscard]] watch::Surroundings surroundings() const;
  /// Away from keyboard and pointer for so long that nobody can be told to be there, or locked.
  [[nodiscard]] bool unused() const;
  [[nodiscard]] bool about_to_sleep();
  /// Of the program that has the camera open; empty: none.
  [[nodiscard]] std::string camera_holder() const;
  [[nodiscard]] std::vector<knowledge::Text> gaps() const;

  /// @return whether somebody shows it; else it is for the terminal
  bool show(const watch::Notice& notice);
  /// Takes back the notice that waited for an answer.
  void withdraw_waiting();
  void show_in_tray(const watch::Session& session);
  [[nodiscard]] std::vector<DeskChoice> take_choices();

 private:
  struct Shown {
    desktop::NoticeId id = 0;
    std::vector<std::string> keys;
    bool waits = false;
  };

  std::string language_;
  std::optional<desktop::Bus> session_;
  bool lost_ = false;  // the connection to it
  std::optional<desktop::Bus> system_;
  desktop::ObserverSources sources_;
  std::optional<desktop::Notices> notices_;
  std::optional<desktop::Tray> tray_;
  std::unique_ptr<desktop::Observer> observer_;
  desktop::Observation seen_;
  std::optional<bool> quiet_;  // as the one who shows notices says
  std::vector<Shown> shown_;
};

}  // namespace dorsal::app
