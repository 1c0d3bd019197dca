#pragma once

#include <chrono>
#include <future>
#include <utility>

#include "dorsal/desktop/bus.hpp"

namespace dorsal::desktop {

/// Handles what comes until something is so. @return false: it was not within ten seconds
template <class Condition>
bool handle_until(Bus& bus, Condition is_so) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > end) return false;
    if (!bus.wait(std::chrono::milliseconds(5))) return is_so();
  }
  return true;
}

/// Handles what comes for so long.
inline void handle_for(Bus& bus, std::chrono::milliseconds length) {
  const auto end = std::chrono::steady_clock::now() + length;
  while (std::chrono::steady_clock::now() < end) bus.wait(std::chrono::milliseconds(5));
}

/// Runs something that waits for answers of this bus, and gives the answers meanwhile.
template <class Work>
auto while_handling(Bus& bus, Work work) {
  auto result = std::async(std::launch::async, std::move(work));
  handle_until(
      bus, [&] { return result.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  return result.get();
}

}  // namespace dorsal::desktop
