#include "dorsal/watch/message.hpp"

#include <array>

namespace dorsal::watch {

std::string_view to_string(Obstacle obstacle) {
  constexpr std::array<std::string_view, 5> kNames = {"call", "screen_sharing", "full_screen",
                                                      "do_not_disturb", "camera_taken"};
  return kNames[static_cast<std::size_t>(obstacle)];
}

std::optional<Obstacle> obstacle_of(const Surroundings& s) {
  if (s.call) return Obstacle::call;
  if (s.screen_sharing) return Obstacle::screen_sharing;
  if (s.full_screen) return Obstacle::full_screen;
  if (s.do_not_disturb) return Obstacle::do_not_disturb;
  if (s.camera_taken) return Obstacle::camera_taken;
  return std::nullopt;
}

std::string_view to_string(Kind kind) {
  constexpr std::array<std::string_view, 9> kNames = {"nudge",     "parked",        "rested",
                                                      "question",  "camera_moved",  "somebody_else",
                                                      "no_camera", "judging_again", "pause_over"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace dorsal::watch
