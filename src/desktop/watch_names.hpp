#pragma once

#include <chrono>

#include "dorsal/desktop/control.hpp"

// What the watcher and those who talk to it must agree on.
namespace dorsal::desktop {

inline constexpr const char* kWatchName = "org.dorsal.Watch";
inline constexpr const char* kWatchPath = "/org/dorsal/Watch";
inline constexpr const char* kWatchInterface = "org.dorsal.Watch1";
inline constexpr const char* kWatchCannot = "org.dorsal.Watch1.Error.Cannot";
inline constexpr const char* kWatchOutOfRange = "org.dorsal.Watch1.Error.OutOfRange";
inline constexpr const char* kPauseRange = "a pause is longer than nothing and at most 24 hours";

[[nodiscard]] inline bool is_pause(std::chrono::milliseconds length) {
  return length.count() > 0 && length <= kLongestPause;
}

}  // namespace dorsal::desktop
