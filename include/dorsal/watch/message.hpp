#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "dorsal/watch/budget.hpp"

namespace dorsal::watch {

/// Why a nudge is held back.
enum class Obstacle { call, screen_sharing, full_screen, do_not_disturb, camera_taken };

/// "screen_sharing"
[[nodiscard]] std::string_view to_string(Obstacle obstacle);

/// The first one, if there is any.
[[nodiscard]] std::optional<Obstacle> obstacle_of(const Surroundings& surroundings);

enum class Kind {
  nudge,          ///< to be shown, with what it offers
  parked,         ///< held back; offered on return. For a status line, not to be shown
  rested,         ///< no longer needed: the person rested by themself. The same
  question,       ///< after skips in a row: is this the wrong time or the wrong exercise?
  camera_moved,   ///< nothing is judged until the person is calibrated again
  somebody_else,  ///< nothing is counted
  no_camera,      ///< time alone counts
  judging_again,  ///< after one of the three
  pause_over,
};

/// "nudge"
[[nodiscard]] std::string_view to_string(Kind kind);

/// Something to tell the person, or to keep in mind.
struct Message {
  Kind kind = Kind::nudge;
  Time at;
  // of nudge, parked, rested, question
  std::optional<Cause> cause;
  Duration exposed{0};
  std::optional<Time> since;
  std::optional<Obstacle> held_by;   // a nudge: that held it back until now
  std::optional<std::string> offer;  // id of knowledge/care or knowledge/exercises
};

/// The message as a person reads it, one to three short sentences without the offer's own text.
/// @param language    "en" or "es"; anything else is English
/// @param utc_offset  for times of the day
[[nodiscard]] std::string in_words(const Message& message, std::string_view language,
                                   std::chrono::minutes utc_offset);

}  // namespace dorsal::watch
