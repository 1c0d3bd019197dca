#pragma once

#include <optional>

#include "dorsal/watch/look.hpp"

namespace dorsal::watch {

/// What decides how soon to look again.
struct Attention {
  Time now;
  Sight sight = Sight::absent;       // of the last look
  bool moving = false;               // in the last look
  Duration same_sight{0};            // for how long it has been so
  Duration since_measured{0};        // since a picture was last measured
  bool nudge_waits = false;          // for a pause, which is not to be missed
  std::optional<Time> paused_until;  // later than now
};

/// When to look next, and how closely.
struct Rhythm {
  Duration next{0};
  bool open_camera = true;     // false: leave it alone until then
  bool skip_unchanged = true;  // a picture in which nothing moved need not be measured
};

/// One or two looks a second at somebody who is there, fewer where nobody is, none in a pause.
[[nodiscard]] Rhythm next_look(const Attention& attention);

}  // namespace dorsal::watch
