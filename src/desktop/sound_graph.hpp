#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal::desktop {

/// What the graph of PipeWire, through which sound and pictures flow, says of the desk.
struct SoundGraph {
  bool sound = false;                      // sound flows through it; if not, ask elsewhere
  bool microphone = false;                 // a program records from one
  bool screen = false;                     // the picture of a screen or window is handed out
  std::optional<std::string> camera_user;  // program that gets a camera's pictures from PipeWire
  friend bool operator==(const SoundGraph&, const SoundGraph&) = default;
};

/// Reads what `pw-dump` prints. Objects that look otherwise than expected are passed over.
/// @error malformed: no JSON, or no list
[[nodiscard]] Result<SoundGraph> read_sound_graph(std::string_view text);

}  // namespace dorsal::desktop
